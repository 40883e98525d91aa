import type { CodedPercent, SizeBand } from '../privacy/recode.ts';
import type { Quartiles } from './released.ts';

export const enrolmentTrends = ['growing', 'stable', 'declining'] as const;
export type EnrolmentTrend = (typeof enrolmentTrends)[number];
export const courseRiskReasons = ['idle', 'little-progress', 'low-results'] as const;
export type CourseRiskReason = (typeof courseRiskReasons)[number];
export type LearnerAtRisk = { learnerId: string; reasons: CourseRiskReason[] };
export type TopicMean = { topicId: string; meanPct: number; learners: number };

/** A course for those who train it, by name. */
export type TaughtCoursePerformance = {
  view: 'course';
  courseId: string;
  enrolled: number;
  completed: number;
  inProgress: number;
  active30: number;
  dropped: number;
  completionRatePct: number;
  completionRateInterval: [number, number];
  /** Completion among those enrolled for at least the target duration. */
  matureCompletionPct: number | null;
  dropoutRatePct: number;
  medianDays: number | null;
  /** Furthest topic (1-based, 0 none) at which most of the dropped stopped. */
  dropStage: number | null;
  trend: EnrolmentTrend | null;
  growthPct: number | null;
  meanSessionMin: number | null;
  /** Per active learner. */
  weeklyHours: number | null;
  contentCompletionPct: number | null;
  posts: number;
  averagePct: number | null;
  passRatePct: number | null;
  passRateInterval: [number, number] | null;
  bestTopic: TopicMean | null;
  strugglingTopic: TopicMean | null;
  ratingMean: number | null;
  ratingDelta: number | null;
  raters: number;
  atRisk: LearnerAtRisk[];
  /** Learners in progress who finish within 30 days at their own pace. */
  completions30: number | null;
  /** Released rate of the whole organization, for comparison. */
  orgCompletionPct: number | null;
};

/** A course for the organization: released figures, no names. */
export type ReleasedCoursePerformance = {
  view: 'released';
  courseId: string;
  sizeBand: SizeBand;
  completion: CodedPercent | null;
  passing: CodedPercent | null;
  risk: CodedPercent | null;
  results: Quartiles | null;
  orgCompletionPct: number | null;
};

export type CoursePerformance = TaughtCoursePerformance | ReleasedCoursePerformance;
