import type { Role } from '@verdant/domain/access/roles';
import { createHash } from 'node:crypto';
import { tablePolicies } from '../../schema/policies.ts';
import { organizationIds, personIds, type OrganizationName, type PersonName } from '../two-organizations.ts';

/** A row as the model knows it: whom it is about, the course, cohort or role it belongs to, and the columns that operations change. */
export type ModelRow = { person: string | null; group: string | null; value: unknown };
export type ModelTable = Map<string, ModelRow>;
export type Door = 'app' | 'worker' | 'owner';
/** Who looks: a person in a role through the application, or the worker or the owner for an organization. */
export type Viewer = { door: Door; organization: OrganizationName; person: PersonName; role: Role };

/** TenantModel is what each of two organizations owns, kept in memory without a thought of SQL, and what was changed since it was last asked. */
export class TenantModel {
  readonly #tenants: Record<OrganizationName, Map<string, ModelTable>>;
  /** Runs that wait in the queue, by organization. */
  readonly jobs: Record<OrganizationName, Set<string>> = { a: new Set(), b: new Set() };
  #touched = new Set<string>();

  constructor(tenants: Record<OrganizationName, Map<string, ModelTable>>) {
    this.#tenants = structuredClone(tenants);
  }

  rows(organization: OrganizationName, table: string): ModelTable {
    const rows = this.#tenants[organization].get(table);
    if (rows === undefined) throw new Error(`The model has no table ${table}.`);
    return rows;
  }

  put(organization: OrganizationName, table: string, key: string, row: ModelRow): void {
    this.rows(organization, table).set(key, row);
    this.#touched.add(`${organization} ${table}`);
  }

  remove(organization: OrganizationName, table: string, keys: Iterable<string>): void {
    for (const key of keys) this.rows(organization, table).delete(key);
    this.#touched.add(`${organization} ${table}`);
  }

  /** takeTouched gives the tables that were changed, as "organization table", and forgets them. */
  takeTouched(): Set<string> {
    const touched = this.#touched;
    this.#touched = new Set();
    return touched;
  }

  /** People whom a trainer trains, in courses or cohorts. */
  trainedBy(organization: OrganizationName, trainer: string): Set<string> {
    const groups = (table: string) =>
      new Set([...this.rows(organization, table).values()].filter(({ person }) => person === trainer).map(({ group }) => group));
    const members = (table: string, trained: Set<string | null>) => [...this.rows(organization, table).values()].filter(({ group }) => trained.has(group));
    return new Set([...members('enrollments', groups('course_trainers')), ...members('cohort_members', groups('cohort_trainers'))]
      .flatMap(({ person }) => (person === null ? [] : [person])));
  }

  /** visible gives the rows of a table that a viewer is to see: written from policies.ts and its words, not from the SQL. */
  visible(viewer: Viewer, table: string): [key: string, row: ModelRow][] {
    const { door, organization, person, role } = viewer;
    const rows = [...this.rows(organization, table)];
    if (door !== 'app') return rows;
    const shape = tablePolicies[table]?.shape;
    const self = personIds[person];
    if (shape === 'private') return rows.filter(([, row]) => row.person === self);
    // The rows of the fixture are about a person's learners: a trainer's own, and those made for org admins.
    if (shape === 'released') return rows.filter(([, row]) => role !== 'learner' && row.group === role && (role === 'org_admin' || row.person === self));
    if (shape === 'reference' || (role === 'org_admin' && shape !== 'internal')) return rows;
    const trained = role === 'trainer' ? this.trainedBy(organization, self) : new Set<string>();
    const taught = (kind: 'course_trainers' | 'cohort_trainers') => (role !== 'trainer' ? new Set<string | null>()
      : new Set([...this.rows(organization, kind).values()].filter((row) => row.person === self).map(({ group }) => group)));
    if (shape === 'membership') return rows.filter(([, row]) => row.person === self);
    if (shape === 'group') return rows.filter(([, { group }]) => taught('cohort_trainers').has(group));
    if (shape !== 'own') return [];
    // Runs are a trainer's when their scope is a course of theirs, whoever asked.
    if (table === 'recalculation_runs') {
      const courses = taught('course_trainers');
      return rows.filter(([, row]) => row.person === self || (row.group !== null && courses.has(row.group)));
    }
    return rows.filter(([, row]) => row.person === self || (row.person !== null && trained.has(row.person)));
  }
}

/** mayRead tells whether a door reads a table at all. */
export function mayRead(door: Door, table: string): boolean {
  if (door === 'owner') return true;
  return door === 'worker' ? tablePolicies[table]?.worker.includes('SELECT') === true : tablePolicies[table]?.shape !== 'internal';
}

/** keysDigest is the number and the MD5 digest of keys in order, as the database makes them too (`seenStatement`). */
export function keysDigest(keys: readonly string[]): string {
  return `${keys.length} ${createHash('md5').update([...keys].sort().join('\n')).digest('hex')}`;
}

/** otherThan names the other organization. */
export const otherThan = (organization: OrganizationName): OrganizationName => (organization === 'a' ? 'b' : 'a');

/** nameOf finds an organization by its id. */
export const nameOf = (id: string): OrganizationName => (id === organizationIds.a ? 'a' : 'b');
