import { mean } from '../../stats/mean.ts';
import { roundHalfEven } from '../../stats/round-half-even.ts';
import { differenceOf, sortedMembers } from '../difference.ts';
import { candidateOf } from '../candidate.ts';
import type { Candidate, Decided, ReleaseOptions } from '../candidate.ts';
import type { Cohort } from '../cohort.ts';
import { entryKey } from '../cohort.ts';
import { settleContent } from '../content.ts';
import { separateSets } from '../near-sets.ts';
import { protectPartitions } from '../partition-rests.ts';
import { hideComplements } from '../partitions.ts';
import { lastOf, publishEntry, sumsOfShown } from '../publish.ts';
import type { Release } from '../publish.ts';
import type { LastEntry } from '../release-entry.ts';
import type { suppress } from '../suppress.ts';

/** The steps of a release that can be left out, to show that the adversary finds what each of them hides. */
export type Steps = {
  candidate: typeof candidateOf;
  separate: typeof separateSets;
  settle: typeof settleContent;
  protect: typeof protectPartitions;
};

/** hidePrimary hides the small cells only. */
export const hidePrimary: typeof suppress = (cells, total, k) => ({
  cells: cells.map(({ id, n, hide }) => ({ id, n: n < k || hide === true ? null : n })), total: total < k ? null : total,
});

/** settlePlainly gives every new rate as the plain whole percentage, which only the whole organization's is. */
export const settlePlainly: typeof settleContent = (drafts, day) => settleContent(drafts, day).map((draft): Decided => {
  const { decision, last, cohort } = draft;
  if (decision.state === 'hidden' || decision.frozen || cohort.kind !== 'rate') return draft;
  const percent = { pct: roundHalfEven(100 * (mean([...cohort.members.values()]) ?? 0)), bound: 'exact' as const };
  return { cohort, last, decision: { ...decision, record: { ...decision.record, figures: { ...decision.record.figures, percent } } } };
});

/** hideSmallCells hides small cells of partitions, and nothing that would let them be worked out. */
export const hideSmallCells: typeof protectPartitions = (drafts, k) => hideComplements(drafts, k, hidePrimary);

/** ignoreRests hides complements by their sizes, and does not look at what remains between entries of different days. */
export const ignoreRests: typeof protectPartitions = (drafts, k) => hideComplements(drafts, k);

/** publishAlways publishes today's people every day, as long as there are k of them. */
export const publishAlways: typeof candidateOf = (cohort, last, options): Candidate =>
  cohort.members.size < options.k ? candidateOf(cohort, last, options) : { cohort, last, decision: { state: 'cut', members: sortedMembers(cohort.members) } };

/** keepAll refuses nothing for being near to something else. */
export const keepAll: typeof separateSets = (drafts, previous, k) => separateSets(drafts, previous, k, () => false);

/** refuseNestedOnly refuses sets that lie within one another, and lets pass those that overlap, or are equal but for changed values. */
export const refuseNestedOnly: typeof separateSets = (drafts, previous, k) => separateSets(drafts, previous, k, (a, b) => {
  const { joined, left } = differenceOf(a, b);
  return joined + left < k && (joined === 0) !== (left === 0);
});

/** releaseWith cuts a release with some steps replaced. */
export function releaseWith(steps: Partial<Steps>) {
  const { candidate = candidateOf, separate = separateSets, settle = settleContent, protect = protectPartitions } = steps;
  return (cohorts: readonly Cohort[], previous: readonly LastEntry[], options: ReleaseOptions): Release => {
    const lasts = new Map(previous.map((last) => [entryKey(last.cohortId, last.metric), last]));
    const candidates = cohorts.map((cohort) => candidate(cohort, lasts.get(entryKey(cohort.id, cohort.metric)) ?? null, options));
    const decided = protect(settle(separate(candidates, previous, options.k), options.day), options.k);
    return { releaseId: options.day, day: options.day, entries: decided.map(publishEntry), sums: sumsOfShown(decided), last: lastOf(decided) };
  };
}
