import type { Instant } from '../time/day.ts';

export const performanceTrends = ['improving', 'stable', 'declining'] as const;
export type PerformanceTrend = (typeof performanceTrends)[number];

/** Place of one learner in one course; only named readers get it. */
export type Standing = { courseId: string; z: number | null; T: number | null; percentile: number; n: number };

export type Performance = {
  attempts: number;
  assessments: number;
  averagePct: number;
  recentMeanPct: number;
  bestPct: number;
  worstPct: number;
  passed: number;
  passRatePct: number | null;
  passRateInterval: [number, number];
  trend: PerformanceTrend | null;
  slope: number | null;
  slopeInterval: [number, number] | null;
  retryRatePct: number;
  retrySuccessPct: number | null;
  attemptsToPass: number | null;
  meanMin: number | null;
  /** The next result in an 80 % range. */
  nextScore: { expected: number; low: number; high: number } | null;
  /** Oldest first. */
  last10: { id: string; assessmentId: string; courseId: string | null; occurredAt: Instant; pct: number; passed: boolean; durationMin: number | null }[];
  bySkill: { skillId: string; meanPct: number; n: number }[];
  standing: Standing[];
};
