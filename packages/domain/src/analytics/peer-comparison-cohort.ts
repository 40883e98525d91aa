import { compareText } from '../stats/compare-text.ts';
import type { Day } from '../time/day.ts';
import type { ReasonCode } from './envelope.ts';
import type { PeerMetric } from './peer-comparison-value.ts';

/** One metric of one cohort as its release publishes it: whole numbers, a band of sizes, no members; quartiles from 20 people. */
export type PeerEntry = {
  cohortId: string;
  metric: PeerMetric;
  sizeBand: string | null;
  median: number | null;
  p25: number | null;
  p75: number | null;
  /** The day of its numbers, earlier than the release's own where it is frozen. */
  asOf: Day | null;
  frozen: boolean;
  hiddenBecause: ReasonCode | null;
};

/** The widest of the cohorts in which learners compare themselves. */
export const widestPeers = 'peers';

/** widerCohort is the next wider declared cohort of a peer cohort; the widest has none. */
export function widerCohort(cohortId: string): string | null {
  return cohortId === widestPeers ? null : widestPeers;
}

/** chooseCohort is the cohort asked for, else of a learner's own cohorts the one that shares their goal: the path, else the role, else all who compare. */
export function chooseCohort(own: readonly string[], asked: string | null): string {
  const matching = (dimension: string) => [...own].sort(compareText).find((id) => id.startsWith(dimension));
  return asked ?? matching('path:') ?? matching('role:') ?? widestPeers;
}
