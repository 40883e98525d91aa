import type { CourseDay } from '@verdant/domain/analytics/group-state';
import { addDays } from '@verdant/domain/time/day';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';
import { latestEnrollments, type GroupScope } from './group-scope.ts';

const days = 30;
const hourSums = sql.raw(Array.from({ length: 24 }, (_, hour) => `sum(d.hours[${hour + 1}])::int`).join(', '));

/** loadCourseDays reads one row per day with activity of the last 30 in a scope's course, summed over its learners, oldest first, in one statement. */
export async function loadCourseDays(tx: Tx, scope: GroupScope): Promise<CourseDay[]> {
  const { rows } = await tx.execute<CourseDay>(sql`
    WITH members AS MATERIALIZED (${latestEnrollments(scope)})
    SELECT d.day::text AS day, sum(d.points)::int AS points, sum(d.active_min ORDER BY d.active_min) AS "activeMin", sum(d.sessions)::int AS sessions,
      ARRAY[${hourSums}] AS hours, sum(d.posts)::int AS posts
    FROM members m JOIN learner_course_days d ON d.organization_id = m.organization_id AND d.user_id = m.user_id AND d.course_id = m.course_id
    WHERE d.day BETWEEN ${addDays(scope.today, 1 - days)}::date AND ${scope.today}::date GROUP BY d.day ORDER BY d.day`);
  return rows;
}
