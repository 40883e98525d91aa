import type { FactKind } from '@verdant/domain/facts/facts';
import { DomainError } from '@verdant/domain/errors';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';
import { tableOf } from './fact-tables.ts';
import { lockSources } from './lock-sources.ts';
import { DirtyMarks } from './mark-dirty.ts';
import type { StoreContext } from './store-facts.ts';

/** A fact that its source takes back: no version up to this one counts any more, whether it is stored already or comes later. */
export type FactVoid = { kind: FactKind; id: string; source: string; version: number };
export type VoidReport = { removed: number; notStored: number };

const chunkSize = 2_000;

/** voidFacts removes facts in the caller's transaction and remembers that, so that a late delivery does not bring them back; a higher version does. */
export async function voidFacts(tx: Tx, { organizationId, timeZone, now }: StoreContext, voids: readonly FactVoid[]): Promise<VoidReport> {
  if (voids.some(({ kind }) => kind === 'courses')) throw new DomainError('invalid-input', 'A course is not taken back but archived: send it with status "archived".');
  await lockSources(tx, organizationId, voids.map(({ source }) => source));
  const marks = new DirtyMarks(timeZone);
  let removed = 0;
  for (const kind of new Set(voids.map((one) => one.kind))) {
    const ofKind = voids.filter((one) => one.kind === kind);
    for (let start = 0; start < ofKind.length; start += chunkSize) {
      removed += await voidChunk(tx, { organizationId, timeZone, now }, kind, ofKind.slice(start, start + chunkSize), marks);
    }
  }
  await marks.write(tx, organizationId, chunkSize);
  return { removed, notStored: voids.length - removed };
}

async function voidChunk(tx: Tx, { organizationId, timeZone, now }: StoreContext, kind: FactKind, voids: readonly FactVoid[], marks: DirtyMarks): Promise<number> {
  const newest = new Map<string, number>();
  for (const { id, version } of voids) newest.set(id, Math.max(version, newest.get(id) ?? version));
  const json = JSON.stringify([...newest].map(([id, version]) => ({ id, version })));
  await tx.execute(sql`
    INSERT INTO voided_facts AS v (organization_id, kind, fact_id, version, voided_at)
    SELECT ${organizationId}, ${kind}, r.id, r.version, ${now} FROM json_to_recordset(${json}::json) AS r(id uuid, version integer) ORDER BY r.id
    ON CONFLICT (organization_id, kind, fact_id) DO UPDATE SET version = greatest(v.version, excluded.version), voided_at = excluded.voided_at`);
  const table = tableOf(kind);
  const column = (has: boolean, name: string, type: string) => (has ? sql.raw(`f."${name}"`) : sql.raw(`NULL::${type}`));
  const { rows } = await tx.execute<{ user_id: string | null; day: string | null; course_id: string | null }>(sql`
    DELETE FROM ${sql.identifier(table.name)} f USING json_to_recordset(${json}::json) AS r(id uuid, version integer)
    WHERE f.organization_id = ${organizationId} AND f.id = r.id AND f.version <= r.version
    RETURNING ${column(table.hasUser, 'user_id', 'uuid')} AS user_id,
      (${column(table.hasOccurredAt, 'occurred_at', 'timestamptz')} AT TIME ZONE ${timeZone})::date::text AS day,
      ${column(table.content.some(({ name }) => name === 'course_id'), 'course_id', 'uuid')} AS course_id`);
  for (const { user_id, day, course_id } of rows) {
    if (user_id !== null) marks.markDay(user_id, day);
    else if (course_id !== null) marks.markCourse(course_id);
  }
  return rows.length;
}

/** findVoided tells up to which version facts of a chunk were taken back. */
export async function findVoided(tx: Tx, organizationId: string, kind: FactKind, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ fact_id: string; version: number }>(sql`
    SELECT fact_id, version FROM voided_facts WHERE organization_id = ${organizationId} AND kind = ${kind} AND fact_id = ANY (${`{${ids.join(',')}}`}::uuid[])`);
  return new Map(rows.map(({ fact_id, version }) => [fact_id, version]));
}
