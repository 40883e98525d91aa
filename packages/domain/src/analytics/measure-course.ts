import { mean } from '../stats/mean.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { wilson } from '../stats/wilson.ts';
import { daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { averagesByLearner, countPassed, enrolledResults, isDropped, measureRatings, shareOf } from './course-measures.ts';
import type { TaughtCoursePerformance } from './course-performance-value.ts';
import { learnersAtRisk } from './course-risk.ts';
import type { CourseGroup, CourseLearner } from './group-state.ts';
import { today } from './learner-time.ts';
import { roundOrNull } from './published.ts';
import type { AnalyticContext } from './state.ts';

/** What course performance and course health both read of a group. */
export type CourseMeasures = Pick<
  TaughtCoursePerformance, 'enrolled' | 'completed' | 'inProgress' | 'dropped' | 'matureCompletionPct' | 'averagePct' | 'passRatePct' | 'passRateInterval'
  | 'ratingMean' | 'ratingDelta' | 'raters' | 'atRisk'
> & { dropoutRatePct: number | null };

/** publishInterval is the 95 % interval of c of n in published percents; nobody gives null. */
export function publishInterval(c: number, n: number): [number, number] | null {
  const interval = wilson(c, n);
  return interval === null ? null : [roundHalfEven(100 * interval.lo, 1), roundHalfEven(100 * interval.hi, 1)];
}

/** matureCompletion is the percentage completed of those enrolled at least so many days ago; none of them gives null. */
export function matureCompletion(learners: readonly CourseLearner[], D: Day, daysOf: (learner: CourseLearner) => number): number | null {
  const mature = learners.filter((learner) => daysBetween(learner.enrolledDay, D) >= daysOf(learner));
  return shareOf(mature.filter(({ status }) => status === 'completed').length, mature.length);
}

/** measureCourse counts a group: who completed, dropped, passed, rated and is at risk. Percents 0..100; what has no case is null. */
export function measureCourse(group: CourseGroup, ctx: AnalyticContext): CourseMeasures {
  const { course: settings, performance, minRaters } = ctx.settings;
  const { learners } = group;
  const results = enrolledResults(group);
  const D = today(ctx);
  const targetDays = group.course.targetDurationDays ?? settings.targetDurationDays;
  const dropped = learners.filter((learner) => isDropped(learner, D, settings.droppedAfterDays)).length;
  const averages = averagesByLearner(results, performance.policy);
  const passed = countPassed(results, performance.policy);
  return {
    enrolled: learners.length, dropped, completed: learners.filter(({ status }) => status === 'completed').length,
    inProgress: learners.filter(({ status }) => status === 'active').length,
    matureCompletionPct: matureCompletion(learners, D, () => targetDays), dropoutRatePct: shareOf(dropped, learners.length),
    averagePct: roundOrNull(mean([...averages.values()]), 1), passRatePct: shareOf(passed, results.length),
    passRateInterval: publishInterval(passed, results.length), ...measureRatings(learners, D, minRaters),
    atRisk: learnersAtRisk(learners, averages, D, group.topics.length),
  };
}
