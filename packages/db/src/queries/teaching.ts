import { noTeaching, type Teaching } from '@verdant/domain/analytics/compute-outlook';
import { sql } from 'drizzle-orm';
import type { Tx } from '../with-org.ts';
import { tenantId } from './tenant.ts';

/** loadTeaching reads what forecasts and recommendations need to know of the organization's courses, in two statements. */
export async function loadTeaching(tx: Tx): Promise<Teaching> {
  const { rows: counted } = await tx.execute<{ course_id: string; ids: string[] }>(sql`
    SELECT course_id, array_agg(id ORDER BY id) AS ids FROM assessments
    WHERE organization_id = ${tenantId} AND course_id IS NOT NULL AND kind <> 'baseline' GROUP BY course_id`);
  const { rows: archived } = await tx.execute<{ id: string }>(sql`
    SELECT coalesce(t.canonical_id, t.id) AS id FROM topics t JOIN courses c ON c.organization_id = t.organization_id AND c.id = t.course_id
    WHERE t.organization_id = ${tenantId} GROUP BY coalesce(t.canonical_id, t.id) HAVING bool_and(c.status = 'archived')`);
  return {
    ...noTeaching, assessmentsByCourse: new Map(counted.map(({ course_id, ids }) => [course_id, ids])), archivedTopicIds: new Set(archived.map(({ id }) => id)),
  };
}
