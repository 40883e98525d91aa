import type { Role } from '@verdant/domain/access/roles';
import type { Settings } from '@verdant/domain/analytics/settings';
import type { CourseAverages } from '@verdant/domain/analytics/standing';
import { sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { learnerAssessments } from '../schema/rollups.ts';
import type { Tx } from '../with-org.ts';
import { tenantId } from './tenant.ts';

type Policy = Settings['performance']['policy'];

/** The one percent of an assessment under each policy. */
const percentOf: Record<Policy, PgColumn> = { best: learnerAssessments.bestPct, first: learnerAssessments.firstPct, latest: learnerAssessments.latestPct };

/**
 * loadCourseAverages reads, in one statement, the averages of everyone in the courses of one learner. A trainer gets the courses that they train and no
 * other: of those alone all learners are theirs to see, so that everybody who may read a place reads the same one.
 */
export async function loadCourseAverages(tx: Tx, userId: string, policy: Policy, viewer: { userId: string; role: Role }): Promise<CourseAverages[]> {
  const trained = sql`e.course_id IN (SELECT t.course_id FROM course_trainers t WHERE t.organization_id = ${tenantId} AND t.user_id = ${viewer.userId}::uuid)`;
  const pct = sql.raw(`a."${percentOf[policy].name}"`);
  const { rows } = await tx.execute<{ course_id: string; own: number; averages: number[] }>(sql`
    WITH own_courses AS MATERIALIZED (
      SELECT DISTINCT e.course_id FROM enrollments e
      WHERE e.organization_id = ${tenantId} AND e.user_id = ${userId}::uuid AND ${viewer.role === 'org_admin' ? sql`true` : trained}
    ), enrolled AS MATERIALIZED (
      SELECT DISTINCT e.course_id, e.user_id FROM enrollments e JOIN own_courses o ON o.course_id = e.course_id WHERE e.organization_id = ${tenantId}
    ), results AS (
      SELECT m.course_id, m.user_id, ${pct} AS pct FROM enrolled m
      JOIN learner_assessments a ON a.organization_id = ${tenantId} AND a.user_id = m.user_id AND a.course_id = m.course_id
      UNION ALL
      SELECT m.course_id, m.user_id, ${pct} FROM enrolled m
      JOIN learner_assessments a ON a.organization_id = ${tenantId} AND a.user_id = m.user_id AND a.course_id IS NULL
      JOIN assessments s ON s.organization_id = ${tenantId} AND s.id = a.assessment_id AND s.course_id = m.course_id
    ), averages AS (SELECT r.course_id, r.user_id, sum(r.pct ORDER BY r.pct) / count(*) AS average FROM results r GROUP BY r.course_id, r.user_id)
    SELECT course_id, max(average) FILTER (WHERE user_id = ${userId}::uuid) AS own, array_agg(average ORDER BY average) AS averages
    FROM averages GROUP BY course_id HAVING bool_or(user_id = ${userId}::uuid) ORDER BY course_id`);
  return rows.map(({ course_id: courseId, own, averages: all }) => ({ courseId, own, all }));
}
