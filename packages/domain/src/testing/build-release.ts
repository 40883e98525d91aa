import type { HiddenReason, PublishedEntry } from '../privacy/release-entry.ts';
import { recode, sizeBand } from '../privacy/recode.ts';
import type { ReleaseView } from '../analytics/released.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { D } from './build-state.ts';

type Named = Pick<PublishedEntry, 'cohortId' | 'metric'>;
const nothing = { median: null, p25: null, p75: null, percent: null };

/** buildRate is the released percentage of a group, coded unless it is the whole organization. */
export function buildRate(cohortId: string, metric: string, pct: number, n = 60, fields: Partial<PublishedEntry> = {}): PublishedEntry {
  const percent = cohortId === 'org' ? { pct: roundHalfEven(pct), bound: 'exact' as const } : recode(pct, n);
  return { ...nothing, cohortId, metric, audience: 'admin', kind: 'rate', percent, sizeBand: sizeBand(n), asOf: D, frozen: false, hiddenBecause: null,
    ...fields };
}
/** buildScore is a released median, with quartiles where they are given. */
export function buildScore(
  cohortId: string, metric: string, [median, p25, p75]: [number, number?, number?], n = 60, fields: Partial<PublishedEntry> = {},
): PublishedEntry {
  return {
    median, p25: p25 ?? null, p75: p75 ?? null, percent: null, cohortId, metric, audience: 'admin', kind: 'score', sizeBand: sizeBand(n), asOf: D,
      frozen: false,
    hiddenBecause: null, ...fields,
  };
}
export function buildCount(cohortId: string, metric: string, n = 60): PublishedEntry {
  return { ...nothing, cohortId, metric, audience: 'admin', kind: 'count', sizeBand: sizeBand(n), asOf: D, frozen: false, hiddenBecause: null };
}
export function buildHidden({ cohortId, metric }: Named, kind: PublishedEntry['kind'], hiddenBecause: HiddenReason = 'too-few'): PublishedEntry {
  return { ...nothing, cohortId, metric, audience: 'admin', kind, sizeBand: null, asOf: null, frozen: false, hiddenBecause };
}
/** buildRelease holds entries, and counts with their sums. */
export function buildRelease(entries: PublishedEntry[], counts: [string, string, (number | null)[]][] = [], releaseId = D): ReleaseView {
  return {
    releaseId, entries: [...entries, ...counts.map(([cohortId, metric]) => buildCount(cohortId, metric))],
    sums: counts.map(([cohortId, metric, sums]) => ({ cohortId, metric, sums })),
  };
}
