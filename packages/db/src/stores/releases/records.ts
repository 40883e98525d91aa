import type { LastEntry, LastMember } from '@verdant/domain/privacy/release-entry';
import { and, eq, sql } from 'drizzle-orm';
import { inTenant } from '../../queries/tenant.ts';
import { releaseRecords } from '../../schema/analytics.ts';
import type { Tx } from '../../with-org.ts';
import { upsertRecords } from '../records.ts';

/** People of all records that go into one statement; the whole organization of a large one would be a parameter of a hundred megabytes. */
const membersPerStatement = 50_000;

/** Records read by one statement. */
const recordsPerStatement = 200;

/**
 * loadRecords reads what the next release, and an erasure, have to know of the last: people with their values. Private. A person stands in dozens of records;
 * their id is kept once.
 */
export async function loadRecords(tx: Tx): Promise<LastEntry[]> {
  const { cohortId, metric, record } = releaseRecords;
  const ids = new Map<string, string>();
  const oneId = (id: string): string => ids.get(id) ?? (ids.set(id, id), id);
  const records: LastEntry[] = [];
  for (let more = true; more;) {
    const last = records.at(-1);
    const after = last === undefined ? undefined : sql`(${cohortId}, ${metric}) > (${last.cohortId}::text, ${last.metric}::text)`;
    const rows = await tx.select({ record }).from(releaseRecords).where(and(inTenant(releaseRecords.organizationId), after))
      .orderBy(cohortId, metric).limit(recordsPerStatement);
    for (const row of rows) {
      // The column holds what the domain wrote.
      const { members, ...rest } = row.record as LastEntry;
      records.push({ ...rest, members: members.map(([id, value]): LastMember => [oneId(id), value]) });
    }
    more = rows.length === recordsPerStatement;
  }
  return records;
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
