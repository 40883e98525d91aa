import { idleInCourse } from '../analytics/course-measures.ts';
import type { CourseState, FirstAttempt } from '../analytics/course-state.ts';
import type { TeachingState } from '../analytics/teaching-state.ts';
import type { AssessmentAttempt } from '../facts/facts.ts';
import { attemptPct } from '../rollups/attempt-result.ts';
import { compareText } from '../stats/compare-text.ts';
import { addDays } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { newestOf, participateIn } from './build-course-group.ts';
import type { Participation } from './build-course-group.ts';
import type { KnownOrganization, OrganizationContext } from './known-organization.ts';

const windowDays = 365;

function inOrder(attempts: readonly AssessmentAttempt[]): AssessmentAttempt[] {
  return [...attempts].sort((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || compareText(a.id, b.id));
}

function firstAttempts({ attempts, learner: { userId } }: Participation): FirstAttempt[] {
  const first = new Map<string, FirstAttempt>();
  for (const attempt of inOrder(attempts)) {
    const { assessmentId, items, kind } = attempt;
    if (kind !== 'baseline' && !first.has(assessmentId)) first.set(assessmentId, { userId, assessmentId, pct: attemptPct(attempt), items: items ?? null });
  }
  return [...first.values()];
}

function gainPair({ attempts: all, learner: { userId } }: Participation): CourseState['gainPairs'] {
  const attempts = inOrder(all);
  const from = attempts.findIndex(({ kind }) => kind === 'baseline');
  const before = attempts[from];
  const after = attempts.slice(from + 1).find(({ kind }) => kind === 'post');
  return before === undefined || after === undefined ? [] : [{ userId, pre: attemptPct(before), post: attemptPct(after) }];
}

function ofLastYear(parts: readonly Participation[], D: Day): Participation[] {
  const from = addDays(D, 1 - windowDays);
  return parts.filter(({ learner }) => learner.enrolledDay >= from);
}

/** buildCourseState folds the enrollments of 365 days into what the course view of content effectiveness reads. */
export function buildCourseState(courseId: string, all: readonly Participation[], known: KnownOrganization): CourseState {
  const parts = ofLastYear(all, known.day);
  return {
    courseId, enrolled: parts.length, firstAttempts: parts.flatMap(firstAttempts), gainPairs: parts.flatMap(gainPair),
    dropOff: parts.map(({ learner }) => ({
      furthest: learner.furthest, withdrawn: learner.status === 'withdrawn' || learner.status === 'failed', idleDays: idleInCourse(learner, known.day),
    })),
    topicCount: known.topics.byCourse.get(courseId)?.length ?? 0, asOf: newestOf(parts, known),
  };
}

/** trainersOf lists everybody who trains a course. */
export function trainersOf({ facts }: KnownOrganization): string[] {
  return [...new Set(facts.courses.flatMap(({ trainerIds }) => trainerIds))].sort(compareText);
}

/** buildTeachingState folds all courses of one trainer, enrollments of 365 days. */
export function buildTeachingState(trainerId: string, known: KnownOrganization, ctx: OrganizationContext): TeachingState {
  const courses = known.facts.courses.filter(({ trainerIds }) => trainerIds.includes(trainerId));
  const parts = courses.flatMap(({ id }) => ofLastYear(participateIn(id, known, ctx), known.day));
  return {
    learners: parts.map(({ learner }) => learner), results: parts.flatMap(({ results }) => results), gainPairs: parts.flatMap(gainPair),
    targetDurationDays: new Map(courses.flatMap(({ id, targetDurationDays }) => (targetDurationDays ? [[id, targetDurationDays]] : []))),
    asOf: newestOf(parts, known),
  };
}
