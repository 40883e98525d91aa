import { entryKey, type Cohort } from '@verdant/domain/privacy/cohort';
import { mayShow } from '@verdant/domain/privacy/may-show';
import type { Release } from '@verdant/domain/privacy/publish';
import type { LastEntry, PublishedEntry } from '@verdant/domain/privacy/release-entry';
import { release } from '@verdant/domain/privacy/release';
import type { Day } from '@verdant/domain/time/day';
import { and, gte, sql } from 'drizzle-orm';
import { inTenant } from '../../queries/tenant.ts';
import { releaseEntries } from '../../schema/analytics.ts';
import type { Tx } from '../../with-org.ts';
import { insertRecords } from './insert-records.ts';
import { loadRecords, replaceRecords } from './records.ts';
import { replaceMemberships, type Belonging } from './memberships.ts';

export type CutOptions = { organizationId: string; day: Day; k: number; resetAfterDays: number };
/** Cohorts as they are at the end of the day, and who belongs to which of the peers' cohorts. */
export type CutInput = { cohorts: readonly Cohort[]; belonging: Belonging };

/** isReleased tells whether a day, or a later one, was released already; releases are cut in the order of days. */
export async function isReleased(tx: Tx, day: Day): Promise<boolean> {
  const rows = await tx.select({ one: sql`1` }).from(releaseEntries).where(and(inTenant(releaseEntries.organizationId), gte(releaseEntries.day, day))).limit(1);
  return rows.length > 0;
}

function entryRow({ organizationId, day, k }: CutOptions, entry: PublishedEntry, record: LastEntry | undefined) {
  const shown = { hiddenBecause: entry.hiddenBecause, size: record?.members.length ?? 0, k };
  return {
    organizationId, day, cohortId: entry.cohortId, metric: entry.metric, audience: entry.audience, entry,
    openToMembers: mayShow(shown, { isMember: true }), openToOthers: mayShow(shown, { isMember: false }),
  };
}

/**
 * cutRelease cuts the release of a day in the caller's transaction: entries that never change again, who would see enough others in each, records for the
 * next release, and everybody's own cohorts and values. A day that was released is left alone: null. The caller holds the organization's lock.
 */
export async function cutRelease(tx: Tx, options: CutOptions, { cohorts, belonging }: CutInput): Promise<Release | null> {
  const { organizationId, day, k, resetAfterDays } = options;
  if (await isReleased(tx, day)) return null;
  const previous = await loadRecords(tx);
  const cut = release(cohorts, previous, { k, day, resetAfterDays });
  const records = new Map(cut.last.map((record) => [entryKey(record.cohortId, record.metric), record]));
  const recordOf = ({ cohortId, metric }: Pick<PublishedEntry, 'cohortId' | 'metric'>) => records.get(entryKey(cohortId, metric));
  await insertRecords(tx, releaseEntries, cut.entries.map((entry) => entryRow(options, entry, recordOf(entry))));
  await replaceRecords(tx, organizationId, previous, cut.last);
  const shown = new Map(cut.entries.flatMap((entry) => {
    const record = entry.hiddenBecause === null ? recordOf(entry) : undefined;
    return record === undefined ? [] : [[entryKey(entry.cohortId, entry.metric), record] as const];
  }));
  await replaceMemberships(tx, { organizationId, day }, cohorts, belonging, shown);
  return cut;
}
