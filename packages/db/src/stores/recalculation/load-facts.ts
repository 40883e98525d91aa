import type { LearnerFacts } from '@verdant/domain/rollups/learner-facts';
import { and, inArray, lt, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import {
  assessmentAttempts, assessments, contentItems, courses, enrollments, learningEvents, practiceResults, skillObservations, topicCompletions, topics,
} from '../../schema/facts.ts';
import type { Instant } from '@verdant/domain/time/day';
import { groupByUser } from '../../queries/group-by-user.ts';
import type { Tx } from '../../with-org.ts';

/** What the catalogue of courses says; loaded once for a run. */
export type Reference = Pick<LearnerFacts, 'topics' | 'contentItems' | 'assessments' | 'courses'>;

/** loadReference reads topics, content items, assessments and courses of the organization in four statements. */
export async function loadReference(tx: Tx): Promise<Reference> {
  const topicRows = await tx.select({ id: topics.id, canonicalId: topics.canonicalId, courseId: topics.courseId, skillIds: topics.skillIds }).from(topics);
  const itemRows = await tx.select({
    id: contentItems.id, type: contentItems.type, courseId: contentItems.courseId, topicId: contentItems.topicId, skillIds: contentItems.skillIds,
  }).from(contentItems);
  const assessmentRows = await tx.select({ id: assessments.id, courseId: assessments.courseId }).from(assessments);
  const courseRows = await tx.select({ id: courses.id, passMark: courses.passMark }).from(courses);
  return {
    topics: new Map(topicRows.map(({ id, ...topic }) => [id, topic])),
    contentItems: new Map(itemRows.map(({ id, ...item }) => [id, item])),
    assessments: new Map(assessmentRows.map(({ id, ...assessment }) => [id, assessment])),
    courses: new Map(courseRows.map(({ id, ...course }) => [id, course])),
  };
}

/** loadLearnerFacts reads the facts of some learners, all or those before an instant: six statements for any number of them. */
export async function loadLearnerFacts(tx: Tx, userIds: readonly string[], reference: Reference, before: Instant | null = null): Promise<Map<string, LearnerFacts>> {
  const ids = [...userIds];
  const theirs = (table: { userId: PgColumn; occurredAt: PgColumn }): SQL | undefined =>
    and(inArray(table.userId, ids), before === null ? undefined : lt(table.occurredAt, before));
  const events = await tx.select().from(learningEvents).where(theirs(learningEvents));
  const completions = groupByUser(await tx.select().from(topicCompletions).where(theirs(topicCompletions)), asItIs);
  const attempts = groupByUser(await tx.select().from(assessmentAttempts).where(theirs(assessmentAttempts)), asItIs);
  const practice = groupByUser(await tx.select().from(practiceResults).where(theirs(practiceResults)), asItIs);
  const observations = groupByUser(await tx.select().from(skillObservations).where(theirs(skillObservations)), asItIs);
  const enrolled = groupByUser(await tx.select().from(enrollments).where(inArray(enrollments.userId, ids)), asItIs);
  const eventsOf = groupByUser(events.map(({ objectType, objectId, courseId, topicId, contentType, verb, ...event }) => ({
    ...event, verb: verb as LearnerFacts['events'][number]['verb'],
    object: { type: knownType(objectType as ObjectType, objectId, courseId), id: objectId, courseId, topicId, contentType },
  })), asItIs);
  return new Map(ids.map((id) => [id, {
    ...reference, events: eventsOf.get(id) ?? [], completions: completions.get(id) ?? [], attempts: attempts.get(id) ?? [],
    practice: practice.get(id) ?? [], observations: observations.get(id) ?? [], enrollments: enrolled.get(id) ?? [],
  }]));
}

const asItIs = <Row>(row: Row): Row => row;

type ObjectType = LearnerFacts['events'][number]['object']['type'];
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An object that a source calls by a name of its own is no topic, content item or course of ours: what was done with it counts as activity and nothing more. */
function knownType(type: ObjectType, id: string, courseId: string | null): ObjectType {
  const ours = type === 'topic' || type === 'content' || (type === 'course' && courseId === null);
  return ours && !uuid.test(id) ? 'other' : type;
}
