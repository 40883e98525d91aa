import pg from 'pg';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicFunctions } from './schema/policies.ts';
import { attempt, fillOrganization, underClaim, type Claim } from './testing/attempt.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { buildRow, insertStatement, organizationIds, personIds, readTenantTables, type PersonName, type TenantTable } from './testing/two-organizations.ts';

const denied = '42501';
let db: TestDatabase;
let tables: TenantTable[];
beforeAll(async () => {
  db = await createTestDatabase();
  tables = await readTenantTables(db.owner);
  await fillOrganization(db.owner, tables, 'a');
  await fillOrganization(db.owner, tables, 'b');
});
afterAll(() => db.close());

const inA = (person: PersonName, role: string): Claim => ({ organizationId: organizationIds.a, userId: personIds[person], role });
const worker: Claim = { organizationId: organizationIds.a, userId: '', role: 'worker' };
const asAdmin = <T>(work: Parameters<typeof underClaim<T>>[2]) => underClaim(db.app, inA('ora', 'org_admin'), work);

function rowOf(name: string, person: PersonName, fields: Record<string, unknown> = {}) {
  const table = tables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return { ...buildRow(table, 'a', person), ...fields };
}
const columnsOf = (name: string) => tables.find((table) => table.name === name)?.columns.map((column) => column.name) ?? [];

describe('who may do what cannot be written through the application', () => {
  it.each(['learner', 'trainer', 'org_admin'])('a %s cannot give anyone a role, nor take one', async (role) => {
    await underClaim(db.app, inA('ora', role), async (client) => {
      const { text, values } = insertStatement('user_roles', { ...rowOf('user_roles', 'ora'), role: 'trainer' });
      expect(await attempt(client, text, values)).toMatchObject({ refused: denied });
      expect(await attempt(client, `UPDATE user_roles SET role = 'org_admin'`)).toMatchObject({ refused: denied });
      expect(await attempt(client, 'DELETE FROM user_roles')).toMatchObject({ refused: denied });
    });
  });

  it('a person changes theme, layout and last role of their own row, and no other column', async () => {
    await asAdmin(async (client) => {
      const free: string[] = [];
      for (const column of columnsOf('users')) if ((await attempt(client, `UPDATE users SET "${column}" = "${column}"`)).refused === null) free.push(column);
      expect(free.sort()).toEqual(['last_role', 'layout', 'theme']);
      expect(await attempt(client, `UPDATE users SET theme = 'light'`), 'without a condition still one row').toMatchObject({ refused: null, count: 1 });
      expect(await attempt(client, `UPDATE users SET theme = 'light' WHERE id = $1`, [personIds.ada])).toMatchObject({ refused: null, count: 0 });
    });
  });
});

describe('settings of an organization', () => {
  it.each([['learner', 0], ['trainer', 0], ['org_admin', 1]])('a %s changes those of %i organizations, and no other column', async (role, count) => {
    await underClaim(db.app, inA('ora', role), async (client) => {
      expect(await attempt(client, `UPDATE organizations SET settings = '{}', settings_version = 9`)).toMatchObject({ refused: null, count });
      for (const column of columnsOf('organizations').filter((name) => !name.startsWith('settings'))) {
        expect(await attempt(client, `UPDATE organizations SET "${column}" = "${column}"`), column).toMatchObject({ refused: denied });
      }
      const change = insertStatement('settings_changes', { organization_id: organizationIds.a, version: 99, changed_at: 'now', changed_by: personIds.ora, settings: '{}', patch: '{}' });
      expect((await attempt(client, change.text, change.values)).refused).toBe(count === 1 ? null : denied);
      for (const statement of ['DELETE FROM settings_changes', `UPDATE settings_changes SET patch = '{}'`]) expect(await attempt(client, statement), statement).toMatchObject({ refused: denied });
    });
  });
});

describe('runs', () => {
  const insert = (fields: Record<string, unknown>) => insertStatement('recalculation_runs', { ...rowOf('recalculation_runs', 'tom'), state: 'queued',
    requested_role: 'trainer', ...fields });
  it.each([
    ['in another\'s name', { requested_by: personIds.ora }], ['in nobody\'s name', { requested_by: null }],
    ['in another role', { requested_role: 'org_admin' }],
    ['without a role', { requested_role: null }], ['already running', { state: 'running' }], ['already done', { state: 'succeeded' }],
    ['in another organization', { organization_id: organizationIds.b }],
  ])('cannot be asked for %s', async (_, fields) => {
    await underClaim(db.app, inA('tom', 'trainer'), async (client) => {
      const allowed = insert({});
      expect(await attempt(client, allowed.text, allowed.values)).toMatchObject({ refused: null, count: 1 });
      const { text, values } = insert(fields);
      expect(await attempt(client, text, values)).toMatchObject({ refused: denied });
    });
  });

  it('can only be cancelled: no other state, no other column', async () => {
    await asAdmin(async (client) => {
      for (const state of ['queued', 'running', 'succeeded', 'failed']) {
        expect(await attempt(client, 'UPDATE recalculation_runs SET state = $1', [state]), state).toMatchObject({ refused: denied });
      }
      const others = columnsOf('recalculation_runs').filter((column) => column !== 'state' && column !== 'finished_at');
      for (const column of others) expect(await attempt(client, `UPDATE recalculation_runs SET "${column}" = "${column}", state = 'cancelled'`), column)
        .toMatchObject({ refused: denied });
      expect(await attempt(client, `UPDATE recalculation_runs SET state = 'cancelled', finished_at = now()`)).toMatchObject({ refused: null, count: 6 });
    });
  });
});

