import type { SizeBand } from '../privacy/recode.ts';
import type { Direction } from '../stats/theil-sen.ts';

export const paceLevels = ['high', 'medium', 'low', 'none'] as const;
export type PaceLevel = (typeof paceLevels)[number];

/** How an organization learns, all whole numbers from one release; null stands for what may not be shown. */
export type OrgLearningVelocity = {
  employees: number;
  sizeBand: SizeBand | null;
  participationPct: number | null;
  /** Topics in 28 days, of those active in 30 days. */
  medianPace28: number | null;
  /** People by topics in 28 days. */
  distribution: Record<PaceLevel, number | null>;
  completionPct: number | null;
  skillsAcquired: number | null;
  certificates: number | null;
  completions: number | null;
  trend: Direction | null;
  quarterChange: number | null;
  yearChange: number | null;
};
