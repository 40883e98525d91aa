import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../embedded.ts';
import { migrateDatabase } from '../migrate.ts';

const secret = 'a secret for tests only, long enough to be one';

/** One real PostgreSQL per run, with a migrated template that every test file clones. A server that does not start fails the run. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'verdant-test-'));
  const server = await startEmbedded(folder, 'test-superuser-password', { fast: true });
  await migrateDatabase(server.adminUrl, secret);
  const admin = new pg.Client({ connectionString: server.adminUrl.replace(/\/verdant$/, '/postgres') });
  await admin.connect();
  await admin.query('ALTER DATABASE verdant RENAME TO verdant_template');
  await admin.end();
  project.provide('databaseAdminUrl', server.adminUrl);
  project.provide('databaseSecret', secret);
  project.provide('databaseTemplate', 'verdant_template');
  return async () => {
    await server.stop({ force: true });
    rmSync(folder, { recursive: true, force: true });
  };
}
