import type { Day } from '../time/day.ts';
import type { Decided } from './candidate.ts';
import { sizeBand } from './recode.ts';
import type { LastEntry, PublishedEntry } from './release-entry.ts';

/** Sums of a shown count, for the analytic that names it: it publishes whole percentages or multiples of five of them, never the sums. */
export type CountSums = { cohortId: string; metric: string; sums: (number | null)[] };

/** One release of an organization. Clients may see `entries` only; `sums` and `last` (people and their values) stay on the server. */
export type Release = { releaseId: Day; day: Day; entries: PublishedEntry[]; sums: CountSums[]; last: LastEntry[] };

/** publishEntry gives the part of a decided entry that a client may see: never people, never an exact size. */
export function publishEntry({ cohort, decision }: Decided): PublishedEntry {
  const subject = { cohortId: cohort.id, audience: cohort.audience, metric: cohort.metric, kind: cohort.kind };
  if (decision.state === 'hidden') {
    const nothing = { median: null, p25: null, p75: null, percent: null, sizeBand: null, asOf: null };
    return { ...subject, ...nothing, frozen: false, hiddenBecause: decision.because };
  }
  const { figures: { median, p25, p75, percent }, members, asOf } = decision.record;
  return { ...subject, median, p25, p75, percent, sizeBand: sizeBand(members.length), asOf, frozen: decision.frozen, hiddenBecause: null };
}

/** sumsOfShown lists the sums of shown counts. */
export function sumsOfShown(drafts: readonly Decided[]): CountSums[] {
  return drafts.flatMap(({ cohort: { id: cohortId, metric }, decision }) => {
    const sums = decision.state === 'shown' ? decision.record.figures.sums : null;
    return sums === null ? [] : [{ cohortId, metric, sums }];
  });
}

/** lastOf lists what the next release has to know: what is shown now, and what hidden entries published last unless it is to be forgotten. */
export function lastOf(drafts: readonly Decided[]): LastEntry[] {
  return drafts.flatMap(({ last, decision }) => {
    if (decision.state === 'shown') return [decision.record];
    return last === null || decision.forget ? [] : [last];
  });
}