describe('the audit log', () => {
  it('is added to in one\'s own name only, and changed by neither application nor worker', async () => {
    const line = (fields: Record<string, unknown> = {}) => insertStatement('audit_log', { ...rowOf('audit_log', 'ora'), ...fields });
    await asAdmin(async (client) => {
      const own = line();
      expect(await attempt(client, own.text, own.values)).toMatchObject({ refused: null, count: 1 });
      for (const fields of [{ actor_id: personIds.ada }, { actor_id: null }, { organization_id: organizationIds.b }]) {
        const { text, values } = line(fields);
        expect(await attempt(client, text, values)).toMatchObject({ refused: denied });
      }
    });
    for (const [pool, claim] of [[db.app, inA('ora', 'org_admin')], [db.worker, worker]] as const) {
      await underClaim(pool, claim, async (client) => {
        for (const column of columnsOf('audit_log')) expect(await attempt(client, `UPDATE audit_log SET "${column}" = "${column}"`), column)
          .toMatchObject({ refused: denied });
        for (const statement of ['DELETE FROM audit_log', 'TRUNCATE audit_log']) expect(await attempt(client, statement), statement)
          .toMatchObject({ refused: denied });
      });
    }
  });
});

describe('around the tables', () => {
  it('partitions are read and written through their parents only, by the owner too', async () => {
    const { rows } = await db.owner.query<{ name: string; parent: string }>(`SELECT c.relname AS name, p.relname AS parent
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`);
    expect(rows.length).toBeGreaterThan(24);
    for (const [pool, claim] of [[db.app, inA('ora', 'org_admin')], [db.worker, worker]] as const) {
      await underClaim(pool, claim, async (client) => {
        for (const { name, parent } of rows) {
          expect(await attempt(client, `SELECT 1 FROM "${name}"`), name).toMatchObject({ refused: denied });
          const { text, values } = insertStatement(`"${name}"`, rowOf(parent, 'ora'));
          expect(await attempt(client, text, values), name).toMatchObject({ refused: denied });
        }
      });
    }
    await underClaim(db.owner, worker, async (client) => {
      for (const { name } of rows) expect(await attempt(client, `SELECT 1 FROM "${name}"`), name).toMatchObject({ refused: null, count: 0 });
    });
  });

  it('the application reads neither the materialized views nor the queue, the worker not the views', async () => {
    const { rows: queue } = await db.owner.query<{ name: string }>(`
      SELECT relname AS name FROM pg_class WHERE relnamespace = 'graphile_worker'::regnamespace AND relkind IN ('r', 'v')`);
    expect(queue.length).toBeGreaterThan(3);
    const views = ['rollup.analytics_learning_velocity_mv', 'rollup.organization_kpis_mv'];
    await asAdmin(async (client) => {
      for (const name of [...views, ...queue.map((one) => `graphile_worker."${one.name}"`)]) expect(await attempt(client, `SELECT 1 FROM ${name}`), name)
        .toMatchObject({ refused: denied });
      expect(await attempt(client, `SELECT graphile_worker.add_job('recalculate', '{}'::json)`)).toMatchObject({ refused: denied });
    });
    await underClaim(db.worker, worker, async (client) => {
      for (const name of views) expect(await attempt(client, `SELECT 1 FROM ${name}`), name).toMatchObject({ refused: denied });
    });
  });

  it('each role runs only the functions that name it as caller', async () => {
    const { rows } = await db.owner.query<{ name: string; call: string }>(`SELECT p.proname AS name,
      format('app.%I(%s)', p.proname, (SELECT string_agg('NULL::' || t::regtype, ', ') FROM unnest(p.proargtypes::oid[]) t)) AS call
      FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace`);
    for (const [role, pool, claim] of [['verdant_app', db.app, inA('ora', 'org_admin')], ['verdant_worker', db.worker, worker]] as const) {
      const closed = rows.filter(({ name }) => publicFunctions[name]?.callers.includes(role) !== true && name !== 'enqueue_recalculation');
      expect(closed.length, role).toBeGreaterThan(3);
      await underClaim(pool, claim, async (client) => {
        for (const { call } of closed) expect(await attempt(client, `SELECT ${call}`), `${role}: ${call}`).toMatchObject({ refused: denied });
      });
    }
  });

  it('nobody is queued a run that is another organization\'s, or none', async () => {
    const { rows: [foreign] } = await underClaim(db.owner, { ...worker, organizationId: organizationIds.b },
      (client) => attempt(client, 'SELECT id FROM recalculation_runs LIMIT 1'));
    await asAdmin(async (client) => {
      for (const id of [foreign?.['id'], randomUUID(), null]) {
        expect(await attempt(client, 'SELECT app.enqueue_recalculation($1)', [id]), String(id)).toMatchObject({ refused: 'P0001' });
      }
    });
  });
});

