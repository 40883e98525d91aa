import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDatabase } from './migrate.ts';
import { readMigrations } from './migration-journal.ts';
import { listMigrations, planRollback, rollbackDatabase, RollbackError } from './rollback.ts';
import { addMigration, createEmptyDatabase, fillDatabase, folderUpTo, migrateAlone, removeFolders, type EmptyDatabase } from './testing/empty-database.ts';
import { readColumns, rowChecksums } from './testing/row-checksums.ts';
import { schemaFingerprint } from './testing/schema-fingerprint.ts';

const tags = readMigrations().map(({ tag }) => tag);
const head = tags.at(-1) ?? '';
const halfWay = 'CREATE TABLE public.half_way (one integer);\n--> statement-breakpoint\nUPDATE public.users SET name = \'lost\';\n--> statement-breakpoint\n';
let old: EmptyDatabase;
let newest: EmptyDatabase;
beforeAll(async () => {
  old = await createEmptyDatabase();
  await migrateAlone(old, { folder: folderUpTo('0002_views') });
  await fillDatabase(old);
  newest = await createEmptyDatabase();
  await migrateAlone(newest);
  await fillDatabase(newest);
});
afterAll(async () => {
  await old.drop();
  await newest.drop();
  removeFolders();
});

/** All that a change of the schema could have left behind. */
async function stateOf({ superuser }: EmptyDatabase) {
  const { rows: journal } = await superuser.query('SELECT created_at FROM drizzle.__drizzle_migrations ORDER BY 1');
  return { fingerprint: await schemaFingerprint(superuser), rows: await rowChecksums(superuser, await readColumns(superuser)), journal };
}

describe('a migration that fails half-way', () => {
  it('leaves schema, rows and journal of a database three versions behind as they were, and nothing stands in the way of a whole one', async () => {
    const before = await stateOf(old);
    const folder = folderUpTo(head);
    addMigration(folder, '9999_broken', `${halfWay}SELECT 1 / 0;`);
    await expect(migrateAlone(old, { folder })).rejects.toThrow('division by zero');
    expect(await stateOf(old)).toEqual(before);
    expect(before.journal).toHaveLength(3);

    const mended = folderUpTo(head);
    addMigration(mended, '9999_mended', halfWay);
    await migrateAlone(old, { folder: mended });
    const { journal, fingerprint } = await stateOf(old);
    expect(journal).toHaveLength(tags.length + 1);
    expect(fingerprint.filter((line) => line.includes('half_way'))).not.toEqual([]);
  });
});

describe('a way back that fails half-way', () => {
  it('leaves schema, rows and journal as they were, those of the migrations too that it had undone already', async () => {
    const before = await stateOf(newest);
    const folder = folderUpTo(head);
    writeFileSync(join(folder, 'down', '0004_ties_chain_and_bases.sql'), 'DROP TABLE public.erasures;\nSELECT 1 / 0;');
    await expect(rollbackDatabase(newest.adminUrl, newest.secret, { to: '0002_views', folder })).rejects.toThrow('division by zero');
    expect(await stateOf(newest)).toEqual(before);
  });

  it('is told in a sentence: an unknown state, one not reached, none written, a database of a newer version', async () => {
    const refusal = (to: string, folder?: string) => rollbackDatabase(newest.adminUrl, newest.secret, { to, ...(folder !== undefined && { folder }) })
      .then(() => 'done', (error: unknown) => (error instanceof RollbackError ? error.message : error));
    expect(await refusal('0099_never')).toBe(`There is no migration "0099_never". Those of this version are ${tags.join(', ')}.`);
    expect(await refusal('0001_security')).toBe('0002_views has no way back: restore a backup made before it.');
    const further = folderUpTo(head);
    addMigration(further, '9998_next', 'SELECT 1;');
    expect(await refusal('9998_next', further)).toBe('The database has not reached 9998_next yet, so there is nothing to undo.');
    const unwritten = folderUpTo(head);
    rmSync(join(unwritten, 'down', `${head}.sql`));
    expect(await refusal('0002_views', unwritten)).toBe(`${head} has no way back: restore a backup made before it.`);
    expect(await refusal('0002_views', folderUpTo('0004_ties_chain_and_bases')))
      .toBe('The database is newer than this version of Verdant: go back with the version that brought it there.');
    expect(await rollbackDatabase(newest.adminUrl, newest.secret, { to: head })).toEqual([]);
  });

  it('is planned without a change: what is undone, and the rows of all organizations in tables that go', async () => {
    const before = await stateOf(newest);
    const plan = await planRollback(newest.adminUrl, { to: '0003_signed_context' });
    expect(plan.undone).toEqual(tags.slice(4).reverse());
    // Two organizations have 1 row each where nobody is named, and 6 + 5 people; 11 audit lines make 11 links beside the 2 of the fixture.
    const rows = Object.fromEntries(plan.lost.map(({ table, rows }) => [table, rows]));
    expect(rows).toMatchObject({ audit_chain: 13, erasures: 2, learner_bases: 11, organization_days: 2, voided_facts: 2 });
    expect(await stateOf(newest)).toEqual(before);
  });
});

describe('listMigrations', () => {
  it('tells what a database has, from nothing to everything', async () => {
    expect(await listMigrations(newest.adminUrl)).toEqual(tags.map((tag, index) => ({ tag, applied: true, wayBack: index > 2 })));
    const behind = await createEmptyDatabase();
    try {
      await migrateAlone(behind, { folder: folderUpTo('0002_views') });
      expect((await listMigrations(behind.adminUrl)).map(({ applied }) => applied)).toEqual(tags.map((_, index) => index <= 2));
    } finally {
      await behind.drop();
    }
  });
});

describe('two servers that start on the same empty database at the same time', () => {
  it('migrate it once', async () => {
    const both = await createEmptyDatabase();
    try {
      await Promise.all([migrateDatabase(both.adminUrl, both.secret), migrateDatabase(both.adminUrl, both.secret)]);
      const { rows } = await both.superuser.query<{ n: number }>('SELECT count(*)::int AS n FROM drizzle.__drizzle_migrations');
      expect(rows).toEqual([{ n: tags.length }]);
      expect(await schemaFingerprint(both.superuser)).toEqual(await schemaFingerprint(newest.superuser));
    } finally {
      await both.drop();
    }
  });
});
