import { sql } from 'drizzle-orm';
import type { Tx } from '../with-org.ts';
import type { LearnerCourseRow } from './rows.ts';
import { tenantId } from './tenant.ts';

/** loadLearnerCourses lists the courses of one learner with their state (of the latest enrollment) and how many topics are done. */
export async function loadLearnerCourses(tx: Tx, userId: string): Promise<LearnerCourseRow[]> {
  const { rows } = await tx.execute<LearnerCourseRow>(sql`
    WITH latest AS (
      SELECT DISTINCT ON (e.course_id) e.organization_id, e.course_id, e.status FROM enrollments e
      WHERE e.organization_id = ${tenantId} AND e.user_id = ${userId}::uuid ORDER BY e.course_id, e.enrolled_at DESC, e.id DESC
    ), progress AS (
      SELECT t.course_id, count(DISTINCT coalesce(t.canonical_id, t.id))::int AS topics,
        count(DISTINCT coalesce(t.canonical_id, t.id)) FILTER (WHERE lt.done_day IS NOT NULL)::int AS done
      FROM latest l JOIN topics t ON t.organization_id = l.organization_id AND t.course_id = l.course_id
      LEFT JOIN learner_topics lt ON lt.organization_id = t.organization_id AND lt.user_id = ${userId}::uuid AND lt.topic_id = coalesce(t.canonical_id, t.id)
      GROUP BY t.course_id
    )
    SELECT c.id, c.title, l.status, coalesce(p.topics, 0) AS topics, coalesce(p.done, 0) AS done
    FROM latest l JOIN courses c ON c.organization_id = l.organization_id AND c.id = l.course_id LEFT JOIN progress p ON p.course_id = l.course_id
    ORDER BY l.status <> 'active', c.title, c.id`);
  return rows;
}
