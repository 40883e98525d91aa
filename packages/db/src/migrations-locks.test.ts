import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openAppPool, openWorkerPool, type TenantPool } from './connect.ts';
import { LockedError } from './lock-patience.ts';
import { readMigrations } from './migration-journal.ts';
import { rollbackDatabase } from './rollback.ts';
import { createEmptyDatabase, fillDatabase, folderUpTo, migrateAlone, removeFolders, type EmptyDatabase } from './testing/empty-database.ts';
import { schemaFingerprint } from './testing/schema-fingerprint.ts';
import { buildRow, insertStatement, organizationIds, personIds, type OrganizationName, type TenantTable } from './testing/two-organizations.ts';
import { enterAs, type TenantContext } from './with-org.ts';

const installed = '0002_views';
const count = readMigrations().length;
let template: EmptyDatabase;
let tables: TenantTable[];
let database: EmptyDatabase;
beforeAll(async () => {
  template = await createEmptyDatabase();
  await migrateAlone(template, { folder: folderUpTo(installed) });
  tables = await fillDatabase(template);
  // Lines that the migration has to link to a chain while writers wait.
  await template.superuser.query(`INSERT INTO audit_log (organization_id, actor_id, role, action, outcome, details)
    SELECT $1, $2, 'org_admin', 'line ' || n, 'allowed', '{}' FROM generate_series(1, 1000) AS n`, [organizationIds.a, personIds.ora]);
  await template.superuser.end();
});
afterAll(async () => {
  await template.drop();
  removeFolders();
});
beforeEach(async () => { database = await createEmptyDatabase(template.name); });
afterEach(() => database.drop());

async function migrationsDone(): Promise<number> {
  const { rows: [done] } = await database.superuser.query<{ n: number }>('SELECT count(*)::int AS n FROM drizzle.__drizzle_migrations');
  return done?.n ?? 0;
}

async function connectAs(name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.adminUrl, application_name: name });
  await client.connect();
  return client;
}

/** Resolves when somebody waits for a lock of the table. */
const isWaitedFor = (table: string) => vi.waitUntil(async () => {
  const { rowCount } = await database.superuser.query('SELECT 1 FROM pg_locks WHERE NOT granted AND relation = $1::regclass', [table]);
  return (rowCount ?? 0) > 0;
}, { timeout: 20_000, interval: 5 });

type Writer = { table: string; ids: string[]; errors: string[]; done: Promise<void> };

type Task = { pool: TenantPool; context: TenantContext; table: string; fields: (id: string) => Record<string, unknown> };

/** Writes one row after the other, each in a transaction that waits for no lock longer than a second, until told to stop or refused. */
function startWriter({ pool, context, table, fields }: Task, stop: AbortSignal): Writer {
  const described = tables.find(({ name }) => name === table);
  if (described === undefined) throw new Error(`There is no table ${table}.`);
  const organization: OrganizationName = context.organizationId === organizationIds.a ? 'a' : 'b';
  const ids: string[] = [];
  const errors: string[] = [];
  const write = async () => {
    const client = await pool.connect();
    while (!stop.aborted && errors.length === 0) {
      const id = randomUUID();
      const { text, values } = insertStatement(table, { ...buildRow(described, organization, 'ora'), ...fields(id) });
      try {
        await client.query(`BEGIN; SET LOCAL lock_timeout = '1s'; ${await enterAs(client, pool.contextKey, context)}`);
        await client.query(text, values);
        await client.query('COMMIT');
        ids.push(id);
      } catch (error) {
        await client.query('ROLLBACK');
        errors.push(`${error instanceof pg.DatabaseError ? error.code : ''} ${String(error)}`);
      }
    }
    client.release();
  };
  return { table, ids, errors, done: write() };
}

