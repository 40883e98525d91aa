import { addDays } from '@verdant/domain/time/day';
import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnerPool } from '../../connect.ts';
import { createEmptyDatabase, folderUpTo, migrateAlone, removeFolders } from '../../testing/empty-database.ts';
import { insertWorld, type World } from '../../testing/fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { withOrg } from '../../with-org.ts';
import { asAdministrator } from '../testing/table-sums.ts';
import { ok, type HealthCheck } from './check.ts';
import { healthChecks } from './checks.ts';
import { daysCovered } from './checks/months.ts';
import { examineDatabase, type HealthLine } from './examine-database.ts';

const now = new Date().toISOString();
const later = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString();

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = await insertWorld(db, { slug: 'healthy', now });
  await db.worker.query('SELECT app.refresh_views()');
});
afterAll(async () => {
  await db.close();
  removeFolders();
});

/** The line of one check, as seen at some time. */
async function lineOf(name: string, at = now): Promise<HealthLine> {
  const {
    lines: [line],
  } = await examineDatabase({ adminUrl: db.adminUrl, owner: db.owner, now: at, checks: healthChecks.filter((check) => check.name === name) });
  if (line === undefined) throw new Error(`There is no check ${name}.`);
  return line;
}
const asSuperuser = <T>(work: (client: pg.Client) => Promise<T>) => asAdministrator(db.adminUrl, work);
const inWorld = (statement: ReturnType<typeof sql>) =>
  withOrg(db.owner, { organizationId: world.organizationId, userId: null, role: 'operator' }, (tx) => tx.execute(statement));

/** A session that holds something open until `end`. */
async function holding(text: string): Promise<{ pid: number; client: pg.Client; end: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: db.adminUrl, application_name: 'holder' });
  await client.connect();
  await client.query('BEGIN');
  const { rows: [row] } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await client.query(text);
  return { pid: row?.pid ?? 0, client, end: () => client.end() };
}

describe('examineDatabase', () => {
  it('finds a healthy database healthy, line by line', async () => {
    const { lines, state } = await examineDatabase({ adminUrl: db.adminUrl, owner: db.owner, now });
    expect(lines.map(({ check }) => check)).toEqual(healthChecks.map(({ name }) => name));
    expect(lines.filter((line) => line.state !== 'ok')).toEqual([]);
    expect(state).toBe('ok');
    expect(lines.every((line) => line.found !== '' && (line.state === 'ok') === (line.advice === null || line.check === 'statements'))).toBe(true);
  });

  it('has one sentence for what cannot be read, or breaks, and goes on: the worst line gives the state', async () => {
    const broken = (name: string, text: string): HealthCheck => ({
      name,
      title: name,
      examine: async ({ server }) => {
        await server.query(text);
        return ok('fine');
      },
    });
    const { lines, state } = await examineDatabase({
      adminUrl: db.adminUrl,
      owner: db.owner,
      now,
      checks: [broken('forbidden', 'SET LOCAL ROLE verdant_owner; SELECT * FROM pg_authid'), broken('wrong', 'SELECT nothing'), broken('right', 'SELECT 1')],
    });
    expect(lines.map((line) => [line.state, line.found])).toEqual([['warning', 'cannot be read (permission denied for table pg_authid)'],
      ['problem', 'could not be examined (column "nothing" does not exist)'], ['ok', 'fine']]);
    expect(state).toBe('problem');
  });

  it('says that a login without pg_monitor does not see the sessions of others, and sees them with it', async () => {
    const name = `reader_${randomUUID().slice(0, 8)}`;
    await asSuperuser(async (client) => {
      await client.query(`CREATE ROLE ${name} LOGIN NOINHERIT PASSWORD 'reads'`);
      await client.query(`GRANT verdant_owner TO ${name}`);
    });
    const url = Object.assign(new URL(db.adminUrl), { username: name, password: 'reads' }).toString();
    const owner = openOwnerPool(url, db.secret);
    try {
      const examine = () => examineDatabase({ adminUrl: url, owner, now, checks: healthChecks.filter(({ name: check }) => check === 'transactions') });
      expect((await examine()).lines).toMatchObject([
        { state: 'warning', found: 'sessions of other roles are hidden', advice: expect.stringContaining('GRANT pg_monitor TO') },
      ]);
      await asSuperuser((client) => client.query(`GRANT pg_monitor TO ${name}`));
      expect((await examine()).lines).toMatchObject([{ state: 'ok' }]);
      expect((await examineDatabase({ adminUrl: url, owner, now })).lines.filter(({ found }) => /could not|cannot/.test(found))).toEqual([]);
    } finally {
      await owner.end();
      await asSuperuser((client) => client.query(`DROP OWNED BY ${name}; DROP ROLE ${name}`));
    }
  });
});

