import { entryKey } from '../privacy/cohort.ts';
import type { Release } from '../privacy/publish.ts';
import type { CodedPercent, SizeBand } from '../privacy/recode.ts';
import type { PublishedEntry } from '../privacy/release-entry.ts';
import type { Nulls } from './build-envelope.ts';
import type { ReasonCode } from './envelope.ts';

/** What an analytic reads of a release: entries of the cohorts that the viewer may see, and the sums of counts, which are never published as they are. */
export type ReleaseView = Pick<Release, 'releaseId' | 'entries' | 'sums'>;

/** Released scores, whole; quartiles only from 20 people. */
export type Quartiles = { median: number; p25: number | null; p75: number | null };

type Named = { cohortId: string; metric: string };
/** Lists of a release by cohort and metric; a release is immutable and is asked for hundreds of cohorts. */
const indexes = new WeakMap<readonly Named[], ReadonlyMap<string, Named>>();

function find<One extends Named>(list: readonly One[], cohortId: string, metric: string): One | null {
  let index = indexes.get(list) as ReadonlyMap<string, One> | undefined;
  if (index === undefined) {
    index = new Map(list.map((one) => [entryKey(one.cohortId, one.metric), one]));
    indexes.set(list, index);
  }
  return index.get(entryKey(cohortId, metric)) ?? null;
}

/** findEntry is the entry of a cohort and metric in a release; what the release does not know is null. */
export function findEntry({ entries }: Pick<ReleaseView, 'entries'>, cohortId: string, metric: string): PublishedEntry | null {
  return find(entries, cohortId, metric);
}

/** hiddenReasonOf says why an entry shows no figure; null when it does, `no-data` when the release has none. */
export function hiddenReasonOf(entry: PublishedEntry | null): ReasonCode | null {
  return entry === null ? 'no-data' : entry.hiddenBecause;
}

/** percentOf is the released percentage of a rate, whole and coded at its ends; hidden or absent gives null. */
export function percentOf(entry: PublishedEntry | null): CodedPercent | null {
  return entry === null || entry.hiddenBecause !== null ? null : entry.percent;
}

/** quartilesOf is the released median of a score, with quartiles from 20 people; hidden or absent gives null. */
export function quartilesOf(entry: PublishedEntry | null): Quartiles | null {
  if (entry === null || entry.hiddenBecause !== null || entry.median === null) return null;
  return { median: entry.median, p25: entry.p25, p75: entry.p75 };
}

/** nullsOfQuartiles says under its path why a released score lacks its quartiles, or is hidden. */
export function nullsOfQuartiles(path: string, entry: PublishedEntry | null): Nulls {
  const hidden = hiddenReasonOf(entry);
  if (hidden !== null) return { [path]: hidden };
  return entry?.p25 === null ? { [`${path}.p25`]: 'too-few', [`${path}.p75`]: 'too-few' } : {};
}

/** Sums of a count; null in the place of one to which a single person gives more than half. */
export type Sums = readonly (number | null)[];

/** sumsOf are the sums of a count of a cohort; hidden or absent gives null. */
export function sumsOf({ sums }: Pick<ReleaseView, 'sums'>, cohortId: string, metric: string): Sums | null {
  return find(sums, cohortId, metric)?.sums ?? null;
}

/** leastOf is the smallest size that a size band allows, the evidence that may be told of a group. */
export function leastOf(band: SizeBand | null): number {
  return band === null ? 0 : Number.parseInt(band, 10);
}

/** firstBandOf is the size band of the first entry that is shown. */
export function firstBandOf(entries: readonly (PublishedEntry | null)[]): SizeBand | null {
  return entries.find((entry) => hiddenReasonOf(entry) === null)?.sizeBand ?? null;
}

/** floorToFive rounds a number of people or things down to a multiple of 5, so that one more or less does not show. */
export function floorToFive(count: number): number {
  return 5 * Math.floor(count / 5);
}
