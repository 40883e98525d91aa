import { sql } from 'drizzle-orm';
import { addDays, type Day } from '@verdant/domain/time/day';
import type { Tx } from '../../with-org.ts';
import type { FactRow } from './fact-row.ts';
import type { FactTable } from './fact-tables.ts';

export type StoredFact = { id: string; version: number; digest: string; user_id: string | null; day: Day | null };
export type FindOptions = { organizationId: string; timeZone: string; timesMoveAtMostDays?: number | undefined };

/** findStored looks up which rows of a chunk are stored already; a promise about how far times move spares the look into other months. */
export async function findStored(tx: Tx, table: FactTable, rows: readonly FactRow[], options: FindOptions): Promise<Map<string, StoredFact>> {
  const user = table.hasUser ? sql`f.user_id` : sql`NULL::uuid`;
  const day = table.hasOccurredAt ? sql`(f.occurred_at AT TIME ZONE ${options.timeZone})::date::text` : sql`NULL::text`;
  let near = sql``;
  if (table.partitioned && options.timesMoveAtMostDays !== undefined) {
    const days = rows.map((row) => row.occurredAt?.slice(0, 10) ?? '').sort();
    near = sql`AND f.occurred_at >= ${addDays(days[0] ?? '', -options.timesMoveAtMostDays)}
      AND f.occurred_at < ${addDays(days[days.length - 1] ?? '', options.timesMoveAtMostDays + 1)}`;
  }
  const ids = `{${rows.map(({ id }) => id).join(',')}}`;
  const found = await tx.execute<StoredFact>(sql`
    SELECT f.id, f.version, f.digest, ${user} AS user_id, ${day} AS day FROM ${sql.identifier(table.name)} f
    WHERE f.organization_id = ${options.organizationId} AND f.id = ANY(${ids}::uuid[]) ${near}`);
  return new Map(found.rows.map((row) => [row.id, row]));
}
