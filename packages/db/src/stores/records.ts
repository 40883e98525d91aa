import { getTableColumns, getTableName, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '../with-org.ts';

/** recordset turns rows (by property name of the Drizzle table) into a set-returning expression with the table's own column names and types: one parameter for any number of rows. */
export function recordset(table: PgTable, rows: readonly object[], alias: string): SQL {
  const columns = Object.entries(getTableColumns(table));
  const records = rows.map((row) => {
    const record: Record<string, unknown> = {};
    for (const [property, column] of columns) if (property in row) record[column.name] = (row as Record<string, unknown>)[property];
    return record;
  });
  const types = columns.map(([, column]) => `${quote(column.name)} ${column.getSQLType()}`).join(', ');
  return sql`jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS ${sql.raw(`${alias}(${types})`)}`;
}

const quote = (name: string) => `"${name}"`;
const list = (names: readonly string[], prefix = '') => sql.raw(names.map((name) => `${prefix}${quote(name)}`).join(', '));

/** upsertRecords writes rows in one statement; a row that is already the same is left untouched (no new row version, no work for vacuum). */
export async function upsertRecords(tx: Tx, table: PgTable, key: readonly PgColumn[], rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const given = Object.entries(getTableColumns(table)).filter(([property]) => property in (rows[0] ?? {})).map(([, column]) => column.name);
  const keys = key.map((column) => column.name);
  const rest = given.filter((name) => !keys.includes(name));
  const name = sql.raw(quote(getTableName(table)));
  const assignments = sql.raw(rest.map((column) => `${quote(column)} = excluded.${quote(column)}`).join(', '));
  const onConflict = rest.length === 0 ? sql`DO NOTHING`
    : sql`DO UPDATE SET ${assignments} WHERE (${list(rest, 't.')}) IS DISTINCT FROM (${list(rest, 'excluded.')})`;
  await tx.execute(sql`
    INSERT INTO ${name} AS t (${list(given)}) SELECT ${list(given)} FROM ${recordset(table, rows, 'r')} ON CONFLICT (${list(keys)}) ${onConflict}`);
}

/** replaceRecords makes the rows of some people exactly these: upserts what differs and deletes what is no longer there. */
export async function replaceRecords(
  tx: Tx, table: PgTable, key: readonly PgColumn[], people: { organizationId: string; userIds: readonly string[] }, rows: readonly object[],
): Promise<void> {
  // What is gone goes first: for people without rows yet, as in a first calculation, there is then nothing to compare, whatever the planner knows of the table.
  // A null key equals another null; only nullable columns pay for that, since such a comparison cannot be hashed.
  const same = key.map(({ name, notNull }) => `r.${quote(name)} ${notNull ? '=' : 'IS NOT DISTINCT FROM'} t.${quote(name)}`).join(' AND ');
  await tx.execute(sql`
    DELETE FROM ${sql.raw(quote(getTableName(table)))} t WHERE t.organization_id = ${people.organizationId} AND t.user_id = ANY (${sql.param(people.userIds)}::uuid[])
      AND NOT EXISTS (SELECT 1 FROM ${recordset(table, rows, 'r')} WHERE ${sql.raw(same)})`);
  await upsertRecords(tx, table, key, rows);
}
