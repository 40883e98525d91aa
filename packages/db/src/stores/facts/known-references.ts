import { sql } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';
import { findErased } from '../persons/person-digest.ts';
import type { DeadLetter } from './dead-letters.ts';
import type { FactRow } from './fact-row.ts';
import type { FactTable } from './fact-tables.ts';

/**
 * KnownReferences remembers which people, courses and months exist, so that a fact about an unknown person is kept aside instead of failing its whole batch.
 * One importer may use the same memory for all its batches: courses are never deleted, and a batch that meets a person who was erased meanwhile, or whose months
 * were rolled back, ends the import.
 */
export class KnownReferences {
  readonly #organizationId: string;
  readonly #people = new Map<string, boolean>();
  readonly #courses = new Map<string, boolean>();
  readonly #months = new Set<string>();
  readonly #erased = new Set<string>();

  constructor(organizationId: string) {
    this.#organizationId = organizationId;
  }

  async screen(tx: Tx, table: FactTable, rows: readonly FactRow[]): Promise<{ kept: FactRow[]; letters: DeadLetter[]; erased: number }> {
    if (table.hasUser) await this.#load(tx, 'users', this.#people, rows.map(({ userId }) => userId));
    if (table.needsCourse) await this.#load(tx, 'courses', this.#courses, rows.map(({ courseId }) => courseId));
    const kept: FactRow[] = [];
    const letters: DeadLetter[] = [];
    let erased = 0;
    for (const row of rows) {
      if (row.userId !== null && this.#erased.has(row.userId)) erased += 1;
      else if (table.hasUser && (row.userId === null || this.#people.get(row.userId) !== true)) letters.push({ row, reason: 'unknown_person' });
      else if (table.needsCourse && row.courseId !== null && this.#courses.get(row.courseId) !== true) letters.push({ row, reason: 'unknown_course' });
      else kept.push(row);
    }
    return { kept, letters, erased };
  }

  /** ensureMonths makes the monthly partitions that events need and that this memory has not met yet. */
  async ensureMonths(tx: Tx, rows: readonly FactRow[]): Promise<void> {
    const months = new Set(rows.flatMap(({ occurredAt }) => (occurredAt === null ? [] : [`${new Date(occurredAt).toISOString().slice(0, 7)}-01`])));
    const missing = [...months].filter((month) => !this.#months.has(month)).sort();
    if (missing.length === 0) return;
    await tx.execute(sql`SELECT app.ensure_months(m, m) FROM unnest(${`{${missing.join(',')}}`}::date[]) AS m`);
    for (const month of missing) this.#months.add(month);
  }

  async #load(tx: Tx, table: 'users' | 'courses', known: Map<string, boolean>, ids: readonly (string | null)[]): Promise<void> {
    // Who was unknown may have come since; who was known stays.
    const missing = [...new Set(ids)].filter((id): id is string => id !== null && known.get(id) !== true);
    if (missing.length === 0) return;
    const found = await tx.execute<{ id: string }>(sql`
      SELECT id FROM ${sql.identifier(table)} WHERE organization_id = ${this.#organizationId} AND id = ANY(${`{${missing.join(',')}}`}::uuid[])`);
    for (const id of missing) known.set(id, false);
    for (const { id } of found.rows) known.set(id, true);
    if (table === 'users') await this.#loadErased(tx, missing.filter((id) => known.get(id) !== true));
  }

  async #loadErased(tx: Tx, ids: readonly string[]): Promise<void> {
    for (const id of await findErased(tx, this.#organizationId, ids)) this.#erased.add(id);
  }
}