describe('the checks see', () => {
  it('a secret that is not the one of the database', async () => {
    const stranger = openOwnerPool(db.adminUrl, 'a secret of another installation, as long as it may be');
    const { lines } = await examineDatabase({ adminUrl: db.adminUrl, owner: stranger, now, checks: healthChecks.filter(({ name }) => name === 'secret') });
    await stranger.end();
    expect(lines).toMatchObject([{ state: 'problem', found: 'the database does not know it', advice: expect.stringContaining('VERDANT_SECRET') }]);
  });

  it('an old transaction: 5 min idle are a warning, 15 min a problem, and who it is', async () => {
    const holder = await holding('SELECT 1');
    expect((await lineOf('transactions')).state).toBe('ok');
    expect(await lineOf('transactions', later(5))).toMatchObject({ state: 'warning', figures: { idleInTransactionSeconds: expect.closeTo(300, -2) } });
    const line = await lineOf('transactions', later(15));
    expect(line).toMatchObject({
      state: 'problem',
      found: expect.stringContaining(`(process ${holder.pid}, postgres holder)`),
      advice: expect.stringContaining(`pg_terminate_backend(${holder.pid})`),
    });
    await holder.end();
  });

  it('many connections: 17 of the 20 that the database allows are a warning, 19 a problem', async () => {
    const name = new URL(db.adminUrl).pathname.slice(1);
    await asSuperuser((client) => client.query(`ALTER DATABASE ${name} CONNECTION LIMIT 20`));
    const open: pg.Client[] = [];
    const fill = async (to: number) => {
      while (Number((await lineOf('connections')).figures['used']) < to) {
        const client = new pg.Client({ connectionString: db.adminUrl });
        await client.connect();
        open.push(client);
      }
    };
    await fill(17);
    expect(await lineOf('connections')).toMatchObject({ state: 'warning', found: '17 of 20 that this database allows' });
    await fill(19);
    expect((await lineOf('connections')).state).toBe('problem');
    await Promise.all(open.map((client) => client.end()));
    await asSuperuser((client) => client.query(`ALTER DATABASE ${name} CONNECTION LIMIT -1`));
  });

  it('who waits for a lock, and who holds it: 10 min are a problem', async () => {
    const holder = await holding('LOCK TABLE kpis IN ACCESS EXCLUSIVE MODE');
    const waiter = await holding('SELECT 1');
    const waiting = waiter.client.query('SELECT count(*) FROM kpis');
    let line = await lineOf('locks', later(10));
    while (line.figures['waiting'] === 0) line = await lineOf('locks', later(10));
    expect(line).toMatchObject({
      state: 'problem',
      found: expect.stringContaining(`(process ${waiter.pid} for kpis, held by ${holder.pid})`),
      figures: { waiting: 1 },
    });
    await holder.end();
    await waiting;
    await waiter.end();
    expect(await lineOf('locks')).toMatchObject({ state: 'ok', found: 'nobody' });
  });

  it('missing months: fewer than 31 days ahead are a warning, none a problem', async () => {
    const days = Number((await lineOf('partitions')).figures['learning_events']);
    expect(days).toBeGreaterThanOrEqual(31);
    expect((await lineOf('partitions', later(60 * 24 * (days - 30)))).state).toBe('warning');
    expect((await lineOf('partitions', later(60 * 24 * (days - 1)))).state).toBe('problem');
    const other = await createTestDatabase();
    try {
      await asAdministrator(other.adminUrl, (client) => client.query(`DROP TABLE learning_events_${now.slice(0, 7).replace('-', '_')}`));
      const { lines } = await examineDatabase({
        adminUrl: other.adminUrl,
        owner: other.owner,
        now,
        checks: healthChecks.filter(({ name }) => name === 'partitions'),
      });
      expect(lines).toMatchObject([{ state: 'problem', figures: { learning_events: 0, analytics_daily: days } }]);
    } finally {
      await other.close();
    }
  });

  it('stale views: results that were not refreshed are a warning, 4 days without any a problem', async () => {
    const views = healthChecks.filter(({ name }) => name.startsWith('view-')).map(({ name }) => name);
    expect(views).toHaveLength(2);
    for (const view of views) {
      expect(await lineOf(view, later(4 * 24 * 60))).toMatchObject({
        state: 'problem',
        found: 'newest result 4 d old',
        advice: expect.stringContaining('Nothing was recalculated'),
      });
      await inWorld(sql`UPDATE analytics_daily SET calculated_at = ${later(30)}`);
      expect(await lineOf(view, later(30))).toMatchObject({
        state: 'warning',
        found: expect.stringContaining('30 min behind what is stored'),
        advice: expect.stringContaining('refresh_views'),
      });
      await inWorld(sql`UPDATE analytics_daily SET calculated_at = ${now}`);
    }
    const other = await createTestDatabase();
    try {
      await insertWorld(other, { slug: 'unrefreshed', now });
      const { lines } = await examineDatabase({
        adminUrl: other.adminUrl,
        owner: other.owner,
        now,
        checks: healthChecks.filter(({ name }) => views.includes(name)),
      });
      expect(lines.map(({ state }) => state)).toEqual(['problem', 'problem']);
    } finally {
      await other.close();
    }
  });

  it('learners whose numbers wait: 20 min are a warning', async () => {
    await inWorld(
      sql`INSERT INTO dirty_learner_days (organization_id, user_id, day, marked_at)
        SELECT ${world.organizationId}::uuid, ${world.learner.userId}::uuid, day, ${now}::timestamptz FROM unnest(ARRAY[NULL, '2026-01-01']::date[]) AS day`,
    );
    expect(await lineOf('marks', later(5))).toMatchObject({ state: 'ok', found: '1, the longest for 5 min' });
    expect(await lineOf('marks', later(20))).toMatchObject({ state: 'warning', figures: { learners: 1, oldestSeconds: 1200 } });
  });

  it('jobs that nobody takes, and those that were given up', async () => {
    await db.worker.query(`SELECT graphile_worker.add_job('nothing', run_at => $1::timestamptz, max_attempts => 1)`, [now]);
    expect(await lineOf('queue', later(1))).toMatchObject({ state: 'ok', found: '1 waiting (the longest for 1 min), 0 at work, 0 for later, 0 given up' });
    expect(await lineOf('queue', later(180))).toMatchObject({ state: 'problem', advice: 'Nobody takes jobs: see that the server runs.' });
    await asSuperuser((client) => client.query('UPDATE graphile_worker._private_jobs SET attempts = 1'));
    expect(await lineOf('queue', later(180))).toMatchObject({ state: 'warning', found: '0 waiting, 0 at work, 0 for later, 1 given up' });
  });

  it('failed recalculations of the last 24 h', async () => {
    const addRun = (state: string, error: string | null) =>
      inWorld(sql`INSERT INTO recalculation_runs (organization_id, id, trigger, scope_kind, state, error, finished_at)
      VALUES (${world.organizationId}, ${randomUUID()}, 'nightly', 'organization', ${state}, ${error}, ${now})`);
    await addRun('failed', 'no room left');
    expect(await lineOf('runs')).toMatchObject({ state: 'problem', found: '1 ended, 1 failed (healthy: no room left)' });
    await addRun('succeeded', null);
    expect((await lineOf('runs')).state).toBe('warning');
    expect(await lineOf('runs', later(25 * 60))).toMatchObject({ state: 'ok', found: '0 ended, 0 failed' });
  });

  it('an index that was not finished', async () => {
    await asSuperuser(async (client) => {
      await expect(client.query('CREATE UNIQUE INDEX CONCURRENTLY half_made ON users (unit)')).rejects.toThrow('could not create unique index');
    });
    expect(await lineOf('invalid-indexes')).toMatchObject({
      state: 'problem',
      found: 'half_made',
      advice: expect.stringContaining('REINDEX INDEX CONCURRENTLY half_made'),
    });
    await asSuperuser((client) => client.query('DROP INDEX half_made'));
  });

  it('dead rows (8,000 of 12,000 are 67 %), large tables read whole, and large indexes never read once statistics are a week old', async () => {
    await asSuperuser(async (client) => {
      await client.query(`ALTER TABLE skills SET (autovacuum_enabled = false)`);
      await client.query(
        `INSERT INTO skills (organization_id, id, source, source_id, digest, received_at, name)
        SELECT $1, gen_random_uuid(), 'health', n::text, repeat('x', 200), now(), repeat(md5(n::text), 20) FROM generate_series(1, 12000) AS n`,
        [world.organizationId],
      );
      await client.query('CREATE INDEX never_read ON skills (name)');
      await client.query('SELECT pg_stat_force_next_flush()');
      await client.query('ANALYZE skills');
      for (let turn = 0; turn < 110; turn += 1) await client.query('SELECT count(digest) FROM skills');
      await client.query(`DELETE FROM skills WHERE source_id::int <= 8000 AND source = 'health'`);
      await client.query('SELECT pg_stat_force_next_flush()');
      await client.query('SELECT 1');
    });
    expect(await lineOf('bloat')).toMatchObject({ state: 'problem', found: 'at most 67 % (skills, last cleaned never)', figures: { deadRows: 8000 } });
    await asSuperuser((client) => client.query(`INSERT INTO skills (organization_id, id, source, source_id, digest, received_at, name)
      SELECT $1, gen_random_uuid(), 'more', n::text, '', now(), '' FROM generate_series(1, 12000) AS n`, [world.organizationId]));
    await asSuperuser((client) => client.query('ANALYZE skills'));
    expect(await lineOf('sequential-scans')).toMatchObject({ state: 'warning', found: expect.stringMatching(/^skills \(\d+ times\)$/) });
    expect(await lineOf('unused-indexes')).toMatchObject({ state: 'ok', found: expect.stringContaining('too young to tell; so far: never_read') });
    expect(await lineOf('unused-indexes', later(8 * 24 * 60))).toMatchObject({ state: 'warning', found: expect.stringContaining('never_read (') });
    await asSuperuser((client) => client.query('DROP INDEX never_read'));
  });

  it('whether statements are measured', async () => {
    expect(await lineOf('statements')).toMatchObject({ state: 'ok', found: 'not measured', advice: expect.stringContaining('shared_preload_libraries') });
    await asSuperuser((client) => client.query('CREATE EXTENSION pg_stat_statements'));
    expect(await lineOf('statements')).toMatchObject({ state: 'ok', found: 'not measured: the extension is there, its library is not loaded' });
    await asSuperuser((client) => client.query('DROP EXTENSION pg_stat_statements'));
  });

  it('migrations that are not applied', async () => {
    const older = await createEmptyDatabase();
    await migrateAlone(older, { folder: folderUpTo('0003_signed_context') });
    const owner = openOwnerPool(older.adminUrl, older.secret);
    const { lines } = await examineDatabase({ adminUrl: older.adminUrl, owner, now, checks: healthChecks.filter(({ name }) => name === 'migrations') });
    await owner.end();
    await older.drop();
    expect(lines).toMatchObject([
      { state: 'problem', found: expect.stringMatching(/^not applied: 0004_ties_chain_and_bases, 0005/), figures: { newest: '0003_signed_context' } },
    ]);
  });
});

describe('daysCovered', () => {
  const month = (from: string, to: string) => ({ from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` });
  it('ends at the first gap: 10 March to 1 May are 52 days, whatever the order; the month after a missing one does not count', () => {
    const parts = [month('2026-04-01', '2026-05-01'), month('2026-03-01', '2026-04-01'), month('2026-06-01', '2026-07-01')];
    expect(daysCovered(parts, '2026-03-10T00:00:00.000Z')).toBe(52);
    expect(daysCovered(parts, '2026-05-10T00:00:00.000Z')).toBe(0);
    expect(addDays('2026-03-10', 52)).toBe('2026-05-01');
    expect(daysCovered([], '2026-03-10T00:00:00.000Z')).toBe(0);
  });
});
