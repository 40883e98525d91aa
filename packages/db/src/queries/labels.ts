import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { assessments, contentItems, courses, skills, topics } from '../schema/facts.ts';
import type { Tx } from '../with-org.ts';
import { isOneOf } from './group-by-user.ts';
import type { LabelRequest } from './rows.ts';

type Named = { table: PgTable; id: PgColumn; name: PgColumn };
const kinds: Record<keyof LabelRequest, Named> = {
  skills: { table: skills, id: skills.id, name: skills.name },
  courses: { table: courses, id: courses.id, name: courses.title },
  assessments: { table: assessments, id: assessments.id, name: assessments.title },
  topics: { table: topics, id: topics.id, name: topics.title },
  contentItems: { table: contentItems, id: contentItems.id, name: contentItems.title },
};

/** loadLabels names ids, in one statement per kind that is asked for. */
export async function loadLabels(tx: Tx, ids: LabelRequest): Promise<Record<string, string>> {
  const labels: Record<string, string> = {};
  for (const kind of ['skills', 'courses', 'assessments', 'topics', 'contentItems'] as const) {
    if (ids[kind].length === 0) continue;
    const { table, id, name } = kinds[kind];
    for (const row of await tx.select({ id, name }).from(table).where(isOneOf(id, ids[kind]))) labels[String(row.id)] = String(row.name);
  }
  return labels;
}
