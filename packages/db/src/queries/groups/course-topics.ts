import type { CourseTopic } from '@verdant/domain/analytics/group-state';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';
import { latestEnrollments, taughtIn, type GroupScope } from './group-scope.ts';

const binMinutes = 2;
/** The bin of what takes four hours or longer. */
const lastBin = 120;

/**
 * loadCourseTopics reads one row per topic of a scope's course in teaching order, in one statement: best percents on the topic summed over the learners who have
 * one, and learners by minutes spent, those without a known duration left out.
 */
export async function loadCourseTopics(tx: Tx, scope: GroupScope): Promise<CourseTopic[]> {
  const { rows } = await tx.execute<{ id: string; expected_min: number | null; learners: number; pct_sum: number; bins: Record<string, number> | null }>(sql`
    WITH members AS MATERIALIZED (${latestEnrollments(scope)}), taught AS MATERIALIZED (${taughtIn(scope)}),
    told AS MATERIALIZED (
      SELECT t.topic_id, t.place, t.expected_min, lt.best_pct,
        CASE WHEN lt.minutes > 0 THEN least(${lastBin}::int, floor(lt.minutes / ${binMinutes}::int))::int END AS bin
      FROM taught t LEFT JOIN (members m JOIN learner_topics lt ON lt.organization_id = m.organization_id AND lt.user_id = m.user_id)
        ON m.course_id = t.course_id AND lt.topic_id = t.topic_id
    ), binned AS (SELECT topic_id, bin, count(*)::int AS learners FROM told WHERE bin IS NOT NULL GROUP BY topic_id, bin)
    SELECT t.topic_id AS id, t.expected_min, count(t.best_pct)::int AS learners, coalesce(sum(t.best_pct ORDER BY t.best_pct), 0) AS pct_sum,
      (SELECT jsonb_object_agg(b.bin, b.learners) FROM binned b WHERE b.topic_id = t.topic_id) AS bins
    FROM told t GROUP BY t.topic_id, t.place, t.expected_min ORDER BY t.place`);
  return rows.map(({ id, expected_min: expectedMin, learners, pct_sum: pctSum, bins }) => ({
    topicId: id, expectedMin, learners, pctSum, minutes: Array.from({ length: lastBin + 1 }, (_, bin) => bins?.[bin] ?? 0),
  }));
}
