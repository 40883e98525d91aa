import { membersOf } from '@verdant/domain/analytics/cut-members';
import type { LearnerSnapshot } from '@verdant/domain/analytics/learner-snapshot';
import { peerMetrics, type PeerMetric } from '@verdant/domain/analytics/peer-comparison-value';
import { declareCohorts, type CohortKeys, type ReleasedMetric } from '@verdant/domain/privacy/declare-cohorts';

const valueOf: Record<PeerMetric, (person: LearnerSnapshot) => number | null> = {
  pace28: ({ pace28 }) => pace28, engagement: ({ engagement }) => engagement, mastery: ({ overallPct }) => overallPct,
  performance: ({ averagePct }) => averagePct, readiness: ({ readinessPct }) => readinessPct,
};

/** cutPeerMetrics gives the metrics that learners compare themselves in, each person with the figure published of them (analytic 19). */
export function cutPeerMetrics(people: readonly LearnerSnapshot[]): ReleasedMetric[] {
  return peerMetrics.map((metric) => ({ metric, audience: 'peers', kind: 'score', values: membersOf(people, valueOf[metric]) }));
}

/** belongingOf lists the people of every cohort of peers, with or without a value for a metric. */
export function belongingOf(keys: readonly CohortKeys[]): Map<string, string[]> {
  const everybody: ReleasedMetric = { metric: 'belonging', audience: 'peers', kind: 'rate', values: new Map(keys.map(({ id }) => [id, 1])) };
  return new Map(declareCohorts(keys, [everybody]).map(({ id, members }) => [id, [...members.keys()]]));
}
