import type { ContentType, LearningEvent } from '../facts/facts.ts';
import type { Day } from '../time/day.ts';
import { attemptPct } from './attempt-result.ts';
import { canonicalTopic } from './learner-facts.ts';
import type { Timed, TimedFacts } from './timed-facts.ts';

/** One act of a learner, reduced to what a day counts. */
export type ActivityPoint = {
  id: string;
  ms: number;
  day: Day;
  hour: number;
  durationMin: number | null;
  type: ContentType | null;
  /** What was finished, if this counts as progress; one key counts once a day. */
  finished: string | null;
  act: 'assessment' | 'practice' | null;
  practicePassed: boolean;
  /** Percent of a counted attempt. */
  pct: number | null;
  social: 'shared' | 'replied' | 'mentored' | null;
};

const plain = { type: null, finished: null, act: null, practicePassed: false, pct: null, social: null } as const;

function timeOf({ fact, ms, day, hour }: Timed<{ id: string; durationMin?: number | null | undefined }>) {
  return { id: fact.id, ms, day, hour, durationMin: fact.durationMin ?? null };
}

/** eventType is the content type of an event's object: its own, else the item's, else the object's kind where that says it. */
export function eventType({ object }: LearningEvent, contentItems: TimedFacts['contentItems']): ContentType | null {
  if (object.contentType != null) return object.contentType;
  if (object.type === 'content') return contentItems.get(object.id)?.type ?? null;
  return object.type === 'assessment' || object.type === 'practice' ? object.type : null;
}

function finishedBy({ fact }: Timed<LearningEvent>, type: ContentType | null, facts: TimedFacts): string | null {
  if (fact.verb !== 'completed') return null;
  if (fact.object.type === 'topic') return `topic:${canonicalTopic(fact.object.id, facts.topics)}`;
  return fact.object.type === 'content' && type !== 'assessment' && type !== 'practice' ? `content:${fact.object.id}` : null;
}

function eventPoint(event: Timed<LearningEvent>, facts: TimedFacts): ActivityPoint {
  const type = eventType(event.fact, facts.contentItems);
  const { verb } = event.fact;
  const social = verb === 'shared' || verb === 'replied' || verb === 'mentored' ? verb : null;
  return { ...plain, ...timeOf(event), type, finished: finishedBy(event, type, facts), social };
}

/** activityPoints lists every active event, completion, attempt and practice result; a baseline attempt is a point but neither an act nor a result. */
export function activityPoints(facts: TimedFacts): ActivityPoint[] {
  return [
    ...facts.events.map((event) => eventPoint(event, facts)),
    ...facts.completions.map((one): ActivityPoint => ({
      ...plain, ...timeOf(one), finished: `topic:${canonicalTopic(one.fact.topicId, facts.topics)}`,
    })),
    ...facts.attempts.map((one): ActivityPoint => {
      const counted = one.fact.kind !== 'baseline';
      return { ...plain, ...timeOf(one), type: 'assessment', act: counted ? 'assessment' : null, pct: counted ? attemptPct(one.fact) : null };
    }),
    ...facts.practice.map((one): ActivityPoint => ({
      ...plain, ...timeOf(one), type: 'practice', act: 'practice', practicePassed: one.fact.passed,
    })),
  ];
}
