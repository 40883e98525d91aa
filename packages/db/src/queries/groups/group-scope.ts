import { cutInstant } from '@verdant/domain/rollups/cut-instant';
import { addDays, dayOf, type Day, type Instant } from '@verdant/domain/time/day';
import { sql, type SQL } from 'drizzle-orm';
import { tenantId } from '../tenant.ts';

/** Courses with their learners as they stand on a local day: everyone ever enrolled, or only some people, or only those enrolled in the last days. */
export type GroupScope = { courseIds: readonly string[]; userIds: readonly string[] | null; today: Day; timeZone: string; enrolledWithinDays: number | null };

/** scopeAt is the scope of some courses on the local day of an instant, with all their learners unless some are named. */
export function scopeAt(
  now: Instant, timeZone: string, courseIds: readonly string[], choice: Partial<Pick<GroupScope, 'userIds' | 'enrolledWithinDays'>> = {},
): GroupScope {
  return { courseIds, userIds: null, enrolledWithinDays: null, ...choice, today: dayOf(now, timeZone), timeZone };
}

const uuids = (ids: readonly string[]): SQL => sql`${sql.param([...ids])}::uuid[]`;

/** endOf is the first instant after the scope's day: later facts are not known yet. */
export const endOf = ({ today, timeZone }: GroupScope): SQL => sql`${cutInstant(addDays(today, 1), timeZone)}::timestamptz`;

/** latestEnrollments selects the latest enrollment of each learner in each course of a scope: organization_id, course_id, user_id, status, enrolled_at, completed_at. */
export function latestEnrollments(scope: GroupScope): SQL {
  const { courseIds, userIds, enrolledWithinDays, today, timeZone } = scope;
  const within = enrolledWithinDays === null ? sql`true` : sql`l.enrolled_at >= ${cutInstant(addDays(today, 1 - enrolledWithinDays), timeZone)}::timestamptz`;
  return sql`SELECT l.* FROM (
    SELECT DISTINCT ON (e.course_id, e.user_id) e.organization_id, e.course_id, e.user_id, e.status, e.enrolled_at, e.completed_at FROM enrollments e
    WHERE e.organization_id = ${tenantId} AND e.course_id = ANY (${uuids(courseIds)}) AND e.enrolled_at < ${endOf(scope)}
      AND ${userIds === null ? sql`true` : sql`e.user_id = ANY (${uuids(userIds)})`}
    ORDER BY e.course_id, e.user_id, e.enrolled_at DESC, e.id DESC
  ) l WHERE ${within}`;
}

/**
 * taughtIn selects the canonical topics of the courses of a scope: course_id, topic_id, place (1 for the first in teaching order) and expected_min, the course's
 * own before that of the canonical topic.
 */
export function taughtIn({ courseIds }: GroupScope): SQL {
  return sql`
    SELECT t.course_id, coalesce(t.canonical_id, t.id) AS topic_id,
      row_number() OVER (PARTITION BY t.course_id ORDER BY min(t.position), min(t.id::text)) AS place,
      coalesce((array_agg(t.expected_min ORDER BY t.position, t.id) FILTER (WHERE t.expected_min IS NOT NULL))[1], min(c.expected_min)) AS expected_min
    FROM topics t LEFT JOIN topics c ON c.organization_id = t.organization_id AND c.id = t.canonical_id
    WHERE t.organization_id = ${tenantId} AND t.course_id = ANY (${uuids(courseIds)}) GROUP BY t.course_id, coalesce(t.canonical_id, t.id)`;
}

/** itemsOf selects the content items that count for the completion of the courses of a scope, archived ones left out: course_id, id. */
export function itemsOf({ courseIds }: GroupScope): SQL {
  return sql`
    SELECT coalesce(i.course_id, t.course_id) AS course_id, i.id
    FROM content_items i LEFT JOIN topics t ON t.organization_id = i.organization_id AND t.id = i.topic_id
    WHERE i.organization_id = ${tenantId} AND i.status = 'active' AND coalesce(i.course_id, t.course_id) = ANY (${uuids(courseIds)})`;
}
