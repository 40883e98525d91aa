import type { CourseGroup, CourseRef } from '@verdant/domain/analytics/group-state';
import { dayOf, type Instant } from '@verdant/domain/time/day';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';
import { tenantId } from '../tenant.ts';
import { loadCourseDays } from './course-days.ts';
import { loadCourseLearners } from './course-learners.ts';
import { loadCourseResults } from './course-results.ts';
import { loadCourseTopics } from './course-topics.ts';
import { itemsOf, scopeAt, type GroupScope } from './group-scope.ts';

async function loadCourseRef(tx: Tx, courseId: string, scope: GroupScope): Promise<CourseRef | null> {
  const { rows: [row] } = await tx.execute<{ created_ms: string; completion: number | null; duration: number | null; items: number }>(sql`
    SELECT extract(epoch FROM c.created_at) * 1000 AS created_ms, c.target_completion_pct AS completion, c.target_duration_days AS duration,
      (SELECT count(*) FROM (${itemsOf(scope)}) i)::int AS items
    FROM courses c WHERE c.organization_id = ${tenantId} AND c.id = ${courseId}::uuid`);
  if (row === undefined) return null;
  const createdDay = dayOf(new Date(Number(row.created_ms)).toISOString(), scope.timeZone);
  return { courseId, createdDay, targetCompletionPct: row.completion, targetDurationDays: row.duration, items: row.items };
}

/**
 * loadCourseGroup reads a course with all its learners, or with some of them, as it stands on the day of `now`: five statements, a row per learner, result, topic
 * and day, from enrollments and rollups alone. A course that does not exist is null.
 */
export async function loadCourseGroup(
  tx: Tx, courseId: string, now: Instant, timeZone: string, userIds: readonly string[] | null = null,
): Promise<CourseGroup | null> {
  const scope = scopeAt(now, timeZone, [courseId], { userIds });
  const course = await loadCourseRef(tx, courseId, scope);
  if (course === null) return null;
  return {
    course, ...await loadCourseLearners(tx, scope), results: await loadCourseResults(tx, scope), topics: await loadCourseTopics(tx, scope),
    days: await loadCourseDays(tx, scope),
  };
}
