import { ceilDays } from '../stats/ceil-days.ts';
import { mean } from '../stats/mean.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { addDays, daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import type { EnrolmentTrend } from './course-performance-value.ts';
import type { CourseGroup, CourseLearner, LearnerResult } from './group-state.ts';
import { policyResult } from './performance.ts';
import { roundOrNull } from './published.ts';
import type { Settings } from './settings.ts';

/** idleInCourse counts the days since the last activity in the course, else since the enrollment. */
export function idleInCourse({ lastActiveDay, enrolledDay }: Pick<CourseLearner, 'lastActiveDay' | 'enrolledDay'>, D: Day): number {
  return Math.max(0, daysBetween(lastActiveDay ?? enrolledDay, D));
}

/** isDropped tells whether a learner withdrew, failed, or is in progress and idle for so many days. */
export function isDropped(learner: CourseLearner, D: Day, droppedAfterDays: number): boolean {
  if (learner.status === 'active') return idleInCourse(learner, D) >= droppedAfterDays;
  return learner.status !== 'completed';
}

/** wasActiveSince tells whether there was activity in the course in the last `days` days. */
export function wasActiveIn({ lastActiveDay }: Pick<CourseLearner, 'lastActiveDay'>, D: Day, days: number): boolean {
  return lastActiveDay !== null && lastActiveDay >= addDays(D, 1 - days);
}

/** progressOf is the share of the course's topics done, 0..100; a course without topics gives null. */
export function progressOf(learner: Pick<CourseLearner, 'topicsDone'>, topics: number): number | null {
  return topics === 0 ? null : (100 * Math.min(learner.topicsDone, topics)) / topics;
}

/** shareOf is c of n as a published percentage; nobody gives null. */
export function shareOf(c: number, n: number): number | null {
  return n === 0 ? null : roundHalfEven((100 * c) / n, 1);
}

/** enrolledResults keeps the results of those who are in the group. */
export function enrolledResults({ learners, results }: Pick<CourseGroup, 'learners' | 'results'>): LearnerResult[] {
  const enrolled = new Set(learners.map(({ userId }) => userId));
  return results.filter(({ userId }) => enrolled.has(userId));
}

/** averagesByLearner is the published average percent of each learner who has a result, over the results given. */
export function averagesByLearner(results: readonly LearnerResult[], policy: Settings['performance']['policy']): Map<string, number> {
  const sums = new Map<string, { pct: number; n: number }>();
  for (const row of results) {
    const known = sums.get(row.userId) ?? { pct: 0, n: 0 };
    sums.set(row.userId, { pct: known.pct + policyResult(row, policy).pct, n: known.n + 1 });
  }
  return new Map([...sums].map(([userId, { pct, n }]) => [userId, roundHalfEven(pct / n, 1)]));
}

/** countPassed counts learner × assessment that are passed under the policy. */
export function countPassed(results: readonly LearnerResult[], policy: Settings['performance']['policy']): number {
  return results.filter((row) => policyResult(row, policy).passed).length;
}

/** finishesWithin30Days: at `done` topics in the last `days` days, are the remaining ones done in 30 days? No topic done is no. */
export function finishesWithin30Days({ remaining, done, days }: { remaining: number; done: number; days: number }): boolean {
  return done > 0 && ceilDays((remaining * days) / done) <= 30;
}

type Ratings = { raters: number; ratingMean: number | null; ratingDelta: number | null };

/** measureRatings is the mean of the latest ratings (1..5) from so many raters on, and the mean of the last 30 days less that of the 30 before. */
export function measureRatings(learners: readonly CourseLearner[], D: Day, minRaters: number): Ratings {
  const ratings = learners.flatMap(({ userId, rating }) => (rating === null ? [] : [{ ...rating, userId }]));
  const meanOf = (rated: typeof ratings) => (new Set(rated.map(({ userId }) => userId)).size < minRaters ? null : mean(rated.map(({ value }) => value)));
  const recent = meanOf(ratings.filter(({ day }) => day > addDays(D, -30)));
  const before = meanOf(ratings.filter(({ day }) => day <= addDays(D, -30) && day > addDays(D, -60)));
  return {
    raters: new Set(ratings.map(({ userId }) => userId)).size, ratingMean: roundOrNull(meanOf(ratings), 2),
    ratingDelta: recent === null || before === null ? null : roundHalfEven(recent - before, 2),
  };
}

/** enrolmentTrend compares the mean of the last three 30-day periods with the three before, newest first; from nothing, anything is growth. */
export function enrolmentTrend(periods: readonly number[]): { trend: EnrolmentTrend; growthPct: number | null } {
  const recent = mean(periods.slice(0, 3)) ?? 0;
  const before = mean(periods.slice(3, 6)) ?? 0;
  if (before === 0) return { trend: recent > 0 ? 'growing' : 'stable', growthPct: null };
  const growthPct = roundHalfEven(((recent - before) / before) * 100, 1);
  return { trend: growthPct > 10 ? 'growing' : growthPct < -10 ? 'declining' : 'stable', growthPct };
}
