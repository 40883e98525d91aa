import { uuid } from '@verdant/domain/testing/build-facts';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** People, courses and cohorts have the same ids in both organizations, so that a rule which forgets the organization shows the other's row. */
export const organizationIds = { a: uuid('0a', 1), b: uuid('0b', 1) };
export type OrganizationName = keyof typeof organizationIds;
export const personIds = { ada: uuid('aa', 1), ben: uuid('aa', 2), cyd: uuid('aa', 3), tom: uuid('aa', 4), ora: uuid('aa', 5), amy: uuid('aa', 6) };
export type PersonName = keyof typeof personIds;
const groupIds = { first: uuid('c0', 1), second: uuid('c0', 2) };
type GroupName = keyof typeof groupIds;

/** Amy is known in organization a alone. */
export const peopleOf = {
  a: ['ada', 'ben', 'cyd', 'tom', 'ora', 'amy'], b: ['ada', 'ben', 'cyd', 'tom', 'ora'],
} as const satisfies Record<OrganizationName, readonly PersonName[]>;
/** Who learns (or teaches) in the first course and cohort; everyone else does in the second. Tom trains the first of each, Ora the second. */
const inFirst: Record<OrganizationName, { courses: readonly PersonName[]; cohorts: readonly PersonName[] }> = {
  a: { courses: ['ada', 'tom'], cohorts: ['ben', 'tom'] },
  b: { courses: ['cyd', 'tom'], cohorts: ['ada', 'tom'] },
};

/** groupOf names the one course or cohort that a person belongs to. */
export function groupOf(kind: 'courses' | 'cohorts', organization: OrganizationName, person: PersonName): GroupName {
  return inFirst[organization][kind].includes(person) ? 'first' : 'second';
}

type Column = { table: string; name: string; type: string; required: boolean };
/** What tells rows of a table apart: the person they are about, a group's name, or nothing where there is one row an organization. */
export type Label = PersonName | GroupName | null;
export type TenantTable = { name: string; tenant: string; label: string | null; columns: Column[] };

const personColumn: Record<string, string> = { users: 'id', recalculation_runs: 'requested_by', audit_log: 'actor_id', group_analytics: 'scope_id', group_analytics_daily: 'scope_id' };
const named: Record<string, string> = { courses: 'id', cohorts: 'id' };

/** readTenantTables lists all tables with their columns from the catalogue, referenced tables before those that refer to them. */
export async function readTenantTables(pool: pg.Pool): Promise<TenantTable[]> {
  const { rows: columns } = await pool.query<Column>(`
    SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type, a.attnotnull AND NOT a.atthasdef AS required
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped`);
  const { rows: keys } = await pool.query<{ from: string; to: string }>(`
    SELECT c.relname AS from, r.relname AS to FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid
    WHERE k.contype = 'f' AND k.conparentid = 0 AND c.relnamespace = 'public'::regnamespace`);
  const waiting = new Set(columns.map(({ table }) => table));
  const ordered: TenantTable[] = [];
  while (waiting.size > 0) {
    const name = [...waiting].sort().find((table) => keys.every(({ from, to }) => from !== table || to === from || !waiting.has(to)));
    if (name === undefined) throw new Error(`Tables refer to each other: ${[...waiting].join(', ')}`);
    waiting.delete(name);
    const own = columns.filter(({ table }) => table === name);
    const person = personColumn[name] ?? (own.some((column) => column.name === 'user_id') ? 'user_id' : null);
    const tenant = name === 'organizations' ? 'id' : 'organization_id';
    if (own.some((column) => column.name === tenant)) ordered.push({ name, tenant, label: person ?? named[name] ?? null, columns: own });
  }
  return ordered;
}

/** labelsOf lists the rows that a table has in an organization. */
export function labelsOf(table: TenantTable, organization: OrganizationName): Label[] {
  if (table.name in named) return ['first', 'second'];
  if (table.label === null) return [null];
  return table.name === 'course_trainers' || table.name === 'cohort_trainers' ? ['tom', 'ora'] : [...peopleOf[organization]];
}

const isPerson = (label: Label): label is PersonName => label !== null && label in personIds;
const isGroup = (label: Label): label is GroupName => label !== null && label in groupIds;

/** idOf is what stands in a table's label column. */
export function idOf(label: Label): string | null {
  if (isPerson(label)) return personIds[label];
  return isGroup(label) ? groupIds[label] : null;
}

function anyValue({ table, name, type }: Column): unknown {
  if (type.endsWith('[]') || type === 'jsonb') return '{}';
  if (type === 'uuid') return randomUUID();
  if (type === 'text') return `${table} ${name} ${randomUUID()}`;
  if (type === 'date' || type === 'timestamp with time zone') return 'now';
  if (type === 'boolean') return false;
  if (['integer', 'bigint', 'double precision'].includes(type)) return 1;
  throw new Error(`No value for ${table}.${name} of type ${type}`);
}

/** roleOf is the one role that a person holds. */
export const roleOf = (person: PersonName): string => roles[person];
const roles: Record<PersonName, string> = { ada: 'learner', ben: 'learner', cyd: 'learner', tom: 'trainer', ora: 'org_admin', amy: 'learner' };

/** headlineIn is the figure of a person's analytics: 1 to 6 in a, 101 to 105 in b. */
export function headlineIn(organization: OrganizationName, person: PersonName): number {
  return (organization === 'a' ? 1 : 101) + peopleOf.a.indexOf(person);
}

/** buildRow makes a valid row: whatever a required column may hold, and what this table is about. */
export function buildRow(table: TenantTable, organization: OrganizationName, label: Label): Record<string, unknown> {
  const person = isPerson(label) ? label : 'tom';
  const about: Record<string, Record<string, unknown>> = {
    user_roles: { role: roles[person] },
    recalculation_runs: { scope_kind: 'course', scope_id: groupIds[groupOf('courses', organization, person)], requested_role: roles[person], state: 'running' },
    // Links of the chain are added by the database for the lines of this fixture; this one belongs to none of them.
    audit_chain: { position: -1, audit_id: -1 },
    group_analytics: { grain: 'trainer', role: roles[person] }, group_analytics_daily: { grain: 'trainer', role: roles[person] },
    release_entries: { audience: 'admin', open_to_members: false, open_to_others: true },
    analytics: { type: 'learning_velocity', role: 'learner', status: 'ok', headline: headlineIn(organization, person) },
    analytics_daily: { type: 'learning_velocity', role: 'learner', status: 'ok', headline: headlineIn(organization, person) },
  };
  const common: Record<string, unknown> = {
    course_id: groupIds[groupOf('courses', organization, person)], cohort_id: groupIds[groupOf('cohorts', organization, person)],
    [table.tenant]: organizationIds[organization], ...(table.label === null ? {} : { [table.label]: idOf(label) }), ...about[table.name],
  };
  const filled = table.columns.filter(({ name, required }) => required || name in common);
  return Object.fromEntries(filled.map((column) => [column.name, column.name in common ? common[column.name] : anyValue(column)]));
}

/** insertStatement writes a row as a statement with its values. */
export function insertStatement(table: string, row: Record<string, unknown>): { text: string; values: unknown[] } {
  const columns = Object.keys(row);
  const text = `INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})`;
  return { text, values: Object.values(row) };
}
