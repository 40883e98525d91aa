import type { PeerBand } from '../privacy/place-among-peers.ts';
import type { SizeBand } from '../privacy/recode.ts';
import type { Day } from '../time/day.ts';
import type { ReasonCode } from './envelope.ts';

export const peerMetrics = ['pace28', 'engagement', 'mastery', 'performance', 'readiness'] as const;
export type PeerMetric = (typeof peerMetrics)[number];

/** One metric of a cohort beside one's own value of the same instant, whole numbers; never a rank, an exact size, a minimum, a maximum or a mean. */
export type PeerMetricComparison = {
  metric: PeerMetric;
  own: number | null;
  median: number | null;
  p25: number | null;
  p75: number | null;
  band: PeerBand | null;
  sizeBand: SizeBand | null;
  /** Day of the figures; older than the release where they are frozen. */
  asOf: Day | null;
  frozen: boolean;
  hiddenBecause: ReasonCode | null;
};

export type PeerComparison = {
  cohortId: string;
  releaseId: Day;
  /** Day of the newest figures shown; `frozen` when none of them is of this release. */
  asOf: Day | null;
  frozen: boolean;
  metrics: PeerMetricComparison[];
  /** The next wider cohort, null for the widest. */
  wider: string | null;
};
