import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmptyDatabase } from '@verdant/db/testing/empty-database';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { readEnvironment, StartError } from './env.ts';
import { openInstallation } from './installation.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'verdant-installation-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const openAt = (url: string, migrate: boolean) =>
  openInstallation(readEnvironment({ DATABASE_URL: url, DATA_DIR: dataDir, VERDANT_SECRET: inject('databaseSecret') }), { migrate });
async function sentenceOf(url: string, migrate: boolean): Promise<string> {
  const error = await openAt(url, migrate).then(() => null, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(StartError);
  return error instanceof Error ? error.message : '';
}

describe.each([true, false])('openInstallation, migrating %s, says in one sentence', (migrate) => {
  it('that a server cannot be reached, and why', async () => {
    expect(await sentenceOf('postgres://somebody:secret@127.0.0.1:1/verdant', migrate)).toBe(
      'The database at DATABASE_URL cannot be reached (connect ECONNREFUSED 127.0.0.1:1). Check the address and that the server runs.');
  });

  it('that a password is wrong, and a database is not there', async () => {
    const wrong = Object.assign(new URL(inject('databaseAdminUrl')), { password: 'wrong' }).toString();
    expect(await sentenceOf(wrong, migrate)).toContain('password authentication failed for user "postgres"');
    const nowhere = Object.assign(new URL(inject('databaseAdminUrl')), { pathname: '/nowhere' }).toString();
    expect(await sentenceOf(nowhere, migrate)).toContain('database "nowhere" does not exist');
  });
});

describe('openInstallation without migrating', () => {
  it('says that a database was never migrated, and leaves it as it is', async () => {
    const empty = await createEmptyDatabase();
    try {
      expect(await sentenceOf(empty.adminUrl, false)).toBe('This database has no tables of Verdant yet. Make them with: npm run db:migrate');
      const { rows } = await empty.superuser.query(`SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace`);
      expect(rows).toEqual([]);
    } finally {
      await empty.drop();
    }
  });
});
