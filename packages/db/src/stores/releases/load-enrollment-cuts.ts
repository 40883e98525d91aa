import type { EnrollmentCut } from '@verdant/domain/analytics/learner-snapshot';
import type { Day } from '@verdant/domain/time/day';
import { sql } from 'drizzle-orm';
import { groupByUser } from '../../queries/group-by-user.ts';
import { tenantId } from '../../queries/tenant.ts';
import type { Tx } from '../../with-org.ts';

/**
 * loadEnrollmentCuts reads everybody's latest enrollment in each course as it was at the end of a day, in one statement: one made later is not known yet,
 * one that ended later is still open.
 */
export async function loadEnrollmentCuts(tx: Tx, day: Day, timeZone: string): Promise<Map<string, EnrollmentCut[]>> {
  const local = (column: string) => sql`(${sql.raw(`e.${column}`)} AT TIME ZONE ${timeZone})::date`;
  const until = (column: string) => sql`CASE WHEN ${local(column)} <= ${day}::date THEN ${local(column)}::text END`;
  const { rows } = await tx.execute<EnrollmentCut & { userId: string }>(sql`
    SELECT DISTINCT ON (e.user_id, e.course_id) e.user_id AS "userId", e.course_id AS "courseId", ${local('enrolled_at')}::text AS "enrolledDay",
      CASE WHEN coalesce(${local('completed_at')}, ${local('withdrawn_at')}) > ${day}::date THEN 'active' ELSE e.status END AS status, e.mode,
      ${local('due_at')}::text AS "dueDay", ${until('completed_at')} AS "completedDay", ${until('certificate_at')} AS "certificateDay",
      least(c.last_active_day, ${day}::date)::text AS "lastActiveDay"
    FROM enrollments e LEFT JOIN learner_courses c ON c.organization_id = e.organization_id AND c.user_id = e.user_id AND c.course_id = e.course_id
    WHERE e.organization_id = ${tenantId} AND ${local('enrolled_at')} <= ${day}::date
    ORDER BY e.user_id, e.course_id, e.enrolled_at DESC, e.id DESC`);
  return groupByUser(rows, ({ userId: _userId, ...row }) => row);
}
