import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMigrations } from './migration-journal.ts';
import { planRollback, rollbackDatabase } from './rollback.ts';
import { createEmptyDatabase, fillDatabase, folderUpTo, migrateAlone, removeFolders, type EmptyDatabase } from './testing/empty-database.ts';
import { readColumns, rowChecksums, type Columns } from './testing/row-checksums.ts';
import { schemaFingerprint } from './testing/schema-fingerprint.ts';

/** What is older is reached by restoring a backup. */
const base = '0002_views';
const tags = readMigrations().map(({ tag }) => tag);
const states = tags.slice(tags.indexOf(base));
const head = states.at(-1) ?? base;
/** What the way up from a state makes anew in tables that the state had already. */
const madeAnew: Record<string, Record<string, readonly string[]>> = {
  // 0005 writes the digests of the lines and links the lines to a chain; no version of Verdant was ever at 0004.
  '0004_ties_chain_and_bases': { audit_log: ['person_digest'], audit_chain: ['organization_id', 'position', 'audit_id', 'hash'] },
};

const fresh = new Map<string, { name: string; fingerprint: string[]; columns: Columns }>();
const made: EmptyDatabase[] = [];

/** What an earlier version of Verdant installed: from an empty database to that state, nothing else. */
async function install(tag: string): Promise<void> {
  const database = await createEmptyDatabase();
  made.push(database);
  await migrateAlone(database, { folder: folderUpTo(tag) });
  const { name, superuser } = database;
  fresh.set(tag, { name, fingerprint: await schemaFingerprint(superuser), columns: await readColumns(superuser) });
  await superuser.end();
}

async function databaseAt(tag: string): Promise<EmptyDatabase> {
  const database = await createEmptyDatabase(freshAt(tag).name);
  made.push(database);
  return database;
}

function freshAt(tag: string) {
  const state = fresh.get(tag);
  if (state === undefined) throw new Error(`No database was made at ${tag}.`);
  return state;
}

const without = (columns: Columns, less: Record<string, readonly string[]>): Columns => new Map([...columns]
  .map(([table, names]) => [table, names.filter((name) => less[table]?.includes(name) !== true)] as const).filter(([, names]) => names.length > 0));

beforeAll(async () => {
  for (const tag of states) await install(tag);
});
afterAll(async () => {
  for (const database of made) await database.drop();
  removeFolders();
});

describe('the migrations', () => {
  it('each have a way back, from the one after 0002 on', () => {
    const newer = readMigrations().slice(tags.indexOf(base) + 1);
    expect(newer.length).toBeGreaterThanOrEqual(3);
    expect(newer.filter(({ down }) => down === null).map(({ tag }) => tag)).toEqual([]);
  });

  it('lead to states that the fingerprint tells apart', () => {
    expect(new Set([...fresh.values()].map(({ fingerprint }) => fingerprint.join('\n'))).size).toBe(states.length);
  });
});

describe.each(states)('a database at %s with the rows of two organizations', (state) => {
  let database: EmptyDatabase;
  let old: Columns;
  let before: Record<string, string>;
  beforeAll(async () => {
    database = await databaseAt(state);
    await fillDatabase(database);
    old = without(await readColumns(database.superuser), madeAnew[state] ?? {});
    before = await rowChecksums(database.superuser, old);
  });

  it('has rows in every table', () => {
    expect(old.size).toBeGreaterThan(35);
    expect(Object.entries(before).filter(([, sum]) => sum.startsWith('0 rows')).map(([table]) => table)).toEqual([]);
  });

  it('comes to the newest state with every row unchanged, and then has the schema of a new database', async () => {
    await migrateAlone(database);
    expect(await schemaFingerprint(database.superuser)).toEqual(freshAt(head).fingerprint);
    expect(await rowChecksums(database.superuser, old)).toEqual(before);
  });

  it('goes back to the schema of a new database at that state with every row unchanged, and comes up again', async () => {
    expect(await rollbackDatabase(database.adminUrl, database.secret, { to: state })).toEqual(states.slice(states.indexOf(state) + 1).reverse());
    expect(await schemaFingerprint(database.superuser)).toEqual(freshAt(state).fingerprint);
    expect(await rowChecksums(database.superuser, old)).toEqual(before);
    await migrateAlone(database);
    expect(await schemaFingerprint(database.superuser)).toEqual(freshAt(head).fingerprint);
    expect(await rowChecksums(database.superuser, old)).toEqual(before);
  });
});

describe.each(states)('a database filled at the newest state that goes back to %s', (state) => {
  it('keeps all rows that the older state has a place for, and loses exactly those that were named', async () => {
    const database = await databaseAt(head);
    await fillDatabase(database);
    const before = await rowChecksums(database.superuser, await readColumns(database.superuser));
    const kept = await rowChecksums(database.superuser, freshAt(state).columns);
    const { undone, lost } = await planRollback(database.adminUrl, { to: state });
    expect(await rollbackDatabase(database.adminUrl, database.secret, { to: state })).toEqual(undone);
    expect(await schemaFingerprint(database.superuser)).toEqual(freshAt(state).fingerprint);

    const after = await rowChecksums(database.superuser, freshAt(state).columns);
    const changed = Object.keys(kept).filter((table) => after[table] !== kept[table]);
    const gone = Object.keys(before).filter((table) => !(table in after));
    const tenants = lost.filter(({ table }) => table !== 'app.context_key');
    expect([...changed, ...gone].sort()).toEqual(tenants.map(({ table }) => table));
    for (const { table, rows } of tenants) expect(before[table], table).toMatch(new RegExp(`^${rows} rows `));
    await migrateAlone(database);
    expect(await schemaFingerprint(database.superuser)).toEqual(freshAt(head).fingerprint);
  });
});
