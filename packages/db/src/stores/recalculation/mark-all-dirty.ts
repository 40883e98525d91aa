import { sql } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';

/**
 * markAllDirty marks learners whose rollups were made before courses had any, so that the next run makes them anew, and says how many it marked. They have a
 * summary but no row of a course, although they are enrolled, or although nobody here has one and somebody is enrolled. Once they are made it marks nobody.
 */
export async function markAllDirty(tx: Tx, organizationId: string): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    INSERT INTO dirty_learner_days (organization_id, user_id, day)
    SELECT s.organization_id, s.user_id, NULL FROM learner_summaries s
    WHERE s.organization_id = ${organizationId}
      AND NOT EXISTS (SELECT 1 FROM learner_courses c WHERE c.organization_id = s.organization_id AND c.user_id = s.user_id)
      AND (EXISTS (SELECT 1 FROM enrollments e WHERE e.organization_id = s.organization_id AND e.user_id = s.user_id)
        OR (NOT EXISTS (SELECT 1 FROM learner_courses c WHERE c.organization_id = ${organizationId})
          AND EXISTS (SELECT 1 FROM enrollments e JOIN learner_summaries o ON o.organization_id = e.organization_id AND o.user_id = e.user_id
            WHERE e.organization_id = ${organizationId})))
    ORDER BY s.user_id ON CONFLICT (organization_id, user_id, day) DO NOTHING`);
  return rowCount ?? 0;
}
