import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** isOneOf compares with any number of ids as one parameter. */
export const isOneOf = (column: PgColumn, ids: readonly string[]): SQL => sql`${column} = ANY (${sql.param([...ids])}::uuid[])`;

/** groupByUser collects rows per person, in their order, through a mapping that drops the person's key. */
export function groupByUser<Row extends { userId: string }, Out>(rows: readonly Row[], map: (row: Row) => Out): Map<string, Out[]> {
  const groups = new Map<string, Out[]>();
  for (const row of rows) {
    const group = groups.get(row.userId);
    if (group) group.push(map(row));
    else groups.set(row.userId, [map(row)]);
  }
  return groups;
}
