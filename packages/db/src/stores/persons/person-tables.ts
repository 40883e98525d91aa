import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable, type PgColumn } from 'drizzle-orm/pg-core';
import * as schema from '../../schema/tables.ts';
import { users } from '../../schema/people.ts';

export type PersonTable = { name: string; table: PgTable; userId: PgColumn };

const isTable = (value: unknown): value is PgTable => is(value, PgTable);

/** personTables lists every table with rows that belong to one person, read from the schema so that a new one cannot be forgotten; `users` comes last. */
export const personTables: readonly PersonTable[] = [
  ...Object.values<unknown>(schema).filter(isTable).flatMap((table) => {
    const userId = Object.entries(getTableColumns(table)).find(([key]) => key === 'userId')?.[1];
    return userId === undefined ? [] : [{ name: getTableName(table), table, userId }];
  }).sort((a, b) => (a.name < b.name ? -1 : 1)),
  { name: getTableName(users), table: users, userId: users.id },
];
