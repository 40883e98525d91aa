import { openWorkerPool } from '@verdant/db/connect';
import { createEmptyDatabase, fillDatabase, migrateAlone, type EmptyDatabase } from '@verdant/db/testing/empty-database';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

type Outcome = { code: number; stdout: string; stderr: string };
let database: EmptyDatabase;
const folder = mkdtempSync(join(tmpdir(), 'verdant-rollback-'));
beforeAll(async () => {
  database = await createEmptyDatabase();
  await migrateAlone(database);
  await fillDatabase(database);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command as npm does, in a process of its own. */
async function run(...args: string[]): Promise<Outcome> {
  const env = { ...process.env, DATABASE_URL: database.adminUrl, DATA_DIR: folder, VERDANT_SECRET: database.secret };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'rollback.ts'), ...args], { env });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Outcome;
    return { code, stdout, stderr };
  }
}

describe('db:rollback', () => {
  it('lists the migrations, explains itself, and answers an unknown state with one sentence', async () => {
    expect((await run('--help')).stdout).toMatch(/--to <tag>[\s\S]+--yes[\s\S]+Make a backup first\./);
    const { code, stdout } = await run();
    expect(code).toBe(0);
    expect(stdout).toMatch(/0002_views +yes +restore a backup\n0003_signed_context +yes +yes\n/);
    const unknown = await run('--to', '0099_never', '--yes');
    expect(unknown).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^There is no migration "0099_never"\..+\n$/) });
  });

  it('asks for --yes and names what would be lost, refuses while Verdant is connected, and then goes back', async () => {
    const asked = await run('--to', '0003_signed_context');
    expect(asked).toMatchObject({ code: 1, stderr: 'Nothing was changed. Say --yes to go back and lose these rows.\n' });
    expect(asked.stdout).toMatch(/0005_chain_and_retention, 0004_ties_chain_and_bases\n/);
    expect(asked.stdout).toMatch(/^erasures +2$/m);

    const hasErasures = async () => {
      const { rows: [table] } = await database.superuser.query<{ there: boolean }>(`SELECT to_regclass('erasures') IS NOT NULL AS there`);
      return table?.there;
    };
    const worker = openWorkerPool(database.adminUrl, database.secret);
    await worker.query('SELECT 1');
    const refused = await run('--to', '0003_signed_context', '--yes');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('Verdant is running on this database (1 conn') });
    await worker.end();
    expect(await hasErasures()).toBe(true);

    expect(await run('--to', '0003_signed_context', '--yes')).toMatchObject({ code: 0, stderr: '' });
    expect(await hasErasures()).toBe(false);
    expect(await run('--to', '0003_signed_context')).toMatchObject({ code: 0, stdout: 'The database is at 0003_signed_context already.\n' });
  });
});
