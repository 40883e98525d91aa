import type { LearningEvent } from '../facts/facts.ts';
import { daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import type { AttemptIndex, CountedAttempt } from './attempt-index.ts';
import type { LearnerBase } from './learner-base.ts';
import { canonicalTopic } from './learner-facts.ts';
import type { Timed, TimedFacts } from './timed-facts.ts';

const outcomeDays = 30;

/** What is remembered of one item besides the catalogue: type and topic as events named them first, its first act and completion, the attempt after it. */
export type ItemTrace = LearnerBase['items'][number];

/** topicOfItem is the topic of an item: the catalogue's word, else that of its events; null = nobody has told. */
export function topicOfItem({ contentItemId, topicId }: Pick<ItemTrace, 'contentItemId' | 'topicId'>, { contentItems }: TimedFacts): string | null {
  return contentItems.get(contentItemId)?.topicId ?? topicId;
}

/** firstWithin finds the first attempt of an ordered list after a completion; beyond 30 days it is undefined. */
export function firstWithin(list: readonly CountedAttempt[] | undefined, completed: { ms: number; day: Day }): CountedAttempt | undefined {
  const after = list?.find((attempt) => attempt.ms > completed.ms);
  return after === undefined || daysBetween(completed.day, after.day) > outcomeDays ? undefined : after;
}

function outcomeOf(trace: ItemTrace, completed: { ms: number; day: Day }, facts: TimedFacts, { byTopic, bySkill }: AttemptIndex): ItemTrace['outcome'] {
  const topicId = topicOfItem(trace, facts);
  const skillIds = facts.contentItems.get(trace.contentItemId)?.skillIds ?? [];
  const lists = [topicId === null ? undefined : byTopic.get(canonicalTopic(topicId, facts.topics)), ...skillIds.map((skillId) => bySkill.get(skillId))];
  let first = trace.outcome;
  for (const list of lists) {
    const after = firstWithin(list, completed);
    if (after === undefined) continue;
    if (first === null || after.ms < first.ms || (after.ms === first.ms && after.id < first.id)) first = after;
  }
  return first === null ? null : { id: first.id, ms: first.ms, pct: first.pct };
}

/** traceItem continues what a base remembered of an item, if anything, with its events in time order; any act on an item opens it. */
export function traceItem(
  contentItemId: string, before: ItemTrace | null, events: readonly Timed<LearningEvent>[], facts: TimedFacts, index: AttemptIndex,
): ItemTrace {
  const completion = events.find(({ fact }) => fact.verb === 'completed');
  const trace: ItemTrace = {
    contentItemId,
    type: before?.type ?? events.find(({ fact }) => Boolean(fact.object.contentType))?.fact.object.contentType ?? null,
    topicId: before?.topicId ?? events.find(({ fact }) => Boolean(fact.object.topicId))?.fact.object.topicId ?? null,
    openedMs: before?.openedMs ?? events[0]?.ms ?? null,
    completedMs: before?.completedMs ?? completion?.ms ?? null,
    outcome: before?.outcome ?? null,
  };
  if (trace.completedMs !== null) trace.outcome = outcomeOf(trace, { ms: trace.completedMs, day: facts.clock(trace.completedMs).day }, facts, index);
  return trace;
}
