import { sql, type SQL } from 'drizzle-orm';
import type { Instant } from '@verdant/domain/time/day';
import type { Tx } from '../../with-org.ts';
import { rowJson, type FactRow } from './fact-row.ts';
import type { FactTable } from './fact-tables.ts';

const identityTypes = [
  ['id', 'uuid'], ['source', 'text'], ['source_id', 'text'], ['version', 'integer'], ['digest', 'text'], ['received_at', 'timestamptz'],
] as const;

function insertStatement(table: FactTable, organizationId: string, json: string): SQL {
  const columns = [...identityTypes.map(([name, type]) => ({ name, type })), ...table.content];
  const names = sql.raw(columns.map(({ name }) => `"${name}"`).join(', '));
  const typed = sql.raw(columns.map(({ name, type }) => `"${name}" ${type}`).join(', '));
  const picked = sql.raw(columns.map(({ name }) => `r."${name}"`).join(', '));
  const replace = sql.raw(columns.filter(({ name }) => name !== 'id').map(({ name }) => `"${name}" = EXCLUDED."${name}"`).join(', '));
  const onConflict = table.partitioned ? sql`` : sql`ON CONFLICT (organization_id, id) DO UPDATE SET ${replace}`;
  return sql`INSERT INTO ${sql.identifier(table.name)} (organization_id, ${names})
    SELECT ${organizationId}, ${picked} FROM json_to_recordset(${json}::json) AS r(${typed}) ${onConflict}`;
}

/** writeRows inserts new rows and puts higher versions in the place of old ones. */
export async function writeRows(
  tx: Tx, table: FactTable, organizationId: string, now: Instant, rows: readonly FactRow[], replacedIds: readonly string[],
): Promise<void> {
  if (rows.length === 0) return;
  if (table.partitioned && replacedIds.length > 0) {
    // A later time may belong to another month, so the old row goes first.
    await tx.execute(
      sql`DELETE FROM ${sql.identifier(table.name)} WHERE organization_id = ${organizationId} AND id = ANY(${`{${replacedIds.join(',')}}`}::uuid[])`
    );
  }
  await tx.execute(insertStatement(table, organizationId, `[${rows.map((row) => rowJson(row, now)).join(',')}]`));
}
