import type { Dimension } from '../privacy/cohort.ts';
import { mayCompare, mayShow, widerCohort } from '../privacy/may-show.ts';
import type { ComparingLearner } from '../privacy/may-show.ts';
import { placeAmongPeers } from '../privacy/place-among-peers.ts';
import type { PublishedEntry } from '../privacy/release-entry.ts';
import { compareText } from '../stats/compare-text.ts';
import type { Day } from '../time/day.ts';
import { insufficientEnvelope, missingSource, suppressedEnvelope, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import type { Envelope } from './envelope.ts';
import { peerMetrics } from './peer-comparison-value.ts';
import type { PeerComparison, PeerMetric, PeerMetricComparison } from './peer-comparison-value.ts';
import { roundOrNull } from './published.ts';
import { leastOf } from './released.ts';
import type { AnalyticContext } from './state.ts';

export type { PeerComparison } from './peer-comparison-value.ts';

const id = 'peer-comparison';
const none = { n: 0, coverage: 0, asOf: null };

/** A published entry of a peer cohort, with what only the server knows: its exact size, the k of its release, and whether the viewer is one of its people. */
export type PeerEntry = { entry: PublishedEntry; size: number; k: number; isMember: boolean };

/** A peer cohort that a page can open. */
export type PeerCohort = { id: string; dimension?: Dimension };

/** Who compares with whom. `learner` is null for a trainer or org admin, who have no own values. */
export type PeerComparisonState = {
  /** The newest release; null = none yet. */
  releaseId: Day | null;
  learner: ComparingLearner | null;
  cohort: PeerCohort;
  entries: readonly PeerEntry[];
  /** The viewer's own values at the instant of the release; absent or null = not known. */
  own: Partial<Record<PeerMetric, number | null>>;
};

/** chooseCohort is the cohort asked for, else of one's own cohorts the one that shares the goal: the path, else the role, else all who compare. */
export function chooseCohort(own: readonly string[], asked: string | null): string {
  const ordered = [...own].sort(compareText);
  const sharing = (dimension: string) => ordered.find((cohortId) => cohortId.startsWith(dimension));
  return asked ?? sharing('path:') ?? sharing('role:') ?? 'peers';
}

/** widerPeers is the next wider declared cohort of a peer cohort, for the hint where it may not be shown; null for the widest. */
export function widerPeers({ id: cohortId, dimension }: PeerCohort): string | null {
  return widerCohort({ id: cohortId, audience: 'peers', ...(dimension === undefined ? {} : { dimension }) });
}

function compareMetric(metric: PeerMetric, { cohort, entries, own: values }: PeerComparisonState): PeerMetricComparison {
  const own = roundOrNull(values[metric] ?? null, 0);
  const found = entries.find(({ entry }) => entry.cohortId === cohort.id && entry.audience === 'peers' && entry.metric === metric);
  const hidden = { metric, own, median: null, p25: null, p75: null, band: null, sizeBand: null, asOf: null, frozen: false };
  if (found === undefined) return { ...hidden, hiddenBecause: 'no-data' };
  const { entry, size, k, isMember } = found;
  if (!mayShow({ hiddenBecause: entry.hiddenBecause, size, k }, { isMember })) return { ...hidden, hiddenBecause: entry.hiddenBecause ?? 'too-few' };
  const { median, p25, p75, sizeBand, asOf, frozen } = entry;
  return { metric, own, median, p25, p75, band: placeAmongPeers(own, entry), sizeBand, asOf, frozen, hiddenBecause: null };
}

function nullsOf(metrics: readonly PeerMetricComparison[]): Nulls {
  const nulls: Nulls = {};
  if (metrics.some(({ own }) => own === null)) nulls['metrics[].own'] = 'no-data';
  if (metrics.some(({ band, hiddenBecause }) => band === null && hiddenBecause === null)) nulls['metrics[].band'] = 'no-data';
  if (metrics.some(({ p25, hiddenBecause }) => p25 === null && hiddenBecause === null)) for (const end of ['p25', 'p75']) nulls[`metrics[].${end}`] = 'too-few';
  for (const { hiddenBecause } of metrics) {
    if (hiddenBecause !== null) for (const field of ['median', 'p25', 'p75', 'band', 'sizeBand', 'asOf']) nulls[`metrics[].${field}`] ??= hiddenBecause;
  }
  return nulls;
}

/**
 * computePeerComparison: own figures beside the quartiles of people on a similar way, from one release (analytic 19); suppressed for who did not opt in,
 * and where fewer than k others could be shown.
 */
export function computePeerComparison(state: PeerComparisonState, ctx: AnalyticContext): Envelope<PeerComparison> {
  const { releaseId, learner, cohort } = state;
  if (learner !== null && learner.comparison === 'out') return suppressedEnvelope(id, ctx, 'not-opted-in', none);
  if (learner !== null && !mayCompare({ id: cohort.id, audience: 'peers' }, learner)) return suppressedEnvelope(id, ctx, 'too-few', { ...none, releaseId });
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  if (releaseId === null) return insufficientEnvelope(id, ctx, 'no-data', { what: 'releases', have: 0, required: 1 }, none);
  const metrics = peerMetrics.map((metric) => compareMetric(metric, state));
  const shown = metrics.filter(({ hiddenBecause }) => hiddenBecause === null);
  const [first] = shown;
  if (first === undefined) return suppressedEnvelope(id, ctx, 'too-few', { ...none, releaseId });
  const asOf = shown.flatMap((one) => one.asOf ?? []).sort(compareText).at(-1) ?? null;
  const evidence = { n: leastOf(first.sizeBand), coverage: shown.length / peerMetrics.length, asOf: null, releaseId };
  const value: PeerComparison = { cohortId: cohort.id, releaseId, asOf, frozen: shown.every(({ frozen }) => frozen), metrics, wider: widerPeers(cohort) };
  return valueEnvelope(id, ctx, value, evidence, nullsOf(metrics));
}
