import type { DropOffLearner } from '../stats/drop-off.ts';
import type { Instant } from '../time/day.ts';

/** First attempt of one learner at one assessment (baseline left out); pct 0..100, items 0..1. */
export type FirstAttempt = { userId: string; assessmentId: string; pct: number; items: { itemId: string; score: number }[] | null };

/** What the course view reads about enrollments of the last 365 days: one row per learner or first attempt, no events. */
export type CourseState = {
  courseId: string;
  enrolled: number;
  firstAttempts: FirstAttempt[];
  /** Earliest baseline and the earliest post after it, one pair per learner, percents. */
  gainPairs: { userId: string; pre: number; post: number }[];
  dropOff: DropOffLearner[];
  /** Topics of the course in teaching order. */
  topicCount: number;
  asOf: Instant | null;
};
