import { sql } from 'drizzle-orm';
import type { Role } from '@verdant/domain/access/roles';
import type { Day } from '@verdant/domain/time/day';
import type { Tx } from '../../with-org.ts';
import { findErased } from '../persons/person-digest.ts';
import { personId } from './fact-id.ts';

export type Person = {
  externalId: string;
  name: string;
  email?: string | null;
  unit?: string | null;
  joinedOn: Day;
  leftOn?: Day | null;
  comparison?: 'in' | 'out';
  roles?: readonly Role[];
};
export type PeopleReport = { ids: Map<string, string>; inserted: number; changed: number; unchanged: number; erased: number };

const chunkSize = 2_000;

async function upsertChunk(tx: Tx, organizationId: string, people: readonly Person[], report: PeopleReport): Promise<void> {
  const json = JSON.stringify(people.map((person) => ({
    id: personId(organizationId, person.externalId), external_id: person.externalId, name: person.name, email: person.email?.toLowerCase() ?? null,
    unit: person.unit ?? null, joined_on: person.joinedOn, left_on: person.leftOn ?? null, comparison: person.comparison ?? 'out',
    roles: person.roles ?? ['learner'],
  })));
  // Someone known under this external id keeps the id they have, whoever gave it.
  const result = await tx.execute<{ id: string; external_id: string; outcome: string }>(sql`
    WITH sent AS (
      SELECT coalesce(u.id, r.id) AS id, r.external_id, r.name, r.email, r.unit, r.joined_on, r.left_on, r.comparison, r.roles, u.id IS NULL AS is_new
      FROM json_to_recordset(${json}::json) AS r(
        id uuid, external_id text, name text, email text, unit text, joined_on date, left_on date, comparison text, roles text[]
      )
      LEFT JOIN users u ON u.organization_id = ${organizationId} AND u.external_id = r.external_id
    ), written AS (
      INSERT INTO users AS u (organization_id, id, external_id, name, email, unit, joined_on, left_on, comparison)
      SELECT ${organizationId}, id, external_id, name, email, unit, joined_on, left_on, comparison FROM sent
      ON CONFLICT (organization_id, id) DO UPDATE SET name = EXCLUDED.name, email = EXCLUDED.email, unit = EXCLUDED.unit,
        joined_on = EXCLUDED.joined_on, left_on = EXCLUDED.left_on
      WHERE (u.name, u.email, u.unit, u.joined_on, u.left_on)
        IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.email, EXCLUDED.unit, EXCLUDED.joined_on, EXCLUDED.left_on)
      RETURNING id
    )
    SELECT s.id, s.external_id, CASE WHEN s.is_new THEN 'inserted' WHEN w.id IS NOT NULL THEN 'changed' ELSE 'unchanged' END AS outcome
    FROM sent s LEFT JOIN written w USING (id)`);
  for (const { id, external_id, outcome } of result.rows) {
    report.ids.set(external_id, id);
    if (outcome === 'inserted') report.inserted += 1;
    else if (outcome === 'changed') report.changed += 1;
    else report.unchanged += 1;
  }
  const roles = JSON.stringify(people.flatMap((person) => (person.roles ?? ['learner']).map((role) => ({ user_id: report.ids.get(person.externalId), role }))));
  await tx.execute(sql`
    INSERT INTO user_roles (organization_id, user_id, role)
    SELECT ${organizationId}, r.user_id, r.role FROM json_to_recordset(${roles}::json) AS r(user_id uuid, role text) ON CONFLICT DO NOTHING`);
}

/** Who was erased does not come back with the next delivery; their facts are recognised by the id and dropped as well. */
async function withoutErased(tx: Tx, organizationId: string, people: readonly Person[], report: PeopleReport): Promise<Person[]> {
  const idOf = new Map(people.map((person) => [person, personId(organizationId, person.externalId)]));
  const erased = new Set(await findErased(tx, organizationId, [...idOf.values()]));
  for (const [{ externalId }, id] of idOf) if (erased.has(id)) report.ids.set(externalId, id);
  report.erased = report.ids.size;
  return people.filter((person) => !erased.has(idOf.get(person) ?? ''));
}

/** upsertPeople makes or updates people by their external id and grants roles (as owner); roles are never taken away here, nor are preferences touched. */
export async function upsertPeople(tx: Tx, organizationId: string, people: readonly Person[]): Promise<PeopleReport> {
  const report: PeopleReport = { ids: new Map(), inserted: 0, changed: 0, unchanged: 0, erased: 0 };
  const sent = [...new Map(people.map((person) => [person.externalId, person])).values()];
  const distinct = await withoutErased(tx, organizationId, sent, report);
  for (let start = 0; start < distinct.length; start += chunkSize) await upsertChunk(tx, organizationId, distinct.slice(start, start + chunkSize), report);
  return report;
}
