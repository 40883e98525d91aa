import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '../../with-org.ts';
import { recordset } from '../records.ts';

const rowsPerStatement = 10_000;

/** insertRecords writes new rows, complete ones, in statements of bounded size; a row that is there already is an error. */
export async function insertRecords(tx: Tx, table: PgTable, rows: readonly object[]): Promise<void> {
  const columns = sql.raw(Object.values(getTableColumns(table)).map(({ name }) => `"${name}"`).join(', '));
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const part = recordset(table, rows.slice(start, start + rowsPerStatement), 'r');
    await tx.execute(sql`INSERT INTO ${sql.identifier(getTableName(table))} (${columns}) SELECT ${columns} FROM ${part}`);
  }
}
