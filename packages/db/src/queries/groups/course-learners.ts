import type { CourseLearner } from '@verdant/domain/analytics/group-state';
import { localClock } from '@verdant/domain/time/local-clock';
import { addDays, type Day, type Instant } from '@verdant/domain/time/day';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';
import { endOf, itemsOf, latestEnrollments, taughtIn, type GroupScope } from './group-scope.ts';

const recentDays = 30;

type Row = {
  user_id: string; course_id: string; status: CourseLearner['status']; enrolled_ms: string; completed_ms: string | null; furthest: number; done: number;
  recent: Day[]; items: number; last_day: Day | null; rating: number | null; rating_day: Day | null; last_ms: string | null;
};

function asLearner(row: Row, dayOfMs: (ms: string) => Day): CourseLearner {
  return {
    userId: row.user_id, courseId: row.course_id, enrolledDay: dayOfMs(row.enrolled_ms), status: row.status,
    completedDay: row.completed_ms === null ? null : dayOfMs(row.completed_ms), furthest: row.furthest, topicsDone: row.done, recentDoneDays: row.recent,
    itemsCompleted: row.items, lastActiveDay: row.last_day, rating: row.rating === null || row.rating_day === null ? null : { value: row.rating, day: row.rating_day },
  };
}

/**
 * loadCourseLearners reads one row per learner and course of a scope, from enrollments and rollups, in one statement. `asOf` is the newest act of the last days
 * on which they were active in these courses. Each step is made once, whatever the planner believes about sizes.
 */
export async function loadCourseLearners(tx: Tx, scope: GroupScope): Promise<{ learners: CourseLearner[]; asOf: Instant | null }> {
  const { today, timeZone } = scope;
  const { rows } = await tx.execute<Row>(sql`
    WITH members AS MATERIALIZED (${latestEnrollments(scope)}), taught AS MATERIALIZED (${taughtIn(scope)}), items AS MATERIALIZED (${itemsOf(scope)}),
    sizes AS MATERIALIZED (SELECT course_id, count(*) AS topics FROM taught GROUP BY course_id),
    progress AS MATERIALIZED (
      SELECT m.course_id, m.user_id, max(t.place) FILTER (WHERE lt.touched) AS furthest, count(*) FILTER (WHERE lt.done_day <= ${today}::date) AS done,
        array_agg(lt.done_day::text ORDER BY lt.done_day) FILTER (WHERE lt.done_day BETWEEN ${addDays(today, 1 - recentDays)}::date AND ${today}::date) AS recent
      FROM members m JOIN taught t ON t.course_id = m.course_id
      JOIN learner_topics lt ON lt.organization_id = m.organization_id AND lt.user_id = m.user_id AND lt.topic_id = t.topic_id GROUP BY m.course_id, m.user_id
    ), finished AS MATERIALIZED (
      SELECT m.course_id, m.user_id, count(*) AS items FROM members m JOIN items i ON i.course_id = m.course_id
      JOIN learner_items li ON li.organization_id = m.organization_id AND li.user_id = m.user_id AND li.content_item_id = i.id
      WHERE li.completed_at < ${endOf(scope)} GROUP BY m.course_id, m.user_id
    )
    SELECT m.user_id, m.course_id, m.status, extract(epoch FROM m.enrolled_at) * 1000 AS enrolled_ms,
      CASE WHEN m.status = 'completed' THEN extract(epoch FROM m.completed_at) * 1000 END AS completed_ms,
      (CASE WHEN m.status = 'completed' THEN coalesce(s.topics, 0) ELSE coalesce(p.furthest, 0) END)::int AS furthest,
      coalesce(p.done, 0)::int AS done, coalesce(p.recent, '{}') AS recent, coalesce(f.items, 0)::int AS items,
      c.last_active_day::text AS last_day, c.rating, c.rating_day::text AS rating_day, extract(epoch FROM d.last_at) * 1000 AS last_ms
    FROM members m LEFT JOIN sizes s USING (course_id) LEFT JOIN progress p USING (course_id, user_id) LEFT JOIN finished f USING (course_id, user_id)
    LEFT JOIN learner_courses c ON c.organization_id = m.organization_id AND c.user_id = m.user_id AND c.course_id = m.course_id
    LEFT JOIN learner_days d ON d.organization_id = m.organization_id AND d.user_id = m.user_id AND d.day = c.last_active_day
    ORDER BY m.course_id, m.user_id`);
  const clock = localClock(timeZone);
  const newest = rows.reduce<number | null>((latest, { last_ms: ms }) => (ms === null ? latest : Math.max(latest ?? Number(ms), Number(ms))), null);
  return {
    learners: rows.map((row) => asLearner(row, (ms) => clock(Number(ms)).day)), asOf: newest === null ? null : new Date(newest).toISOString(),
  };
}
