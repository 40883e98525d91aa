import { sql } from 'drizzle-orm';
import type { Tx } from '../with-org.ts';
import type { LabelRequest } from './rows.ts';
import { tenantId } from './tenant.ts';

/** loadLabels names ids of every kind in one statement. */
export async function loadLabels(tx: Tx, ids: LabelRequest): Promise<Record<string, string>> {
  const within = (list: readonly string[]) => sql`organization_id = ${tenantId} AND id = ANY (${sql.param(list)}::uuid[])`;
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    SELECT id, name FROM skills WHERE ${within(ids.skills)}
    UNION ALL SELECT id, title FROM courses WHERE ${within(ids.courses)}
    UNION ALL SELECT id, title FROM assessments WHERE ${within(ids.assessments)}
    UNION ALL SELECT id, title FROM topics WHERE ${within(ids.topics)}
    UNION ALL SELECT id, title FROM content_items WHERE ${within(ids.contentItems)}`);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
