import type { Cohort } from '../privacy/cohort.ts';
import { daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { findStuck } from './attempts-to-pass.ts';
import { reachedOf } from './course-health.ts';
import { averagesByLearner, enrolledResults, isDropped, progressOf, wasActiveIn } from './course-measures.ts';
import { riskReasonsOf } from './course-risk.ts';
import { membersOf } from './cut-members.ts';
import type { CutOptions } from './cut-organization.ts';
import type { CourseGroup, CourseLearner, LearnerResult } from './group-state.ts';
import { policyResult } from './performance.ts';
import type { courseHealthReleaseMetrics } from './released-course-health.ts';
import type { courseReleaseMetrics } from './released-course.ts';
import type { CutLearner } from './released-distribution.ts';
import type { Settings } from './settings.ts';

type CourseMetric = (typeof courseReleaseMetrics)[number] | (typeof courseHealthReleaseMetrics)[number];
type Rate = (learner: CourseLearner) => 0 | 1 | null;

/** passedAll tells for each learner with a result whether all assessments tried are passed. */
function passedAll(results: readonly LearnerResult[], policy: Settings['performance']['policy']): Map<string, 0 | 1> {
  const passed = new Map<string, 0 | 1>();
  for (const row of results) passed.set(row.userId, passed.get(row.userId) !== 0 && policyResult(row, policy).passed ? 1 : 0);
  return passed;
}

function ratesOf(group: CourseGroup, D: Day, settings: Settings, averages: ReadonlyMap<string, number>) {
  const topics = group.topics.length;
  const passed = passedAll(enrolledResults(group), settings.performance.policy);
  const matureFrom = group.course.targetDurationDays ?? settings.course.targetDurationDays;
  const rate = (holds: boolean): 0 | 1 => (holds ? 1 : 0);
  const completed = ({ status }: CourseLearner) => rate(status === 'completed');
  return {
    completion: completed, passing: ({ userId }) => passed.get(userId) ?? null,
    risk: (one) => (one.status === 'active' ? rate(riskReasonsOf(one, { D, topics, averagePct: averages.get(one.userId) ?? null }).length > 0) : null),
    'mature-completion': (one) => (daysBetween(one.enrolledDay, D) >= matureFrom ? completed(one) : null),
    dropout: (one) => rate(isDropped(one, D, settings.course.droppedAfterDays)),
    'active-7': (one) => (one.status === 'active' ? rate(wasActiveIn(one, D, 7)) : null),
    started: (one) => rate(reachedOf(one, topics).started), midpoint: (one) => rate(reachedOf(one, topics).midpoint),
  } satisfies Partial<Record<CourseMetric, Rate>>;
}

/** cutCourse gives the cohorts `course:<id>` of a release: rates of its learners, their average result and their rating (analytics 7 to 9). */
export function cutCourse(group: CourseGroup, { day, settings }: CutOptions): Cohort[] {
  const { learners, course } = group;
  const cohort = { id: `course:${course.courseId}`, audience: 'admin' } as const;
  const averages = averagesByLearner(enrolledResults(group), settings.performance.policy);
  const rates = Object.entries<Rate>(ratesOf(group, day, settings, averages));
  return [
    ...rates.map(([metric, valueOf]): Cohort => ({ ...cohort, metric, kind: 'rate', members: membersOf(learners, valueOf) })),
    { ...cohort, metric: 'results', kind: 'score', members: membersOf(learners, ({ userId }) => averages.get(userId) ?? null) },
    { ...cohort, metric: 'rating', kind: 'score', members: membersOf(learners, ({ rating }) => rating?.value ?? null) },
  ];
}

/** cutDistribution gives the learners of a course as the released distribution counts them (analytic 9). */
export function cutDistribution(group: CourseGroup, { settings }: Pick<CutOptions, 'settings'>): (CutLearner & { userId: string })[] {
  const results = enrolledResults(group);
  const averages = averagesByLearner(results, settings.performance.policy);
  const stuck = new Set(findStuck(results, averages).map(({ learnerId }) => learnerId));
  return group.learners.map((learner) => ({
    userId: learner.userId, averagePct: averages.get(learner.userId) ?? null, progressPct: progressOf(learner, group.topics.length),
    stuck: stuck.has(learner.userId),
  }));
}
