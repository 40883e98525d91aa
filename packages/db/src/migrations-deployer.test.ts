import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnerPool } from './connect.ts';
import { startEmbedded, type EmbeddedServer } from './embedded.ts';
import { migrateDatabase } from './migrate.ts';
import { setupSql } from './operations/setup/setup-sql.ts';
import { asAdministrator } from './operations/testing/table-sums.ts';
import { listMigrations, planRollback, rollbackDatabase } from './rollback.ts';
import { fillOrganization } from './testing/attempt.ts';
import { schemaFingerprint } from './testing/schema-fingerprint.ts';
import { readTenantTables } from './testing/two-organizations.ts';

const secret = 'the secret of an installation on a managed server';
const deployer = { name: 'verdant_deployer', password: "a deployer's password" };
const folder = mkdtempSync(join(tmpdir(), 'verdant-deployer-'));
let server: EmbeddedServer;
let url: string;
beforeAll(async () => {
  server = await startEmbedded(folder, 'superuser of the managed server', { fast: true });
  await asAdministrator(server.adminUrl, (client) => client.query(setupSql({ database: 'verdant', secret, deployer })));
  const address = new URL(server.adminUrl);
  [address.username, address.password] = [deployer.name, encodeURIComponent(deployer.password)];
  url = address.toString();
});
afterAll(async () => {
  await server.stop({ force: true });
  rmSync(folder, { recursive: true, force: true });
});

describe('a login that is no superuser, makes no roles and is held to every policy', () => {
  it('counts what going back would lose, goes back to 0002 and comes up again to the same schema', async () => {
    await migrateDatabase(url, secret);
    const head = await asAdministrator(server.adminUrl, schemaFingerprint);
    const owner = openOwnerPool(url, secret);
    const tables = await readTenantTables(owner);
    await fillOrganization(owner, tables, 'a');
    await fillOrganization(owner, tables, 'b');
    await owner.end();

    const { undone, lost } = await planRollback(url, { to: '0002_views' });
    // Two organizations with one row each; the login itself sees none of them.
    expect(lost).toContainEqual({ table: 'erasures', rows: 2 });
    expect(await rollbackDatabase(url, secret, { to: '0002_views' })).toEqual(undone);
    expect((await listMigrations(url)).filter(({ applied }) => applied).map(({ tag }) => tag)).toEqual(['0000_tables', '0001_security', '0002_views']);
    await migrateDatabase(url, secret);
    expect(await asAdministrator(server.adminUrl, schemaFingerprint)).toEqual(head);
  });
});
