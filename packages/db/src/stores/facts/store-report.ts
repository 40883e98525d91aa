import type { FactKind } from '@verdant/domain/facts/facts';

export type KindReport = {
  inserted: number;
  unchanged: number;
  replaced: number;
  /** Older than what is stored, or taken back. */
  ignoredOlder: number;
  conflicts: number;
  /** Kept aside as dead letters. */
  quarantined: number;
  /** Older than the organization keeps facts. */
  expired: number;
  /** About a person who was erased. */
  erased: number;
};
/** What became of a batch; kinds that were not in it are absent. */
export type StoreReport = Partial<Record<FactKind, KindReport>>;

export const emptyKindReport = (): KindReport => ({ inserted: 0, unchanged: 0, replaced: 0, ignoredOlder: 0, conflicts: 0, quarantined: 0, expired: 0, erased: 0 });

/** addReport adds one batch's report to a running total, in place. */
export function addReport(total: StoreReport, report: StoreReport): void {
  for (const [kind, counts] of entriesOf(report)) {
    const sum = (total[kind] ??= emptyKindReport());
    sum.inserted += counts.inserted;
    sum.unchanged += counts.unchanged;
    sum.replaced += counts.replaced;
    sum.ignoredOlder += counts.ignoredOlder;
    sum.conflicts += counts.conflicts;
    sum.quarantined += counts.quarantined;
    sum.expired += counts.expired;
    sum.erased += counts.erased;
  }
}

/** entriesOf lists the kinds of a report with their counts. */
export function entriesOf(report: StoreReport): [FactKind, KindReport][] {
  // Object.entries forgets that the keys are kinds; a report has no others.
  return Object.entries(report) as [FactKind, KindReport][];
}

/** totalOf adds the counts of all kinds. */
export function totalOf(report: StoreReport): KindReport {
  const total: StoreReport = {};
  for (const [, counts] of entriesOf(report)) addReport(total, { kpis: counts });
  return total.kpis ?? emptyKindReport();
}
