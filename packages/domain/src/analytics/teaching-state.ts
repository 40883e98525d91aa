import type { Instant } from '../time/day.ts';
import type { CourseState } from './course-state.ts';
import type { CourseLearner, LearnerResult } from './group-state.ts';

/** All courses of one trainer, enrollments of the last 365 days: a row per learner and course, and per learner and assessment. */
export type TeachingState = {
  learners: readonly CourseLearner[];
  results: readonly LearnerResult[];
  /** Earliest baseline and the earliest post after it, percents. */
  gainPairs: CourseState['gainPairs'];
  /** Days in which a course should be completed, where the course says so. */
  targetDurationDays: ReadonlyMap<string, number>;
  asOf: Instant | null;
};
