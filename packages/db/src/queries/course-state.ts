import type { CourseState, FirstAttempt } from '@verdant/domain/analytics/course-state';
import { addDays, dayOf, daysBetween, type Day, type Instant } from '@verdant/domain/time/day';
import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../with-org.ts';
import { tenantId } from './tenant.ts';

const enrolledWithinDays = 365;

const instantOf = (ms: string | null): Instant | null => (ms === null ? null : new Date(Number(ms)).toISOString());

/** The course with its assessments, and the people whose attempts count. */
type Scope = { courseId: string; assessmentIds: string[]; userIds: string[] };
/**
 * Attempts in the course, also those that say it by their assessment alone. The ids are values, not a sub-select: only then can an index find the rows under
 * row-level security.
 */
const attemptsOf = ({ courseId, assessmentIds, userIds }: Scope): SQL => sql`a.organization_id = ${tenantId} AND a.user_id = ANY (${sql.param(userIds)}::uuid[])
  AND (a.course_id = ${courseId}::uuid OR (a.course_id IS NULL AND a.assessment_id = ANY (${sql.param(assessmentIds)}::uuid[])))`;

async function loadCourse(tx: Tx, courseId: string): Promise<{ topicCount: number; assessmentIds: string[] }> {
  const { rows: [row] } = await tx.execute<{ topics: number; assessments: string[] }>(sql`
    SELECT (
        SELECT count(DISTINCT coalesce(t.canonical_id, t.id))::int FROM topics t WHERE t.organization_id = ${tenantId} AND t.course_id = ${courseId}::uuid
      ) AS topics,
      ARRAY(SELECT s.id FROM assessments s WHERE s.organization_id = ${tenantId} AND s.course_id = ${courseId}::uuid) AS assessments`);
  return { topicCount: row?.topics ?? 0, assessmentIds: row?.assessments ?? [] };
}

type Progress = { user_id: string; status: string; enrolled_ms: string; furthest: number; last_day: Day | null; as_of_ms: string | null };

/** One row per learner enrolled in the last year: how far they came, when they were last active in this course, and the newest fact about them of that day. */
async function loadProgress(tx: Tx, courseId: string, since: Instant): Promise<Progress[]> {
  const { rows } = await tx.execute<Progress>(sql`
    WITH latest AS MATERIALIZED (
      SELECT DISTINCT ON (e.user_id) e.user_id, e.status, e.enrolled_at FROM enrollments e
      WHERE e.organization_id = ${tenantId} AND e.course_id = ${courseId}::uuid ORDER BY e.user_id, e.enrolled_at DESC, e.id DESC
    ), taught AS (
      SELECT coalesce(t.canonical_id, t.id) AS topic_id, row_number() OVER (ORDER BY min(t.position), min(t.id::text)) AS place
      FROM topics t WHERE t.organization_id = ${tenantId} AND t.course_id = ${courseId}::uuid GROUP BY coalesce(t.canonical_id, t.id)
    ), furthest AS (
      SELECT lt.user_id, max(t.place) AS place FROM learner_topics lt JOIN taught t ON t.topic_id = lt.topic_id
      WHERE lt.organization_id = ${tenantId} AND lt.touched AND lt.user_id = ANY (ARRAY(SELECT l.user_id FROM latest l)) GROUP BY lt.user_id
    )
    SELECT l.user_id, l.status, extract(epoch FROM l.enrolled_at) * 1000 AS enrolled_ms, coalesce(f.place, 0)::int AS furthest,
      c.last_active_day::text AS last_day,
      CASE WHEN s.last_activity_day = c.last_active_day THEN extract(epoch FROM s.as_of) * 1000 END AS as_of_ms
    FROM latest l LEFT JOIN furthest f ON f.user_id = l.user_id
    LEFT JOIN learner_courses c ON c.organization_id = ${tenantId} AND c.user_id = l.user_id AND c.course_id = ${courseId}::uuid
    LEFT JOIN learner_summaries s ON s.organization_id = ${tenantId} AND s.user_id = l.user_id
    WHERE l.enrolled_at >= ${since}::timestamptz ORDER BY l.user_id`);
  return rows;
}

