import type pg from 'pg';
import type { OrganizationName, TenantTable } from '../two-organizations.ts';
import { nameOf, type ModelRow, type ModelTable } from './tenant-model.ts';

/** SQL expressions over a row `t`: what tells it apart and what the model keeps of it. */
type RowView = { key: string; person: string; group: string; value: string };

/** Keys that the model can foretell, where the primary key is drawn by the database, or is none. */
const keys: Record<string, string> = {
  audit_log: 't.action', audit_chain: 't.position::text', dirty_learner_days: `t.user_id || ' ' || coalesce(t.day::text, '-')`,
  learning_events: 't.id::text', dead_letters: `concat_ws(' ', t.reason, t.kind, t.source_id, t.payload->>'version', t.payload->>'user_id')`,
};
const groups: Record<string, string> = {
  cohorts: 't.id', cohort_members: 't.cohort_id', cohort_trainers: 't.cohort_id', course_trainers: 't.course_id', enrollments: 't.course_id',
  recalculation_runs: `CASE t.scope_kind WHEN 'course' THEN t.scope_id END`, group_analytics: 't.role', group_analytics_daily: 't.role',
};
/** Columns that operations write; of all other tables the model keeps a digest of the whole row. */
const values: Record<string, string> = {
  users: `jsonb_build_array(t.theme, t.last_role, t.layout, md5((to_jsonb(t) - ARRAY['theme', 'last_role', 'layout'])::text))`,
  recalculation_runs: `jsonb_build_array(t.state, t.requested_role, t.scope_kind, t.scope_id, t.trigger)`,
  audit_log: `jsonb_build_array(t.role, t.subject_id, t.outcome)`, audit_chain: 'to_jsonb(true)',
  dirty_learner_days: 'to_jsonb(true)', dead_letters: 'to_jsonb(true)',
  learning_events: 'to_jsonb(t.version)', topic_completions: 'to_jsonb(t.version)', kpis: 'to_jsonb(t.version)', voided_facts: 'to_jsonb(t.version)',
};

/** A table of the fixture with the way its rows are read. */
export type ModelledTable = TenantTable & RowView;

/** describeTables adds to each table how its rows are told apart. */
export async function describeTables(superuser: pg.Client, tables: readonly TenantTable[]): Promise<ModelledTable[]> {
  const { rows } = await superuser.query<{ table: string; columns: string[] }>(`
    SELECT c.relname AS table, array_agg(a.attname::text ORDER BY k.place) AS columns
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid, unnest(i.indkey) WITH ORDINALITY AS k(number, place), pg_attribute a
    WHERE i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.number AND c.relnamespace = 'public'::regnamespace GROUP BY 1`);
  const primary = new Map(rows.map(({ table, columns }) => [table, columns]));
  return tables.map((table) => {
    const columns = (primary.get(table.name) ?? []).filter((column) => column !== table.tenant || table.name === 'organizations');
    const isGroup = table.name === 'courses' || table.name === 'cohorts';
    return {
      ...table, key: keys[table.name] ?? `concat_ws(' ', ${columns.map((column) => `t."${column}"`).join(', ')})`,
      person: table.label === null || isGroup ? 'NULL::uuid' : `t."${table.label}"`, group: groups[table.name] ?? 'NULL::uuid',
      value: values[table.name] ?? 'to_jsonb(md5(t::text))',
    };
  });
}

/** seenStatement reads number and digest of the keys of all rows that whoever runs it sees, in each table. */
export function seenStatement(tables: readonly ModelledTable[]): string {
  const digest = `count(*) || ' ' || md5(coalesce(string_agg(key, E'\\n' ORDER BY key COLLATE "C"), ''))`;
  return tables.map(({ name, key }) => `SELECT '${name}' AS name, ${digest} AS seen FROM (SELECT ${key} AS key FROM ${name} t) keys`).join(' UNION ALL ');
}

/** DatabaseTruth is what really stands in the tables, read and put back by the superuser whom no policy holds. */
export class DatabaseTruth {
  readonly #superuser: pg.Client;
  readonly #tables: readonly ModelledTable[];
  #pristine = new Map<string, string>();

  constructor(superuser: pg.Client, tables: readonly ModelledTable[]) {
    this.#superuser = superuser;
    this.#tables = tables;
  }

  /** keep remembers the rows of now as those that restore brings back. */
  async keep(): Promise<void> {
    const copies = this.#tables.map(({ name }) => `CREATE TABLE pristine.${name} AS TABLE public.${name}`);
    await this.#superuser.query(`CREATE SCHEMA pristine; ${copies.join('; ')}`);
    await this.#superuser.query(`PREPARE sums AS ${this.#tables.map(({ name, tenant }) => `SELECT '${name}' AS name, t."${tenant}"::text AS organization,
      count(*) || ' ' || md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")) AS sum FROM public.${name} t GROUP BY 2`).join(' UNION ALL ')}`);
    this.#pristine = await this.sums();
  }

  /** restore empties the queue and puts back the rows of every table that is not as it was kept. */
  async restore(): Promise<void> {
    const now = await this.sums();
    const moved = this.#tables.filter(({ name }) => (['a', 'b'] as const).some((one) => now.get(`${one} ${name}`) !== this.#pristine.get(`${one} ${name}`)));
    await this.#superuser.query(`BEGIN; SET LOCAL session_replication_role = replica; DELETE FROM graphile_worker._private_jobs;
      ${moved.map(({ name }) => `DELETE FROM public.${name}; INSERT INTO public.${name} SELECT * FROM pristine.${name};`).join(' ')} COMMIT`);
  }

  /** sums gives a checksum of whole rows by "organization table". */
  async sums(): Promise<Map<string, string>> {
    const { rows } = await this.#superuser.query<{ name: string; organization: string; sum: string }>('EXECUTE sums');
    return new Map(rows.map(({ name, organization, sum }) => [`${nameOf(organization)} ${name}`, sum]));
  }

  /** rows reads a table as the model would keep it. */
  async rows(organization: OrganizationName, organizationId: string, name: string): Promise<ModelTable> {
    const table = this.#tables.find((one) => one.name === name);
    if (table === undefined) throw new Error(`There is no table ${name} in organization ${organization}.`);
    const { rows } = await this.#superuser.query<ModelRow & { key: string }>(`
      SELECT ${table.key} AS key, ${table.person}::text AS person, ${table.group}::text AS "group", ${table.value} AS value
      FROM public.${name} t WHERE t."${table.tenant}" = $1`, [organizationId]);
    return new Map(rows.map(({ key, ...row }) => [key, row]));
  }

  /** jobs gives the runs that wait in the queue. */
  async jobs(): Promise<Record<OrganizationName, Set<string>>> {
    const { rows } = await this.#superuser.query<{ organization: string; run: string }>(
      `SELECT payload->>'organizationId' AS organization, payload->>'runId' AS run FROM graphile_worker._private_jobs`);
    const of = (name: OrganizationName) => new Set(rows.filter(({ organization }) => nameOf(organization) === name).map(({ run }) => run));
    return { a: of('a'), b: of('b') };
  }
}
