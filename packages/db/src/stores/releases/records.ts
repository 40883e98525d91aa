import type { LastEntry } from '@verdant/domain/privacy/release-entry';
import { and, eq, sql } from 'drizzle-orm';
import { inTenant } from '../../queries/tenant.ts';
import { releaseRecords } from '../../schema/analytics.ts';
import type { Tx } from '../../with-org.ts';
import { upsertRecords } from '../records.ts';

/** People of all records that go into one statement; the whole organization of a large one would be a parameter of a hundred megabytes. */
const membersPerStatement = 50_000;

/** loadRecords reads what the next release, and an erasure, have to know of the last: people with their values. Private. */
export async function loadRecords(tx: Tx): Promise<LastEntry[]> {
  const rows = await tx.select({ record: releaseRecords.record }).from(releaseRecords)
    .where(inTenant(releaseRecords.organizationId)).orderBy(releaseRecords.cohortId, releaseRecords.metric);
  // The column holds what the domain wrote.
  return rows.map(({ record }) => record as LastEntry);
}

function batchesOf(records: readonly LastEntry[]): LastEntry[][] {
  const batches: LastEntry[][] = [];
  let size = Infinity;
  for (const record of records) {
    if (size + record.members.length > membersPerStatement) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(record);
    size += record.members.length;
  }
  return batches;
}

/** writeRecords writes records over those of the same cohort and metric. */
export async function writeRecords(tx: Tx, organizationId: string, records: readonly LastEntry[]): Promise<void> {
  const key = [releaseRecords.organizationId, releaseRecords.cohortId, releaseRecords.metric];
  for (const batch of batchesOf(records)) {
    await upsertRecords(tx, releaseRecords, key, batch.map((record) => ({ organizationId, cohortId: record.cohortId, metric: record.metric, record })));
  }
}

/** replaceRecords makes the records of an organization exactly these; one that a release shows again, the same object as before, is not written. */
export async function replaceRecords(tx: Tx, organizationId: string, before: readonly LastEntry[], after: readonly LastEntry[]): Promise<void> {
  const known = new Set(before);
  await writeRecords(tx, organizationId, after.filter((record) => !known.has(record)));
  const kept = JSON.stringify(after.map(({ cohortId, metric }) => ({ cohort_id: cohortId, metric })));
  await tx.delete(releaseRecords).where(and(eq(releaseRecords.organizationId, organizationId),
    sql`(${releaseRecords.cohortId}, ${releaseRecords.metric}) NOT IN (
      SELECT k.cohort_id, k.metric FROM jsonb_to_recordset(${kept}::jsonb) AS k(cohort_id text, metric text))`));
}
