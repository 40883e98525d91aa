import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barrierViews, policyShapes, publicFunctions, sequenceCallers, tablePolicies, tenantlessTables } from './schema/policies.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let db: TestDatabase;
beforeAll(async () => { db = await createTestDatabase(); });
afterAll(() => db.close());

type TableRow = { name: string; enabled: boolean; forced: boolean; partition: boolean; owner: string };
type PolicyRow = { table: string; name: string; permissive: boolean; roles: string[]; using: string | null; check: string | null };

const names = (rows: { name: string }[]) => rows.map(({ name }) => name).sort();

async function tables(): Promise<TableRow[]> {
  const { rows } = await db.owner.query<TableRow>(`SELECT relname AS name, relrowsecurity AS enabled, relforcerowsecurity AS forced, relispartition AS partition,
    relowner::regrole::text AS owner FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`);
  return rows;
}

async function policies(): Promise<PolicyRow[]> {
  const { rows } = await db.owner.query<PolicyRow>(`SELECT tablename AS table, policyname AS name, permissive = 'PERMISSIVE' AS permissive, roles::text[] AS roles,
    qual AS using, with_check AS check FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2`);
  return rows;
}

describe('the catalogue of the database', () => {
  it('has a declared policy for every table, and a table for every declaration', async () => {
    const declared = [...Object.keys(tablePolicies), ...Object.keys(tenantlessTables)].sort();
    expect(names((await tables()).filter((table) => !table.partition))).toEqual(declared);
  });

  it('forces row-level security on every table and partition, owned by verdant_owner', async () => {
    for (const table of await tables()) expect(table, table.name).toMatchObject({ enabled: true, forced: true, owner: 'verdant_owner' });
  });

  it('has exactly the policies of the declared shape on every table', async () => {
    const found = await policies();
    for (const [table, { shape, extra = [], worker }] of Object.entries(tablePolicies)) {
      const expected = ['tenant', 'owner_all', ...worker.map((command) => `worker_${command.toLowerCase()}`), ...policyShapes[shape], ...extra].sort();
      expect(names(found.filter((policy) => policy.table === table)), table).toEqual(expected);
    }
    for (const [table, expected] of Object.entries(tenantlessTables)) {
      expect(names(found.filter((policy) => policy.table === table)), table).toEqual([...expected].sort());
    }
  });

  it('restricts owner, application and worker to the tenant on every tenant table, for reading and writing', async () => {
    for (const policy of (await policies()).filter(({ name }) => name === 'tenant')) {
      expect(policy.permissive, policy.table).toBe(false);
      expect([...policy.roles].sort(), policy.table).toEqual(['verdant_app', 'verdant_owner', 'verdant_worker']);
      const column = policy.table === 'organizations' ? 'id' : 'organization_id';
      for (const clause of [policy.using, policy.check]) expect(clause, policy.table).toMatch(new RegExp(`\\(${column} = \\( SELECT app\\.org_id\\(\\) AS org_id\\)\\)`));
    }
  });

  it('lets the application write only what is declared, and delete nothing', async () => {
    const { rows } = await db.owner.query<{ table: string; privilege: string }>(`
      SELECT table_name AS table, privilege_type AS privilege FROM information_schema.role_table_grants WHERE grantee = 'verdant_app' AND table_schema = 'public'
      UNION SELECT table_name, privilege_type FROM information_schema.role_column_grants WHERE grantee = 'verdant_app' AND table_schema = 'public'`);
    const writes = rows.filter(({ privilege, table }) => privilege !== 'SELECT' && table in tablePolicies).map(({ table, privilege }) => `${table}: ${privilege}`).sort();
    const declared = Object.entries(tablePolicies).flatMap(([table, { appWrites = [] }]) => appWrites.map((privilege) => `${table}: ${privilege}`)).sort();
    expect(writes).toEqual(declared);
    const readable = new Set(rows.filter(({ privilege }) => privilege === 'SELECT').map(({ table }) => table));
    for (const [table, { shape }] of Object.entries(tablePolicies)) expect(readable.has(table), table).toBe(shape !== 'internal');
  });

  it('gives the worker the declared commands, each by a policy of its own that is for that command and nobody else', async () => {
    const { rows } = await db.owner.query<{ table: string; command: string }>(`
      SELECT table_name AS table, privilege_type AS command FROM information_schema.role_table_grants WHERE grantee = 'verdant_worker' AND table_schema = 'public'
      UNION SELECT table_name, privilege_type FROM information_schema.role_column_grants WHERE grantee = 'verdant_worker' AND table_schema = 'public'`);
    const declared = Object.entries(tablePolicies).flatMap(([table, { worker }]) => worker.map((command) => `${table}: ${command}`)).sort();
    expect(rows.map(({ table, command }) => `${table}: ${command}`).sort()).toEqual(declared);
    const { rows: made } = await db.owner.query<{ table: string; name: string; command: string; roles: string[] }>(
      `SELECT tablename AS table, policyname AS name, cmd AS command, roles::text[] AS roles FROM pg_policies WHERE policyname LIKE 'worker%'`);
    for (const policy of made) expect(policy, policy.table).toMatchObject({ name: `worker_${policy.command.toLowerCase()}`, roles: ['verdant_worker'] });
  });

  it('ties every row of a tenant table to its organization by a reference that carries the organization', async () => {
    const { rows } = await db.owner.query<{ name: string }>(`SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT EXISTS (
        SELECT 1 FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
        WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attname = 'organization_id' AND a.attnotnull) ORDER BY 1`);
    expect(rows.map(({ name }) => name)).toEqual(['organizations', 'sign_in_limits']);
    const { rows: loose } = await db.owner.query(`SELECT conname FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
      WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND a.attname <> 'organization_id'`);
    expect(loose).toEqual([]);
  });

  it('grants nothing on partitions, so that rows are reached through the parent only', async () => {
    const { rows } = await db.owner.query(`SELECT c.relname FROM pg_class c, aclexplode(c.relacl) a
      WHERE c.relispartition AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.grantee <> c.relowner`);
    expect(rows).toEqual([]);
  });

  it('reads materialized views through security-barrier views only', async () => {
    const { rows: views } = await db.owner.query<{ name: string; barrier: boolean; acl: string }>(`
      SELECT relname AS name, coalesce(reloptions::text LIKE '%security_barrier=true%', false) AS barrier, coalesce(relacl::text, '') AS acl
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'`);
    expect(names(views)).toEqual(Object.keys(barrierViews).sort());
    for (const view of views) expect(view, view.name).toMatchObject({ barrier: true });
    const { rows: materialized } = await db.owner.query<{ name: string; schema: string; reach: boolean }>(`
      SELECT c.relname AS name, c.relnamespace::regnamespace::text AS schema,
        has_schema_privilege('verdant_app', c.relnamespace, 'USAGE') OR has_table_privilege('verdant_app', c.oid, 'SELECT') OR has_table_privilege('verdant_worker', c.oid, 'SELECT') AS reach
      FROM pg_class c WHERE c.relkind = 'm'`);
    expect(names(materialized)).toEqual(['analytics_learning_velocity_mv', 'organization_kpis_mv']);
    for (const view of materialized) expect(view, view.name).toMatchObject({ schema: 'rollup', reach: false });
  });

  it('has only the declared functions, with fixed search paths and declared callers', async () => {
    const { rows } = await db.owner.query<{ name: string; definer: boolean; config: string[] | null; callers: string[] }>(`
      SELECT p.proname AS name, p.prosecdef AS definer, p.proconfig AS config,
        ARRAY(SELECT DISTINCT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
              WHERE a.grantee <> p.proowner ORDER BY 1) AS callers
      FROM pg_proc p WHERE p.pronamespace IN ('app'::regnamespace, 'public'::regnamespace)`);
    expect(names(rows)).toEqual(Object.keys(publicFunctions).sort());
    for (const row of rows) {
      const declared = publicFunctions[row.name];
      expect(row.definer, row.name).toBe(declared?.definer);
      if (row.definer) expect(row.config, row.name).toContain('search_path=pg_catalog, pg_temp');
      expect(row.callers, row.name).toEqual([...(declared?.callers ?? [])].sort());
    }
  });

  it('has no table outside the tenants\' schema but the key of the context, which nobody but its owner may touch', async () => {
    const { rows } = await db.owner.query(`SELECT c.relname AS name, c.relowner::regrole::text AS owner,
        EXISTS (SELECT 1 FROM aclexplode(c.relacl) a WHERE a.grantee <> c.relowner) AS shared
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('app', 'rollup')`);
    expect(rows).toEqual([{ name: 'context_key', owner: 'verdant_owner', shared: false }]);
  });

  it('lets nobody but their owners use sequences, except those of rows that the application and the worker add', async () => {
    const { rows } = await db.owner.query<{ name: string; callers: string[] }>(`SELECT c.relname AS name,
        ARRAY(SELECT a.grantee::regrole::text || ' ' || a.privilege_type FROM aclexplode(c.relacl) a WHERE a.grantee <> c.relowner ORDER BY 1) AS callers
      FROM pg_class c WHERE c.relkind = 'S' AND c.relnamespace IN ('public'::regnamespace, 'app'::regnamespace, 'rollup'::regnamespace) ORDER BY 1`);
    expect(rows).toEqual(Object.entries(sequenceCallers).map(([name, callers]) => ({ name, callers: callers.map((role) => `${role} USAGE`) })));
  });

  it('has roles that are neither superuser nor able to bypass row-level security', async () => {
    const { rows } = await db.owner.query(`SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolinherit FROM pg_roles WHERE rolname LIKE 'verdant%' ORDER BY 1`);
    expect(rows).toHaveLength(5);
    for (const role of rows) expect(role).toMatchObject({ rolsuper: false, rolbypassrls: false, rolcreaterole: false });
  });

  it('keeps the queue out of the application\'s reach', async () => {
    const { rows: [row] } = await db.owner.query(`SELECT has_schema_privilege('verdant_app', 'graphile_worker', 'USAGE') AS usage`);
    expect(row).toEqual({ usage: false });
  });
});
