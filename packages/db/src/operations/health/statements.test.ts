import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openOwnerPool } from '../../connect.ts';
import { startEmbedded } from '../../embedded.ts';
import { migrateDatabase } from '../../migrate.ts';
import { asAdministrator } from '../testing/table-sums.ts';
import { statements } from './checks/statements.ts';
import { examineDatabase } from './examine-database.ts';

const secret = 'a secret for tests only, long enough to be one';

it('a server that measures statements tells which are slow: 12 calls of 0.15 s are a warning', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'verdant-measured-'));
  const password = 'superuser of the measuring server';
  const plain = await startEmbedded(folder, password, { fast: true });
  await asAdministrator(plain.adminUrl, (client) => client.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`));
  await plain.stop({ force: true });
  const server = await startEmbedded(folder, password, { fast: true });
  const owner = openOwnerPool(server.adminUrl, secret);
  try {
    await migrateDatabase(server.adminUrl, secret);
    await asAdministrator(server.adminUrl, async (client) => {
      await client.query('CREATE EXTENSION pg_stat_statements');
      for (let call = 0; call < 12; call += 1) await client.query('SELECT pg_sleep(0.15) AS slow_one');
    });
    const examine = () => examineDatabase({ adminUrl: server.adminUrl, owner, now: new Date().toISOString(), checks: [statements] });
    expect((await examine()).lines).toMatchObject([
      {
        state: 'warning',
        found: expect.stringMatching(/^1\d\d ms on average of 12 calls: SELECT pg_sleep\(\$1\) AS slow_one/),
        figures: { measured: 'yes', slow: 1 },
      },
    ]);
    await asAdministrator(server.adminUrl, (client) => client.query('SELECT pg_stat_statements_reset()'));
    expect((await examine()).lines).toMatchObject([{ state: 'ok', found: 'none', figures: { measured: 'yes', slow: 0 } }]);
  } finally {
    await owner.end();
    await server.stop({ force: true });
    rmSync(folder, { recursive: true, force: true });
  }
});