describe('writers', () => {
  // Each of the three tables gets new policies, and the audit log columns, a reference and triggers; so each of them is closed for the length of the
  // change, and for no longer than that: nobody waits for a second, and nobody is ended to break a circle of waits.
  it('write learning events, analytics and audit lines through a migration from 0002 to the newest state without a failure', async () => {
    const worker = openWorkerPool(database.adminUrl, database.secret);
    const app = openAppPool(database.adminUrl, database.secret);
    const stop = new AbortController();
    const asWorker = { organizationId: organizationIds.a, userId: null, role: 'worker' } as TenantContext;
    const asAdmin = { organizationId: organizationIds.b, userId: personIds.ora, role: 'org_admin' } as TenantContext;
    const keys: Record<string, string> = { learning_events: 'id', analytics: 'type', audit_log: 'action' };
    const writers = [
      startWriter({ pool: worker, context: asWorker, table: 'learning_events', fields: (id) => ({ id }) }, stop.signal),
      startWriter({ pool: worker, context: asWorker, table: 'analytics', fields: (type) => ({ type }) }, stop.signal),
      startWriter({ pool: app, context: asAdmin, table: 'audit_log', fields: (action) => ({ action, role: 'org_admin' }) }, stop.signal),
    ];
    const each = (n: number) => vi.waitUntil(() => writers.every(({ ids, errors }) => ids.length >= n || errors.length > 0), { timeout: 30_000, interval: 5 });

    await each(20);
    await migrateAlone(database);
    await each(Math.max(...writers.map(({ ids }) => ids.length)) + 20);
    stop.abort();
    await Promise.all(writers.map(({ done }) => done));
    await Promise.all([worker.end(), app.end()]);

    expect(writers.map(({ table, errors }) => ({ table, errors }))).toEqual(Object.keys(keys).map((table) => ({ table, errors: [] })));
    expect(await migrationsDone()).toBe(count);
    for (const { table, ids } of writers) {
      const { rows } = await database.superuser.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${keys[table]}::text = ANY ($1)`, [ids]);
      expect(rows, table).toEqual([{ n: ids.length }]);
    }
    // Every line has its link: those from before the migration, those that waited for it and those that came after.
    const { rows: [loose] } = await database.superuser.query<{ n: number }>(`SELECT count(*)::int AS n FROM audit_log l
      LEFT JOIN audit_chain c ON c.organization_id = l.organization_id AND c.audit_id = l.id WHERE c.audit_id IS NULL`);
    expect(loose).toEqual({ n: 0 });
  });
});

describe('a transaction that holds a lock', () => {
  const impatient = { lockTimeoutMs: 200, tries: 2 };
  let holder: pg.Client;
  beforeEach(async () => {
    holder = await connectAs('long report');
    await holder.query('BEGIN');
    await holder.query('SELECT count(*) FROM audit_log');
  });
  afterEach(() => holder.end());

  it('makes a migration give up with a sentence that names table and process; nothing was changed', async () => {
    const { rows: [own] } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const before = await schemaFingerprint(database.superuser);
    const pauses: number[] = [];
    const pause = async () => { pauses.push(await migrationsDone()); };
    const failure = await migrateAlone(database, { ...impatient, pause }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LockedError);
    expect(String(failure)).toMatch(new RegExp('^Error: The database could not be changed: audit_log was not free in 2 times 0\\.2 s, '
      + `it is locked by process ${own?.pid} \\(postgres long report\\) idle in transaction since [-\\d]{10} [:\\d]{8} UTC; nothing was changed\\.$`));
    expect(pauses).toEqual([3]);
    expect(await schemaFingerprint(database.superuser)).toEqual(before);
    expect(await migrationsDone()).toBe(3);
  });

  it('is waited for: the migration succeeds when the lock goes away within its tries', async () => {
    let tries = 1;
    await migrateAlone(database, { lockTimeoutMs: 200, tries: 5, pause: async () => {
      tries += 1;
      if (tries === 3) await holder.query('COMMIT');
    } });
    expect(tries).toBe(3);
    expect(await migrationsDone()).toBe(count);
  });

  it('makes a way back give up in the same way', async () => {
    await holder.query('COMMIT');
    await migrateAlone(database);
    await holder.query('BEGIN; LOCK TABLE users IN ROW SHARE MODE');
    const before = await schemaFingerprint(database.superuser);
    await expect(rollbackDatabase(database.adminUrl, database.secret, { to: installed, ...impatient, pause: () => Promise.resolve() })).rejects.toThrow(
      /^The database could not be changed: users was not free in 2 times 0\.2 s, it is locked by process \d+ \(postgres long report\)/);
    expect(await schemaFingerprint(database.superuser)).toEqual(before);
    expect(await migrationsDone()).toBe(count);
  });

  it('and then wants a table that the migration holds goes on: it is the migration that gives way, and tries again', async () => {
    await holder.query('COMMIT');
    await holder.query('BEGIN; SELECT count(*) FROM users');
    const migrated = migrateAlone(database, { lockTimeoutMs: 20_000, tries: 2, pause: async () => { await holder.query('COMMIT'); } });
    await isWaitedFor('users');
    const { rows } = await holder.query<{ n: number }>('SELECT count(*)::int AS n FROM learning_events');
    expect(rows).toEqual([{ n: 11 }]);
    await migrated;
    expect(await migrationsDone()).toBe(count);
  });
});
