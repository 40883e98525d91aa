import type { AssessmentAttempt, ContentType, LearningEvent, PracticeResult } from '../facts/facts.ts';
import type { Day } from '../time/day.ts';
import { attemptPct } from './attempt-result.ts';
import { courseOfAttempt, courseOfEvent, courseOfTopic } from './course-of-fact.ts';
import { canonicalTopic } from './learner-facts.ts';
import type { Timed, TimedFacts } from './timed-facts.ts';

/** One act of a learner, reduced to what a day counts. */
export type ActivityPoint = {
  id: string;
  ms: number;
  day: Day;
  hour: number;
  /** The course in which it was done, if any. */
  courseId: string | null;
  durationMin: number | null;
  type: ContentType | null;
  /** What was finished, if this counts as progress; one key counts once a day. */
  finished: string | null;
  act: 'assessment' | 'practice' | null;
  practicePassed: boolean;
  /** Percent of a counted attempt. */
  pct: number | null;
  social: 'posted' | 'shared' | 'replied' | 'mentored' | null;
};

function pointOf({ fact, ms, day, hour }: Timed<{ id: string; durationMin?: number | null | undefined }>, courseId: string | null): ActivityPoint {
  return {
    id: fact.id, ms, day, hour, courseId, durationMin: fact.durationMin ?? null, type: null, finished: null, act: null, practicePassed: false, pct: null,
    social: null,
  };
}

/** eventType is the content type of an event's object: its own, else the item's, else the object's kind where that says it. */
export function eventType({ object }: LearningEvent, contentItems: TimedFacts['contentItems']): ContentType | null {
  if (object.contentType) return object.contentType;
  if (object.type === 'content') return contentItems.get(object.id)?.type ?? null;
  return object.type === 'assessment' || object.type === 'practice' ? object.type : null;
}

function finishedBy({ fact }: Timed<LearningEvent>, type: ContentType | null, facts: TimedFacts): string | null {
  if (fact.verb !== 'completed') return null;
  if (fact.object.type === 'topic') return `topic:${canonicalTopic(fact.object.id, facts.topics)}`;
  return fact.object.type === 'content' && type !== 'assessment' && type !== 'practice' ? `content:${fact.object.id}` : null;
}

function eventPoint(event: Timed<LearningEvent>, facts: TimedFacts): ActivityPoint {
  const point = pointOf(event, courseOfEvent(event.fact, facts));
  const { verb } = event.fact;
  point.type = eventType(event.fact, facts.contentItems);
  point.finished = finishedBy(event, point.type, facts);
  if (verb === 'posted' || verb === 'shared' || verb === 'replied' || verb === 'mentored') point.social = verb;
  return point;
}

function attemptPoint(attempt: Timed<AssessmentAttempt>, facts: TimedFacts): ActivityPoint {
  const point = pointOf(attempt, courseOfAttempt(attempt.fact, facts));
  point.type = 'assessment';
  if (attempt.fact.kind === 'baseline') return point;
  point.act = 'assessment';
  point.pct = attemptPct(attempt.fact);
  return point;
}

function practicePoint(practice: Timed<PracticeResult>, facts: TimedFacts): ActivityPoint {
  const point = pointOf(practice, practice.fact.courseId ?? courseOfTopic(practice.fact.topicId, facts));
  point.type = 'practice';
  point.act = 'practice';
  point.practicePassed = practice.fact.passed;
  return point;
}

/** activityPoints lists every active event, completion, attempt and practice result; a baseline attempt is a point but neither an act nor a result. */
export function activityPoints(facts: TimedFacts): ActivityPoint[] {
  const points = facts.events.map((event) => eventPoint(event, facts));
  for (const completion of facts.completions) {
    const point = pointOf(completion, courseOfTopic(completion.fact.topicId, facts));
    point.finished = `topic:${canonicalTopic(completion.fact.topicId, facts.topics)}`;
    points.push(point);
  }
  for (const attempt of facts.attempts) points.push(attemptPoint(attempt, facts));
  for (const practice of facts.practice) points.push(practicePoint(practice, facts));
  return points;
}
