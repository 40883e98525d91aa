import type { OrganizationId, UserId } from '@verdant/domain/ids';
import type { Instant } from '@verdant/domain/time/day';
import pg from 'pg';
import type { TenantPool } from '../../connect.ts';
import type { TenantContext } from '../../with-org.ts';
import type { TestDatabase } from '../test-database.ts';
import { organizationIds, personIds, type OrganizationName } from '../two-organizations.ts';
import type { ModelledTable } from './database-truth.ts';
import type { Door, TenantModel, Viewer } from './tenant-model.ts';

/** What an operation works on: the database through its doors, the model beside it, and the time, which goes on by a second a step. */
export type World = { db: TestDatabase; tables: readonly ModelledTable[]; model: TenantModel; now: Instant; step: number };

/** poolOf gives the pool behind a door. */
export const poolOf = ({ db }: World, door: Door): TenantPool => ({ app: db.app, worker: db.worker, owner: db.owner })[door];

/** contextOf is the context that the server signs for whoever acts. */
export function contextOf({ door, organization, person, role }: Viewer): TenantContext {
  const organizationId = organizationIds[organization] as OrganizationId;
  if (door !== 'app') return { organizationId, userId: null, role: door === 'worker' ? 'worker' : 'operator' };
  return { organizationId, userId: personIds[person] as UserId, role };
}

/** workerContext is the worker's context for an organization. */
export const workerContext = (organization: OrganizationName): TenantContext => contextOf({ door: 'worker', organization, person: 'ada', role: 'learner' });

/** What became of work: its value, or the code with which PostgreSQL refused it. Any other error is thrown. */
export type Outcome<T> = { value: T; refused: null } | { value: null; refused: string };

/** outcomeOf waits for work that may be refused. */
export async function outcomeOf<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work, refused: null };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof pg.DatabaseError ? error.cause : error;
    if (!(cause instanceof pg.DatabaseError)) throw error;
    return { value: null, refused: cause.code ?? 'unknown' };
  }
}

/** tableNamed finds a table of the world. */
export function tableNamed({ tables }: World, name: string): ModelledTable {
  const table = tables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`There is no table ${name}.`);
  return table;
}
