import { and, asc, desc, eq, gte, inArray, sql } from 'drizzle-orm';
import type { Instant } from '@verdant/domain/time/day';
import { assessmentAttempts, enrollments, learningEvents, topicCompletions } from '../../schema/facts.ts';
import type { Tx } from '../../with-org.ts';
import type { LearnerState } from './next-activity.ts';

export type Candidate = { userId: string; courseIds: string[]; eventsToday: number };

/** loadCandidates lists who could learn something now: people with an active enrollment who have acted before, with how much they did since midnight. */
export async function loadCandidates(tx: Tx, midnight: Instant): Promise<Candidate[]> {
  const rows = await tx.execute<{ user_id: string; course_ids: string[]; events_today: number }>(sql`
    SELECT e.user_id, array_agg(e.course_id::text ORDER BY e.course_id) AS course_ids, coalesce(max(d.n), 0)::int AS events_today
    FROM enrollments e
    LEFT JOIN (SELECT user_id, count(*) AS n FROM learning_events WHERE occurred_at >= ${midnight} GROUP BY user_id) d USING (user_id)
    WHERE e.status = 'active' AND EXISTS (SELECT FROM topic_completions t WHERE t.organization_id = e.organization_id AND t.user_id = e.user_id)
    GROUP BY e.user_id ORDER BY e.user_id`);
  return rows.rows.map(({ user_id, course_ids, events_today }) => ({ userId: user_id, courseIds: course_ids, eventsToday: events_today }));
}

const recentAttempts = 10;

/** loadLearnerStates reads where some learners stand, in four statements however many they are. */
export async function loadLearnerStates(tx: Tx, userIds: readonly string[], since: Instant): Promise<LearnerState[]> {
  const ids = [...userIds];
  const enrollment = {
    id: enrollments.id, source: enrollments.source, sourceId: enrollments.sourceId, version: enrollments.version, userId: enrollments.userId,
    courseId: enrollments.courseId, enrolledAt: enrollments.enrolledAt, mode: enrollments.mode, status: enrollments.status,
    completedAt: enrollments.completedAt,
    withdrawnAt: enrollments.withdrawnAt, dueAt: enrollments.dueAt, certificateAt: enrollments.certificateAt,
  };
  const enrolled = await tx.select(enrollment).from(enrollments).where(and(inArray(enrollments.userId, ids), eq(enrollments.status, 'active')))
    .orderBy(asc(enrollments.enrolledAt), asc(enrollments.id));
  const topics = await tx.select(
    { userId: topicCompletions.userId, topicId: topicCompletions.topicId }
  ).from(topicCompletions).where(inArray(topicCompletions.userId, ids));
  const items = await tx.selectDistinct({ userId: learningEvents.userId, itemId: learningEvents.objectId }).from(learningEvents)
    .where(and(inArray(learningEvents.userId, ids), eq(learningEvents.verb, 'completed'), gte(learningEvents.occurredAt, since)));
  const attempts = await tx.select(
    { userId: assessmentAttempts.userId, assessmentId: assessmentAttempts.assessmentId, score: assessmentAttempts.score, max: assessmentAttempts.max }
  )
    .from(assessmentAttempts).where(
      and(inArray(assessmentAttempts.userId, ids), eq(assessmentAttempts.kind, 'other'))
    ).orderBy(desc(assessmentAttempts.occurredAt));
  return ids.map((userId) => {
    const own = attempts.filter((attempt) => attempt.userId === userId);
    const counts = new Map<string, number>();
    for (const { assessmentId } of own) counts.set(assessmentId, (counts.get(assessmentId) ?? 0) + 1);
    const last = own.slice(0, recentAttempts);
    return {
      userId, enrollments: enrolled.filter((row) => row.userId === userId),
      doneTopicIds: new Set(topics.filter((row) => row.userId === userId).map(({ topicId }) => topicId)),
      doneItemIds: new Set(items.filter((row) => row.userId === userId).map(({ itemId }) => itemId)),
      attempts: counts, recent: last.length === 0 ? 0.6 : last.reduce((sum, { score, max }) => sum + score / max, 0) / last.length,
    };
  });
}
