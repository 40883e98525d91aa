import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import * as schema from './tables.ts';

let db: TestDatabase;
beforeAll(async () => { db = await createTestDatabase(); });
afterAll(() => db.close());

const declared = Object.values(schema).filter((value) => is(value, PgTable)).map((table) => getTableConfig(table));
/** A serial column is a bigint with a sequence as its default. */
const typeOf = (sqlType: string) => sqlType.replace(/^bigserial$/, 'bigint');

type LiveColumn = { table: string; name: string; type: string; notNull: boolean; hasDefault: boolean };
async function liveColumns(): Promise<LiveColumn[]> {
  const { rows } = await db.owner.query<LiveColumn>(`
    SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS "notNull", a.atthasdef AS "hasDefault"
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped`);
  return rows;
}

/** Primary keys and unique rules as `table (columns in order)`. */
async function liveKeys(kind: 'p' | 'u'): Promise<string[]> {
  const { rows } = await db.owner.query<{ key: string }>(`
    SELECT format('%s (%s)', c.relname, (SELECT string_agg(a.attname, ', ' ORDER BY k.position)
      FROM unnest(n.conkey) WITH ORDINALITY AS k(number, position) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number)) AS key
    FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
    WHERE n.contype = $1 AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition ORDER BY 1`, [kind]);
  return rows.map(({ key }) => key).sort();
}

async function liveReferences(): Promise<string[]> {
  const { rows } = await db.owner.query<{ definition: string }>(`
    SELECT c.relname || ' ' || pg_get_constraintdef(n.oid) AS definition FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
    WHERE n.contype = 'f' AND n.conparentid = 0 AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition`);
  return rows.map(({ definition }) => definition).sort();
}

const keyOf = (table: string, columns: readonly { name: string }[]) => `${table} (${columns.map(({ name }) => name).join(', ')})`;

describe('the migrated database', () => {
  it('has the tables of the schema, and no other', async () => {
    expect([...new Set((await liveColumns()).map(({ table }) => table))].sort()).toEqual(declared.map(({ name }) => name).sort());
  });

  it.each(declared)('has the columns of $name: names, types, nullability and defaults', async ({ name: table, columns }) => {
    const live = (await liveColumns()).filter((column) => column.table === table).map(({ table: _table, ...column }) => column);
    const expected = columns.map((column) => ({ name: column.name, type: typeOf(column.getSQLType()), notNull: column.notNull,
      hasDefault: column.hasDefault }));
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect(live.sort(byName)).toEqual(expected.sort(byName));
  });

  it('has the primary keys, unique rules and references of the schema', async () => {
    expect(await liveKeys('p')).toEqual(declared.flatMap(({ name, columns, primaryKeys }) => [
      ...columns.filter(({ primary }) => primary).map((column) => keyOf(name, [column])), ...primaryKeys.map((key) => keyOf(name, key.columns)),
    ]).sort());
    expect(await liveKeys('u')).toEqual(declared.flatMap(({ name, columns, uniqueConstraints }) => [
      ...columns.filter(({ isUnique }) => isUnique).map((column) => keyOf(name, [column])), ...uniqueConstraints.map((key) => keyOf(name, key.columns)),
    ]).sort());
    const names = (columns: readonly { name: string }[]) => columns.map((column) => column.name).join(', ');
    expect(await liveReferences()).toEqual(declared.flatMap(({ name, foreignKeys }) => foreignKeys.map((key) => {
      const { columns, foreignTable, foreignColumns } = key.reference();
      return `${name} FOREIGN KEY (${names(columns)}) REFERENCES ${getTableConfig(foreignTable).name}(${names(foreignColumns)})`;
    })).sort());
  });

  it('has the indexes of the schema, by name', async () => {
    const { rows } = await db.owner.query<{ name: string }>(`SELECT i.relname AS name FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
      WHERE t.relnamespace = 'public'::regnamespace AND NOT t.relispartition AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.oid) ORDER BY 1`);
    expect(rows.map(({ name }) => name).sort()).toEqual(declared.flatMap(({ indexes }) => indexes.map(({ config }) => config.name)).sort());
  });
});

describe('the migrations', () => {
  it('hold all of the schema: drizzle-kit would generate nothing new', async () => {
    const read = (file: string) => JSON.parse(readFileSync(fileURLToPath(new URL(`../../../../drizzle/meta/${file}`, import.meta.url)), 'utf8'));
    const { entries } = read('_journal.json');
    const latest = read(`${String(entries.at(-1).idx).padStart(4, '0')}_snapshot.json`);
    expect(await generateMigration(latest, generateDrizzleJson(schema, latest.id))).toEqual([]);
  });
});
