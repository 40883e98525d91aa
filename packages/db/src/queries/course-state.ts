import type { CourseState, FirstAttempt } from '@verdant/domain/analytics/course-state';
import { addDays, dayOf, daysBetween, type Instant } from '@verdant/domain/time/day';
import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../with-org.ts';

const enrolledWithinDays = 365;

const instantOf = (ms: string | null): Instant | null => (ms === null ? null : new Date(Number(ms)).toISOString());
const inCourse = (courseId: string): SQL => sql`(a.course_id = ${courseId}::uuid
  OR (a.course_id IS NULL AND a.assessment_id IN (SELECT s.id FROM assessments s WHERE s.course_id = ${courseId}::uuid)))`;

type Progress = { user_id: string; status: string; enrolled_ms: string; furthest: number; last_ms: string | null };

/**
 * One row per learner enrolled in the last year: how far they came, and when they were last active in this course (newest of four kinds of fact, each
 * found by index).
 */
async function loadProgress(tx: Tx, courseId: string, since: Instant): Promise<Progress[]> {
  const { rows } = await tx.execute<Progress>(sql`
    WITH latest AS (
      SELECT DISTINCT ON (e.user_id) e.organization_id, e.user_id, e.status, e.enrolled_at FROM enrollments e
      WHERE e.course_id = ${courseId}::uuid ORDER BY e.user_id, e.enrolled_at DESC, e.id DESC
    ), taught AS (
      SELECT t.organization_id, coalesce(t.canonical_id, t.id) AS topic_id, row_number() OVER (ORDER BY min(t.position), min(t.id::text)) AS place,
        array_agg(t.id) || coalesce(t.canonical_id, min(t.id::text)::uuid) AS ids
      FROM topics t WHERE t.course_id = ${courseId}::uuid GROUP BY t.organization_id, coalesce(t.canonical_id, t.id), t.canonical_id
    )
    SELECT l.user_id, l.status, extract(epoch FROM l.enrolled_at) * 1000 AS enrolled_ms,
      coalesce((SELECT max(t.place) FROM taught t JOIN learner_topics lt ON lt.organization_id = t.organization_id AND lt.topic_id = t.topic_id
        WHERE lt.user_id = l.user_id AND lt.touched), 0)::int AS furthest,
      extract(epoch FROM greatest(
        (SELECT e.occurred_at FROM learning_events e WHERE e.organization_id = l.organization_id AND e.user_id = l.user_id AND e.course_id = ${courseId}::uuid
          ORDER BY e.occurred_at DESC LIMIT 1),
        (SELECT max(a.occurred_at) FROM assessment_attempts a WHERE a.organization_id = l.organization_id AND a.user_id = l.user_id AND ${inCourse(courseId)}),
        (SELECT max(p.occurred_at) FROM practice_results p
          WHERE p.organization_id = l.organization_id AND p.user_id = l.user_id AND p.course_id = ${courseId}::uuid),
        (SELECT max(c.occurred_at) FROM topic_completions c WHERE c.organization_id = l.organization_id AND c.user_id = l.user_id
          AND c.topic_id IN (SELECT unnest(t.ids) FROM taught t))
      )) * 1000 AS last_ms
    FROM latest l WHERE l.enrolled_at >= ${since}::timestamptz ORDER BY l.user_id`);
  return rows;
}

async function loadFirstAttempts(tx: Tx, courseId: string, userIds: SQL): Promise<{ attempts: FirstAttempt[]; asOf: Instant | null }> {
  const { rows } = await tx.execute<{ user_id: string; assessment_id: string; pct: number; items: FirstAttempt['items']; at_ms: string }>(sql`
    SELECT DISTINCT ON (a.user_id, a.assessment_id) a.user_id, a.assessment_id, least(100, 100 * a.score / a.max) AS pct, a.items,
      extract(epoch FROM a.occurred_at) * 1000 AS at_ms
    FROM assessment_attempts a WHERE a.kind <> 'baseline' AND ${inCourse(courseId)} AND a.user_id = ANY (${userIds})
    ORDER BY a.user_id, a.assessment_id, a.occurred_at, a.id`);
  return {
    attempts: rows.map(({ user_id: userId, assessment_id: assessmentId, pct, items }) => ({ userId, assessmentId, pct, items })),
    asOf: instantOf(rows.reduce<string | null>((newest, row) => (newest === null || Number(row.at_ms) > Number(newest) ? row.at_ms : newest), null)),
  };
}

/** Earliest baseline of each learner, and the earliest final test after it. */
async function loadGainPairs(tx: Tx, courseId: string, userIds: SQL): Promise<CourseState['gainPairs']> {
  const { rows } = await tx.execute<{ user_id: string; pre: number; post: number }>(sql`
    WITH before AS (
      SELECT DISTINCT ON (a.user_id) a.user_id, a.occurred_at, a.id, least(100, 100 * a.score / a.max) AS pct
      FROM assessment_attempts a WHERE a.kind = 'baseline' AND ${inCourse(courseId)} AND a.user_id = ANY (${userIds}) ORDER BY a.user_id, a.occurred_at, a.id
    )
    SELECT DISTINCT ON (a.user_id) a.user_id, b.pct AS pre, least(100, 100 * a.score / a.max) AS post
    FROM before b JOIN assessment_attempts a ON a.user_id = b.user_id AND (a.occurred_at, a.id) > (b.occurred_at, b.id)
    WHERE a.kind = 'post' AND ${inCourse(courseId)} ORDER BY a.user_id, a.occurred_at, a.id`);
  return rows.map(({ user_id: userId, pre, post }) => ({ userId, pre, post }));
}

/** loadCourseState reads what the course view of content effectiveness needs, in four statements for any number of learners. */
export async function loadCourseState(tx: Tx, courseId: string, now: Instant, timeZone: string): Promise<CourseState> {
  const today = dayOf(now, timeZone);
  const firstDay = addDays(today, 1 - enrolledWithinDays);
  // A day's start in the zone lies within a day of the same UTC day's; the rows in between are decided by their local day.
  const near = await loadProgress(tx, courseId, `${addDays(firstDay, -1)}T00:00:00.000Z`);
  const enrolled = near.map((row) => ({ ...row, enrolledDay: dayOf(instantOf(row.enrolled_ms) ?? now, timeZone) })).filter((row) =>
    row.enrolledDay >= firstDay);
  const userIds = sql`${sql.param(enrolled.map((row) => row.user_id))}::uuid[]`;
  const { rows: [count] } = await tx.execute<{ n: number }>(
    sql`SELECT count(DISTINCT coalesce(t.canonical_id, t.id))::int AS n FROM topics t WHERE t.course_id = ${courseId}::uuid`);
  const topicCount = count?.n ?? 0;
  const first = await loadFirstAttempts(tx, courseId, userIds);
  const dropOff = enrolled.map((row) => {
    const last = instantOf(row.last_ms);
    return {
      furthest: row.status === 'completed' ? topicCount : row.furthest, withdrawn: row.status === 'withdrawn' || row.status === 'failed',
      idleDays: Math.max(0, daysBetween(last === null ? row.enrolledDay : dayOf(last, timeZone), today)),
    };
  });
  const instants = [first.asOf, ...enrolled.map((row) => instantOf(row.last_ms))].filter((at) => at !== null).sort();
  return {
    courseId, enrolled: enrolled.length, firstAttempts: first.attempts, gainPairs: await loadGainPairs(tx, courseId, userIds),
    dropOff, topicCount, asOf: instants.at(-1) ?? null,
  };
}