type Attempt = { id: string; user_id: string; assessment_id: string; kind: string; first: boolean; pct: number; items: FirstAttempt['items']; at_us: string };

/** Attempts by learner and time: the first at each assessment (baseline left out), and all of the two tests that a gain is measured between. */
async function loadAttempts(tx: Tx, scope: Scope): Promise<Attempt[]> {
  const { rows } = await tx.execute<Attempt>(sql`
    SELECT r.id, r.user_id, r.assessment_id, r.kind, r.first, r.pct, CASE WHEN r.first THEN r.items END AS items, r.at_us FROM (
      SELECT a.id, a.user_id, a.assessment_id, a.kind, least(100, 100 * a.score / a.max) AS pct, a.items,
        (extract(epoch FROM a.occurred_at) * 1000000)::bigint AS at_us,
        a.kind <> 'baseline' AND row_number() OVER (PARTITION BY a.user_id, a.assessment_id, a.kind = 'baseline' ORDER BY a.occurred_at, a.id) = 1 AS first
      FROM assessment_attempts a WHERE ${attemptsOf(scope)}
    ) r WHERE r.first OR r.kind IN ('baseline', 'post') ORDER BY r.user_id, r.at_us, r.id`);
  return rows;
}

/** Earliest baseline of each learner, and the earliest final test after it. */
function gainPairsOf(attempts: readonly Attempt[]): CourseState['gainPairs'] {
  const pairs = new Map<string, { userId: string; pre: number; post: number | null }>();
  for (const { user_id: userId, kind, pct } of attempts) {
    const known = pairs.get(userId);
    if (kind === 'baseline' && known === undefined) pairs.set(userId, { userId, pre: pct, post: null });
    if (kind === 'post' && known?.post === null) known.post = pct;
  }
  return [...pairs.values()].flatMap(({ post, ...pair }) => (post === null ? [] : [{ ...pair, post }]));
}

/** loadCourseState reads what the course view of content effectiveness needs, in three statements for any number of learners; no events. */
export async function loadCourseState(tx: Tx, courseId: string, now: Instant, timeZone: string): Promise<CourseState> {
  const today = dayOf(now, timeZone);
  const firstDay = addDays(today, 1 - enrolledWithinDays);
  // A day's start in the zone lies within a day of the same UTC day's; the rows in between are decided by their local day.
  const near = await loadProgress(tx, courseId, `${addDays(firstDay, -1)}T00:00:00.000Z`);
  const enrolled = near.map((row) => ({ ...row, enrolledDay: dayOf(instantOf(row.enrolled_ms) ?? now, timeZone) })).filter((row) =>
    row.enrolledDay >= firstDay);
  const { topicCount, assessmentIds } = await loadCourse(tx, courseId);
  const scope = { courseId, assessmentIds, userIds: enrolled.map((row) => row.user_id) };
  const attempts = await loadAttempts(tx, scope);
  const first = attempts.filter((attempt) => attempt.first);
  const dropOff = enrolled.map((row) => ({
    furthest: row.status === 'completed' ? topicCount : row.furthest, withdrawn: row.status === 'withdrawn' || row.status === 'failed',
    idleDays: Math.max(0, daysBetween(row.last_day ?? row.enrolledDay, today)),
  }));
  const newest = [
    ...first.map(({ at_us }) => Math.floor(Number(at_us) / 1000)), ...enrolled.flatMap(({ as_of_ms }) => (as_of_ms === null ? [] : Number(as_of_ms))),
  ].reduce<number | null>((known, at) => (known === null || at > known ? at : known), null);
  return {
    courseId, enrolled: enrolled.length, gainPairs: gainPairsOf(attempts), dropOff, topicCount, asOf: newest === null ? null : new Date(newest).toISOString(),
    firstAttempts: first.map(({ user_id: userId, assessment_id: assessmentId, pct, items }) => ({ userId, assessmentId, pct, items })),
  };
}
