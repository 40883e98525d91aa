import type { LearnerAssessment } from '../rollups/types.ts';
import type { Day, Instant } from '../time/day.ts';
import type { EnrollmentRef } from './state.ts';

/** One learner in one course, by the latest enrollment and all that was done there; one row, no events. */
export type CourseLearner = {
  userId: string;
  courseId: string;
  enrolledDay: Day;
  status: EnrollmentRef['status'];
  completedDay: Day | null;
  /** Highest 1-based position in the teaching order that was touched, 0 none, all topics once completed. */
  furthest: number;
  topicsDone: number;
  /** Days of the last 30 on which topics of the course were done, one entry a topic. */
  recentDoneDays: readonly Day[];
  itemsCompleted: number;
  lastActiveDay: Day | null;
  /** The latest rating, 1..5. */
  rating: { value: number; day: Day } | null;
};

/** One learner on one assessment of a course (baseline attempts left out), with the topic that the assessment belongs to. */
export type LearnerResult = LearnerAssessment & { userId: string; topicId: string | null };

/** Sums over the learners of one canonical topic of a course. */
export type CourseTopic = {
  topicId: string;
  expectedMin: number | null;
  /** Learners with a result on the topic, and the sum of their percents. */
  learners: number;
  pctSum: number;
  /** Learners by minutes spent on the topic, in bins of two minutes from 0; the last holds what is longer. */
  minutes: readonly number[];
};

/** Activity within one course on one local day, summed over its learners. */
export type CourseDay = {
  day: Day;
  points: number;
  activeMin: number;
  sessions: number;
  /** Points by local hour, 24 entries. */
  hours: readonly number[];
  posts: number;
};

export type CourseRef = {
  courseId: string;
  createdDay: Day;
  targetCompletionPct: number | null;
  targetDurationDays: number | null;
  /** Content items that count for completion. */
  items: number;
};

/** A course with its learners, or with any set of them that a trainer trains: a row per learner, result, topic and day. */
export type CourseGroup = {
  course: CourseRef;
  learners: readonly CourseLearner[];
  results: readonly LearnerResult[];
  /** In teaching order. */
  topics: readonly CourseTopic[];
  /** The last 30 days, any order. */
  days: readonly CourseDay[];
  asOf: Instant | null;
};
