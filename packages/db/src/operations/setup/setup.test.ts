import { sql } from 'drizzle-orm';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAppPool, openOwnerPool, openWorkerPool } from '../../connect.ts';
import { startEmbedded, type EmbeddedServer } from '../../embedded.ts';
import { migrateDatabase } from '../../migrate.ts';
import { requireVersion } from '../../require-version.ts';
import { insertWorld } from '../../testing/fixtures.ts';
import { schemaFingerprint } from '../../testing/schema-fingerprint.ts';
import { createTestDatabase } from '../../testing/test-database.ts';
import { withOrg } from '../../with-org.ts';
import { backUp } from '../backup/back-up.ts';
import { OperationError } from '../operation-error.ts';
import { restore } from '../restore/restore.ts';
import { asAdministrator } from '../testing/table-sums.ts';
import { setupSql } from './setup-sql.ts';

const secret = 'the secret of an installation on a managed server';
const now = '2026-03-31T16:00:00.000Z';
const deployer = { name: 'verdant_deployer', password: "a deployer's password" };
const folder = mkdtempSync(join(tmpdir(), 'verdant-managed-'));
let server: EmbeddedServer;

/** The address of a database on the second server, for one of its logins. */
function urlOf(database: string, login?: { name: string; password: string }): string {
  const url = new URL(server.adminUrl);
  url.pathname = `/${database}`;
  if (login !== undefined) [url.username, url.password] = [encodeURIComponent(login.name), encodeURIComponent(login.password)];
  return url.toString();
}
/** Who owns databases and may make roles, as on a managed server, and is no superuser. */
const steward = { name: 'steward', password: 'of the managed server' };
const onManaged = (text: string, database = 'verdant') => asAdministrator(urlOf(database, steward), (client) => client.query(text));
const superuser = <T>(work: (client: pg.Client) => Promise<T>, database = 'managed') => asAdministrator(urlOf(database), work);

beforeAll(async () => {
  server = await startEmbedded(folder, 'superuser of the managed server', { fast: true });
  await superuser(async (client) => {
    await client.query(`CREATE ROLE steward LOGIN CREATEROLE CREATEDB PASSWORD '${steward.password}'`);
    await client.query(`CREATE ROLE stranger LOGIN PASSWORD '${steward.password}'`);
    for (const name of ['managed', 'second', 'bare']) await client.query(`CREATE DATABASE ${name} OWNER steward`);
  }, 'verdant');
});
afterAll(async () => {
  await server.stop({ force: true });
  rmSync(folder, { recursive: true, force: true });
});

async function sentenceOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(() => null, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(OperationError);
  return error instanceof Error ? error.message : '';
}

