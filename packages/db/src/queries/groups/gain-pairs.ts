import type { CourseState } from '@verdant/domain/analytics/course-state';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';
import { latestEnrollments, type GroupScope } from './group-scope.ts';

/**
 * loadGainPairs reads, per learner and course of a scope, the earliest baseline and the earliest final test after it, in percent, in one statement. An attempt
 * belongs to the course it names, else to that of its assessment.
 */
export async function loadGainPairs(tx: Tx, scope: GroupScope): Promise<CourseState['gainPairs']> {
  const { rows } = await tx.execute<CourseState['gainPairs'][number]>(sql`
    WITH members AS MATERIALIZED (${latestEnrollments(scope)}), tried AS MATERIALIZED (
      SELECT m.course_id, a.user_id, a.kind, a.occurred_at, a.id, least(100, 100 * a.score / a.max) AS pct
      FROM members m JOIN assessment_attempts a ON a.organization_id = m.organization_id AND a.user_id = m.user_id
      LEFT JOIN assessments s ON s.organization_id = a.organization_id AND s.id = a.assessment_id
      WHERE a.kind IN ('baseline', 'post') AND coalesce(a.course_id, s.course_id) = m.course_id
    ), before AS (
      SELECT DISTINCT ON (course_id, user_id) * FROM tried WHERE kind = 'baseline' ORDER BY course_id, user_id, occurred_at, id
    )
    SELECT DISTINCT ON (a.course_id, a.user_id) a.user_id AS "userId", b.pct AS pre, a.pct AS post
    FROM before b JOIN tried a ON a.course_id = b.course_id AND a.user_id = b.user_id AND (a.occurred_at, a.id) > (b.occurred_at, b.id)
    WHERE a.kind = 'post' ORDER BY a.course_id, a.user_id, a.occurred_at, a.id`);
  return rows;
}
