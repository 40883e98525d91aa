import { and, asc, desc, eq, or } from 'drizzle-orm';
import { enrollments, learningPaths, topics } from '../schema/facts.ts';
import { organizations, users } from '../schema/people.ts';
import type { Tx } from '../with-org.ts';
import { groupByUser, isOneOf } from './group-by-user.ts';
import { inTenant } from './tenant.ts';

export type TopicRow = { id: string; canonicalId: string | null; courseId: string | null; skillIds: string[]; expectedMin: number | null };
export type Journeys = Awaited<ReturnType<typeof loadJourneys>>;

/** loadJourneys reads people, their active paths, their latest enrollment per course, and the topics these name, in four statements. */
export async function loadJourneys(tx: Tx, userIds: readonly string[]) {
  const people = await tx.select({ userId: users.id, joinedOn: users.joinedOn, prediction: users.prediction }).from(users)
    .where(and(inTenant(users.organizationId), isOneOf(users.id, userIds)));
  const { id, userId, title, topicIds, startDate, targetDate, targetTopicsPerWeek, status } = learningPaths;
  const paths = await tx.select({ id, userId, title, topicIds, startDate, targetDate, targetTopicsPerWeek, status }).from(learningPaths)
    .where(and(inTenant(learningPaths.organizationId), isOneOf(userId, userIds), eq(status, 'active'))).orderBy(asc(userId), asc(id));
  const enrolled = await tx.selectDistinctOn([enrollments.userId, enrollments.courseId], {
    userId: enrollments.userId, courseId: enrollments.courseId, enrolledAt: enrollments.enrolledAt, status: enrollments.status, dueAt: enrollments.dueAt,
    timeZone: organizations.timeZone,
  }).from(enrollments).innerJoin(organizations, eq(organizations.id, enrollments.organizationId))
    .where(and(inTenant(enrollments.organizationId), isOneOf(enrollments.userId, userIds)))
    .orderBy(enrollments.userId, enrollments.courseId, desc(enrollments.enrolledAt), desc(enrollments.id));
  const named = await loadTopics(tx, [...new Set(enrolled.map((row) => row.courseId))], [...new Set(paths.flatMap((path) => path.topicIds))]);
  return { people, paths: groupByUser(paths, (row) => row), enrollments: groupByUser(enrolled, (row) => row), topics: named };
}

/** Topics of some courses in teaching order, and topics named by id or by canonical id. */
async function loadTopics(tx: Tx, courseIds: string[], topicIds: string[]): Promise<TopicRow[]> {
  const { id, canonicalId, courseId, skillIds, expectedMin, position } = topics;
  return await tx.select({ id, canonicalId, courseId, skillIds, expectedMin }).from(topics)
    .where(and(inTenant(topics.organizationId), or(isOneOf(courseId, courseIds), isOneOf(id, topicIds), isOneOf(canonicalId, topicIds))))
    .orderBy(asc(courseId), asc(position), asc(id));
}