describe('a managed PostgreSQL', () => {
  it('without the setup: a login that may make no roles is told who must do what', async () => {
    expect(await sentenceOf(migrateDatabase(urlOf('bare', { ...steward, name: 'stranger' }), secret))).toBe(
      'The database lacks the role verdant_owner, and the login "stranger" may not change that. '
        + 'Let its administrator run the SQL of: npm run db:setup -- --print',
    );
  });

  it('is set up by an administrator without superuser, twice without harm, and migrated by a deployer who may make no roles', async () => {
    const text = setupSql({ database: 'managed', secret, deployer });
    await onManaged(text, 'managed');
    await onManaged(text, 'managed');
    await migrateDatabase(urlOf('managed', deployer), secret);
    await migrateDatabase(urlOf('managed', deployer), secret);
    const { rows } = await superuser((client) => client.query(
      `SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit, rolcanlogin FROM pg_roles WHERE rolname LIKE 'verdant%' ORDER BY 1`));
    const plain = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolinherit: false };
    expect(rows).toEqual(
      [
        ['verdant_app', true],
        ['verdant_deployer', true],
        ['verdant_doorkeeper', false],
        ['verdant_owner', false],
        ['verdant_refresher', false],
        ['verdant_worker', true],
      ].map(([rolname, rolcanlogin]) => ({ rolname, rolcanlogin, ...plain })),
    );
  });

  it('has the same catalogue as any other, but for what everybody may do in schema public', async () => {
    const other = await createTestDatabase();
    try {
      const [managed, usual] = [await superuser(schemaFingerprint), await asAdministrator(other.adminUrl, schemaFingerprint)];
      expect(usual.filter((line) => !managed.includes(line))).toEqual([expect.stringMatching(/^schemas: public .*PUBLIC USAGE/)]);
      expect(managed.filter((line) => !usual.includes(line))).toEqual([expect.stringMatching(/^schemas: public (?!.*PUBLIC)/)]);
    } finally {
      await other.close();
    }
  });

  it("lets nobody but Verdant's logins in, and its roles make no schema", async () => {
    await expect(asAdministrator(urlOf('managed', { ...steward, name: 'stranger' }), (client) => client.query('SELECT 1'))).rejects.toThrow(
      'permission denied for database',
    );
    const { rows: [worker] } = await superuser((client) =>
      client.query(`SELECT has_database_privilege('verdant_worker', 'managed', 'CREATE') AS creates,
      has_database_privilege('verdant_deployer', 'managed', 'CREATE') AS deploys`),
    );
    expect(worker).toEqual({ creates: false, deploys: false });
  });

  it('serves: an organization is made and read back, backed up and restored into a second database, all by the deployer', async () => {
    const url = urlOf('managed', deployer);
    const pools = { owner: openOwnerPool(url, secret), worker: openWorkerPool(url, secret), app: openAppPool(url, secret) };
    try {
      const world = await insertWorld(pools, { slug: 'managed', now });
      const { rows } = await withOrg(pools.app, { organizationId: world.organizationId, userId: world.admin.userId, role: 'org_admin' }, (tx) =>
        tx.execute(sql`SELECT slug FROM organizations`),
      );
      expect(rows).toEqual([{ slug: 'managed' }]);
      await pools.worker.query('SELECT app.refresh_views()');
      const manifest = await backUp(pools.owner, { folder: join(folder, 'backup'), now });

      await onManaged(setupSql({ database: 'second', secret, deployer }), 'second');
      await migrateDatabase(urlOf('second', deployer), secret);
      const target = openOwnerPool(urlOf('second', deployer), secret);
      try {
        expect(await restore(target, { folder: join(folder, 'backup') })).toMatchObject({
          organizations: ['managed'],
          rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
        });
      } finally {
        await target.end();
      }
    } finally {
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
    }
  });

  it('says what is missing when a grant was taken away, or the secret is another one', async () => {
    expect(await sentenceOf(migrateDatabase(urlOf('managed', deployer), 'another secret, which gives other passwords'))).toBe(
      'The database lacks the password of verdant_app that belongs to this VERDANT_SECRET, and the login "verdant_deployer" may not change that. '
      + 'Let its administrator run the SQL of: npm run db:setup -- --print');
    await onManaged('REVOKE TEMPORARY ON DATABASE second FROM verdant_refresher', 'second');
    expect(await sentenceOf(migrateDatabase(urlOf('second', deployer), secret))).toMatch(
      /^The database lacks TEMPORARY on the database for verdant_refresher, and the login/,
    );
    await onManaged(setupSql({ database: 'second', secret, deployer }), 'second');
    await migrateDatabase(urlOf('second', deployer), secret);
  });

  it('may also be migrated by the administrator, who makes what is missing', async () => {
    await migrateDatabase(urlOf('bare', steward), secret);
    expect(await superuser(schemaFingerprint, 'bare').then((lines) => lines.some((line) => line.includes('public.organizations')))).toBe(true);
  });
});

describe('requireVersion', () => {
  it('refuses an older server in one sentence', async () => {
    await superuser((client) => requireVersion(client));
    expect(await sentenceOf(superuser((client) => requireVersion(client, 990_000)))).toMatch(/^Verdant needs PostgreSQL 99 or newer; this one is 17\.\d+\.$/);
  });
});