describe('ways out of the role', () => {
  it.each(['verdant_owner', 'verdant_worker', 'verdant_refresher', 'verdant_doorkeeper', 'postgres'])('the application cannot become %s', async (role) => {
    await asAdmin(async (client) => {
      for (const statement of [`SET ROLE ${role}`, `SET LOCAL ROLE ${role}`, `SET SESSION AUTHORIZATION ${role}`]) {
        expect(await attempt(client, statement), statement).toMatchObject({ refused: denied });
      }
    });
  });

  it('RESET ROLE leaves the application what it is, and row_security = off shows an error instead of rows', async () => {
    await asAdmin(async (client) => {
      await client.query('RESET ROLE');
      const { rows } = await client.query('SELECT current_user AS now, session_user AS login, (SELECT count(*)::int FROM users) AS people');
      expect(rows).toEqual([{ now: 'verdant_app', login: 'verdant_app', people: 6 }]);
      await client.query('SET LOCAL row_security = off');
      expect(await attempt(client, 'SELECT 1 FROM users')).toMatchObject({ refused: denied });
    });
  });

  it('the worker becomes nobody else either', async () => {
    await underClaim(db.worker, worker, async (client) => {
      for (const role of ['verdant_owner', 'verdant_app', 'verdant_doorkeeper', 'verdant_refresher']) expect(await attempt(client, `SET ROLE ${role}`), role)
        .toMatchObject({ refused: denied });
    });
  });

  it('the application makes no tables, functions, policies or partitions', async () => {
    await asAdmin(async (client) => {
      for (const statement of ['CREATE TABLE public.mine (a int)', 'CREATE TABLE app.mine (a int)', 'CREATE SCHEMA mine',
        'ALTER TABLE users DISABLE ROW LEVEL SECURITY',
        'ALTER TABLE users NO FORCE ROW LEVEL SECURITY', 'CREATE POLICY all_of_it ON users USING (true)', 'DROP POLICY tenant ON users', 'TRUNCATE users',
        `CREATE FUNCTION app.org_id() RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$`, 'GRANT SELECT ON credentials TO verdant_app']) {
        expect(await attempt(client, statement), statement).toMatchObject({ refused: denied });
      }
    });
  });

  it('the application makes no temporary objects; and a function of its own inside a query would see no row that the policies hide', async () => {
    await underClaim(db.app, inA('cyd', 'learner'), async (client) => {
      const forbidden = await attempt(client, 'CREATE FUNCTION pg_temp.peek(t text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$');
      expect(forbidden.refused).toBe(denied);
    });
    const admin = new pg.Client({ connectionString: db.adminUrl });
    await admin.connect();
    await admin.query(`GRANT TEMPORARY ON DATABASE ${new URL(db.adminUrl).pathname.slice(1)} TO verdant_app`);
    await admin.end();
    await underClaim(db.app, inA('cyd', 'learner'), async (client) => {
      const seen: string[] = [];
      client.on('notice', ({ message }) => { seen.push(message ?? ''); });
      const made = await client.query(`CREATE FUNCTION pg_temp.peek(row_text text) RETURNS boolean LANGUAGE plpgsql COST 0.0001
        AS $$ BEGIN RAISE NOTICE '%', row_text; RETURN true; END $$`);
      expect(made.command).toBe('CREATE');
      const readable = ['users', 'analytics', 'learning_velocity_by_day', 'organization_kpis_by_day'];
      for (const name of readable) await client.query(`SELECT 1 FROM ${name} t WHERE pg_temp.peek(t::text)`);
      client.removeAllListeners('notice');
      expect(seen.length).toBeGreaterThanOrEqual(2);
      const others = [organizationIds.b, personIds.ada, personIds.ben, personIds.tom, personIds.ora, personIds.amy];
      expect(seen.filter((text) => others.some((id) => text.includes(id)))).toEqual([]);
    });
  });
});
