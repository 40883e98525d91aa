import type { CodedPercent, SizeBand } from '../privacy/recode.ts';

export const courseHealthBands = ['healthy', 'watch', 'unhealthy'] as const;
export type CourseHealthBand = (typeof courseHealthBands)[number];
export const courseHealthParts = ['completion', 'passing', 'retention', 'rating', 'activity'] as const;
export type CourseHealthPart = (typeof courseHealthParts)[number];

export const stepReasons = ['too-hard', 'too-long', 'unclear'] as const;
export type StepReason = (typeof stepReasons)[number];
/** What helps against each reason. */
export const stepActions = { 'too-hard': 'add-practice', 'too-long': 'split', unclear: 'ask-learners' } as const satisfies Record<StepReason, string>;
export type StepAction = (typeof stepActions)[StepReason];

/** Who stops after the topic at `position` (1-based; 0 = never began), with an interval; reason and action only where the step is flagged. */
export type HealthStep = {
  position: number; topicId: string | null; h: number; lo: number; hi: number; flag: boolean | null; reason: StepReason | null; action: StepAction | null;
};
export const funnelStages = ['enrolled', 'started', 'midpoint', 'completed'] as const;
export type FunnelStage = (typeof funnelStages)[number];

type Scored = { courseId: string; score: number; band: CourseHealthBand; parts: Record<CourseHealthPart, number | null> };

/** Health of a course for those who train it. */
export type TaughtCourseHealth = Scored & {
  view: 'course';
  /** A later stage implies the earlier ones. */
  funnel: Record<FunnelStage, number>;
  steps: HealthStep[];
  atRisk: number;
  /** Points of 30 days by weekday (Monday first) and local hour. */
  heatmap: number[][] | null;
};

/** Health of a course for the organization, from released figures. */
export type ReleasedCourseHealth = Scored & {
  view: 'released';
  sizeBand: SizeBand;
  /** Share of the enrolled that reached a stage. */
  funnel: Record<Exclude<FunnelStage, 'enrolled'>, CodedPercent | null>;
};

export type CourseHealth = TaughtCourseHealth | ReleasedCourseHealth;
