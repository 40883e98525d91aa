import { DomainError } from '@verdant/domain/errors';
import { eq, sql } from 'drizzle-orm';
import { organizations, users } from '../../schema/people.ts';
import type { Tx } from '../../with-org.ts';
import { personTables } from './person-tables.ts';

/** Everything that is kept about one person, by table, as stored. */
export type PersonExport = { organization: string; person: Record<string, unknown>; tables: Record<string, unknown[]> };

/** What opens an account is the person's, but must not leave the house in a file. */
const neverExported = new Set(['credentials', 'sessions']);

/** exportPerson reads everything about a person, as operator; secrets that open the account are left out. Throws DomainError `not-found`. */
export async function exportPerson(tx: Tx, { organizationId, userId }: { organizationId: string; userId: string }): Promise<PersonExport> {
  const [person] = await tx.select().from(users).where(eq(users.id, userId));
  const [organization] = await tx.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, organizationId));
  if (person === undefined || organization === undefined) throw new DomainError('not-found', 'There is no such person in this organization.');
  const tables: Record<string, unknown[]> = {};
  for (const { name, table, userId: column } of personTables) {
    if (neverExported.has(name) || name === 'users') continue;
    tables[name] = (await tx.select().from(table).where(eq(column, userId))).map((row) => ({ ...row, organizationId: undefined, userId: undefined }));
  }
  const lines = await tx.execute(sql`SELECT at, role, action, outcome, subject_id, actor_id = ${userId} AS by_this_person FROM audit_log
    WHERE actor_id = ${userId} OR subject_id = ${userId} ORDER BY id`);
  const runs = await tx.execute(sql`SELECT id, trigger, scope_kind, state, requested_at, finished_at FROM recalculation_runs WHERE requested_by = ${userId} ORDER BY requested_at`);
  return { organization: organization.name, person: { ...person, organizationId: undefined }, tables: { ...tables, audit_log: lines.rows, recalculation_runs: runs.rows } };
}
