import type { Day, Instant } from '../time/day.ts';
import type { ContentType } from '../facts/content-types.ts';

/**
 * Rollups: what facts are folded into, one row per key. Analytics read these, never events.
 * Each row is a pure function of the facts of its key, so rebuilding a touched key equals a full recompute.
 */

/** One learner's activity on one local day. */
export type LearnerDay = {
  day: Day;
  points: number;
  /** Minutes covered by the day's sessions. */
  activeMin: number;
  sessions: number;
  progress: number;
  assessment: number;
  practice: number;
  practicePassed: number;
  /** Sum and number of attempt percents handed in that day (baseline left out). */
  pctSum: number;
  pctN: number;
  /** Points by local hour, 24 entries. */
  hours: number[];
  /** Points by content type in the order of `contentTypes`, 7 entries. */
  types: number[];
  shared: number;
  replied: number;
  mentored: number;
  lastAt: Instant;
};

/** One learner on one canonical topic; `minutes` is the sum of the durations of what was done on it. */
export type LearnerTopic = { topicId: string; doneDay: Day | null; touched: boolean; bestPct: number | null; practicePassed: boolean; minutes: number };

/** One learner on one content item; `outcomePct` is the earliest fitting attempt within 30 days after completion. */
export type LearnerItem = { contentItemId: string; type: ContentType; openedAt: Instant | null; completedAt: Instant | null; outcomePct: number | null };

/** One learner on one skill: the ordered fold of its observations. `L` and `halfLifeDays` are raw, unrounded. */
export type LearnerSkill = {
  skillId: string;
  L: number;
  halfLifeDays: number;
  n: number;
  lastDay: Day | null;
  /** L at the end of each day with observations in the last 35 days before the newest one, and of the last day before those, oldest first. */
  recent: { day: Day; L: number }[];
  bestPct: number | null;
  practicePassed: boolean;
  /** Sum and number of percents of this skill in attempts (baseline left out), for the mean by skill. */
  attemptPctSum: number;
  attemptN: number;
};

/** One learner on one assessment (baseline attempts left out). Position counts attempts from 1. */
export type LearnerAssessment = {
  assessmentId: string;
  courseId: string | null;
  attempts: number;
  firstPct: number;
  bestPct: number;
  latestPct: number;
  firstPassed: boolean;
  latestPassed: boolean;
  firstPassPosition: number | null;
  minutesSum: number;
  minutesN: number;
};

/** One learner in one course that they are enrolled or were active in; the latest rating, 1..5, and its day. */
export type LearnerCourse = { courseId: string; lastActiveDay: Day | null; rating: number | null; ratingDay: Day | null };

/** One learner's activity in one course on one local day: the same measures as of a day, over the points of that course alone. */
export type LearnerCourseDay = Pick<LearnerDay, 'day' | 'points' | 'activeMin' | 'sessions' | 'hours'> & { courseId: string; posts: number };

/** An attempt as the performance page shows it. */
export type RecentAttempt = { id: string; assessmentId: string; courseId: string | null; occurredAt: Instant; pct: number; passed: boolean; durationMin: number | null };

/** One row per learner: first activity, newest fact, last ten attempts (oldest first, baseline left out). */
export type LearnerSummary = { firstActivityDay: Day | null; lastActivityDay: Day | null; asOf: Instant | null; lastAttempts: RecentAttempt[] };
