import type { Day } from '../time/day.ts';
import type { EnrollmentRef } from './state.ts';

/** One learner at the end of a day: the numbers that were published of them, null where there was none; `active30` = an activity day in the last 30. */
export type LearnerSnapshot = {
  userId: string;
  engagement: number | null;
  averagePace: number | null;
  /** Canonical topics done in 28 days. */
  pace28: number;
  overallPct: number | null;
  averagePct: number | null;
  readinessPct: number | null;
  streak: number;
  active30: boolean;
};

/** A learner's latest enrollment in a course, as a release reads it. */
export type EnrollmentCut = Pick<EnrollmentRef, 'courseId' | 'enrolledDay' | 'status' | 'dueDay'> & {
  mode: 'mandatory' | 'voluntary' | 'unknown';
  completedDay: Day | null;
  certificateDay: Day | null;
  /** Last activity in the course. */
  lastActiveDay: Day | null;
};

/** What a release counts of one employee beside the snapshot: rows of facts, no events. */
export type EmployeeCut = LearnerSnapshot & {
  departmentId: string | null;
  enrollments: readonly EnrollmentCut[];
  /** Assessments tried, and passed under the organization's policy. */
  assessments: { tried: number; passed: number };
  /** Skills newly mastered in 28 days. */
  newSkills: number;
  /** Organization targets: is the current level up to it? Null = no known level. */
  targets: readonly { skillId: string; met: boolean | null }[];
  /** `shared` and `replied` events of 30 days. */
  sharedEvents: number;
  /** A `mentored` event in 90 days. */
  mentored: boolean;
};
