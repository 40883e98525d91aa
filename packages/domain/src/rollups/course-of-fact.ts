import type { AssessmentAttempt, LearningEvent } from '../facts/facts.ts';
import type { TimedFacts } from './timed-facts.ts';

type Catalogue = Pick<TimedFacts, 'topics' | 'contentItems' | 'assessments'>;

/** courseOfTopic is the course that teaches a topic, else the one of its canonical topic; null = none, or nobody has told. */
export function courseOfTopic(topicId: string | null | undefined, { topics }: Pick<Catalogue, 'topics'>): string | null {
  const topic = topicId ? topics.get(topicId) : undefined;
  if (topic === undefined) return null;
  return topic.courseId ?? (topic.canonicalId === null ? null : topics.get(topic.canonicalId)?.courseId ?? null);
}

function courseOfItem(contentItemId: string, catalogue: Catalogue): string | null {
  const item = catalogue.contentItems.get(contentItemId);
  return item === undefined ? null : item.courseId ?? courseOfTopic(item.topicId, catalogue);
}

/** courseOfEvent is the course that an event names or is about, else the course of its topic, content item or assessment; null = none. */
export function courseOfEvent({ object }: LearningEvent, catalogue: Catalogue): string | null {
  if (object.courseId) return object.courseId;
  if (object.type === 'course') return object.id;
  const courseId = courseOfTopic(object.type === 'topic' ? object.id : object.topicId, catalogue);
  if (courseId !== null) return courseId;
  if (object.type === 'content') return courseOfItem(object.id, catalogue);
  return object.type === 'assessment' ? catalogue.assessments.get(object.id)?.courseId ?? null : null;
}

/** courseOfAttempt is the course that an attempt names, else that of its assessment or topic; null = none. */
export function courseOfAttempt({ courseId, assessmentId, topicId }: AssessmentAttempt, catalogue: Catalogue): string | null {
  return courseId ?? catalogue.assessments.get(assessmentId)?.courseId ?? courseOfTopic(topicId, catalogue);
}
