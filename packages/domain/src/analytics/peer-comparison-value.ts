import type { Day } from '../time/day.ts';
import type { ReasonCode } from './envelope.ts';

export const peerMetrics = ['pace28', 'engagement', 'mastery', 'performance', 'readiness'] as const;
export type PeerMetric = (typeof peerMetrics)[number];

/** Where one stands: a quarter where quartiles are published, else a half. */
export const peerBands = ['q1', 'q2', 'q3', 'q4', 'lower-half', 'upper-half'] as const;
export type PeerBand = (typeof peerBands)[number];

/** One metric of a cohort beside one's own value of the same instant, whole numbers; never a rank, an exact size, a minimum, a maximum or a mean. */
export type PeerMetricComparison = {
  metric: PeerMetric;
  own: number | null;
  median: number | null;
  p25: number | null;
  p75: number | null;
  band: PeerBand | null;
  sizeBand: string | null;
  asOf: Day | null;
  frozen: boolean;
  hiddenBecause: ReasonCode | null;
};

export type PeerComparison = {
  cohortId: string;
  releaseId: string;
  asOf: Day;
  frozen: boolean;
  metrics: PeerMetricComparison[];
  /** The next wider cohort, null for the widest. */
  wider: string | null;
};
