import type { Direction } from '../stats/theil-sen.ts';
import type { Day } from '../time/day.ts';

export const momentums = ['accelerating', 'steady', 'slowing', 'stalled', 'finished'] as const;
export type Momentum = (typeof momentums)[number];
export const paceStatuses = ['ahead', 'on-track', 'behind'] as const;
export type PaceStatus = (typeof paceStatuses)[number];

/** Paces in topics a week; every target field is null in scope `all`. */
export type LearningVelocity = {
  scope: 'path' | 'all';
  pathId: string | null;
  pathTitle: string | null;
  currentPace: number;
  previousPace: number;
  averagePace: number;
  targetPace: number | null;
  requiredPace: number | null;
  momentum: Momentum | null;
  momentumPct: number | null;
  variancePct: number | null;
  averageVariancePct: number | null;
  paceStatus: PaceStatus | null;
  /** Topics of the path, and those done; null in scope `all`. */
  totalTopics: number | null;
  remainingTopics: number | null;
  estimatedWeeks: number | null;
  predictedDate: Day | null;
  targetDate: Day | null;
  onTrack: boolean | null;
  /** Topics done in 7-day blocks ending today, oldest first; `weekEnds` names the last day of each. */
  weekly: number[];
  weekEnds: Day[];
  paceTrend: { slope: number; lo: number; hi: number; direction: Direction } | null;
  hours: number | null;
  hoursPerTopic: number | null;
  milestones: { share: number; topics: number; day: Day | null }[];
};
