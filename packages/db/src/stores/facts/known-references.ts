import { sql } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';
import type { DeadLetter } from './dead-letters.ts';
import type { FactRow } from './fact-row.ts';
import type { FactTable } from './fact-tables.ts';

/** KnownReferences remembers which people and courses exist, so that a fact about an unknown one is kept aside instead of failing its whole batch. */
export class KnownReferences {
  readonly #organizationId: string;
  readonly #people = new Map<string, boolean>();
  readonly #courses = new Map<string, boolean>();

  constructor(organizationId: string) {
    this.#organizationId = organizationId;
  }

  async screen(tx: Tx, table: FactTable, rows: readonly FactRow[]): Promise<{ kept: FactRow[]; letters: DeadLetter[] }> {
    if (table.hasUser) await this.#load(tx, 'users', this.#people, rows.map(({ userId }) => userId));
    if (table.needsCourse) await this.#load(tx, 'courses', this.#courses, rows.map(({ courseId }) => courseId));
    const kept: FactRow[] = [];
    const letters: DeadLetter[] = [];
    for (const row of rows) {
      if (table.hasUser && (row.userId === null || this.#people.get(row.userId) !== true)) letters.push({ row, reason: 'unknown_person' });
      else if (table.needsCourse && row.courseId !== null && this.#courses.get(row.courseId) !== true) letters.push({ row, reason: 'unknown_course' });
      else kept.push(row);
    }
    return { kept, letters };
  }

  async #load(tx: Tx, table: 'users' | 'courses', known: Map<string, boolean>, ids: readonly (string | null)[]): Promise<void> {
    const missing = [...new Set(ids)].filter((id): id is string => id !== null && !known.has(id));
    if (missing.length === 0) return;
    const found = await tx.execute<{ id: string }>(sql`
      SELECT id FROM ${sql.identifier(table)} WHERE organization_id = ${this.#organizationId} AND id = ANY(${`{${missing.join(',')}}`}::uuid[])`);
    for (const id of missing) known.set(id, false);
    for (const { id } of found.rows) known.set(id, true);
  }
}
