import type { AssessmentAttempt, LearningEvent } from '../facts/facts.ts';
import { compareText } from '../stats/compare-text.ts';
import { daysBetween } from '../time/day.ts';
import { attemptPct, countedAttempts } from './attempt-result.ts';
import { canonicalTopic } from './learner-facts.ts';
import type { FoldContext, LearnerFacts } from './learner-facts.ts';
import { timeLearner } from './timed-facts.ts';
import type { Timed, TimedFacts } from './timed-facts.ts';
import type { LearnerItem } from './types.ts';

const outcomeDays = 30;

/** Counted attempts by the topics and skills they are about, each in time order. */
type AttemptIndex = { byTopic: Map<string, Timed<AssessmentAttempt>[]>; bySkill: Map<string, Timed<AssessmentAttempt>[]> };

function push<V>(index: Map<string, V[]>, key: string, value: V): void {
  const values = index.get(key);
  if (values === undefined) index.set(key, [value]);
  else values.push(value);
}

function indexAttempts(facts: TimedFacts): AttemptIndex {
  const index: AttemptIndex = { byTopic: new Map(), bySkill: new Map() };
  for (const attempt of countedAttempts(facts.attempts)) {
    if (attempt.fact.topicId) push(index.byTopic, canonicalTopic(attempt.fact.topicId, facts.topics), attempt);
    for (const skillId of new Set(attempt.fact.skills.map((skill) => skill.skillId))) push(index.bySkill, skillId, attempt);
  }
  return index;
}

function outcomeOf(completed: Timed<LearningEvent>, topicId: string | null, skillIds: readonly string[], index: AttemptIndex): number | null {
  const lists = [topicId === null ? undefined : index.byTopic.get(topicId), ...skillIds.map((skillId) => index.bySkill.get(skillId))];
  let first: Timed<AssessmentAttempt> | null = null;
  for (const list of lists) {
    const after = list?.find((attempt) => attempt.ms > completed.ms);
    if (after === undefined || daysBetween(completed.day, after.day) > outcomeDays) continue;
    if (first === null || after.ms < first.ms || (after.ms === first.ms && after.fact.id < first.fact.id)) first = after;
  }
  return first === null ? null : attemptPct(first.fact);
}

function foldItem(contentItemId: string, events: readonly Timed<LearningEvent>[], facts: TimedFacts, index: AttemptIndex): LearnerItem {
  const item = facts.contentItems.get(contentItemId);
  const named = events.find(({ fact }) => Boolean(fact.object.contentType));
  const opened = events[0];
  const completed = events.find(({ fact }) => fact.verb === 'completed');
  const topicId = item?.topicId ?? events.find(({ fact }) => Boolean(fact.object.topicId))?.fact.object.topicId ?? null;
  const topic = topicId === null ? null : canonicalTopic(topicId, facts.topics);
  return {
    contentItemId, type: item?.type ?? named?.fact.object.contentType ?? 'other',
    openedAt: opened === undefined ? null : new Date(opened.ms).toISOString(),
    completedAt: completed === undefined ? null : new Date(completed.ms).toISOString(),
    outcomePct: completed === undefined ? null : outcomeOf(completed, topic, item?.skillIds ?? [], index),
  };
}

/** itemsFrom folds timed facts into one row per content item with activity, by id; any act on an item opens it. `only` restricts it to some items. */
export function itemsFrom(facts: TimedFacts, only?: ReadonlySet<string>): LearnerItem[] {
  const byItem = new Map<string, Timed<LearningEvent>[]>();
  for (const event of facts.events) {
    const { type, id } = event.fact.object;
    if (type === 'content' && (only === undefined || only.has(id))) push(byItem, id, event);
  }
  const index = indexAttempts(facts);
  return [...byItem].map(([id, events]) => foldItem(id, events, facts, index)).sort((a, b) => compareText(a.contentItemId, b.contentItemId));
}

/** foldLearnerItems rebuilds item rows from (at least) the events of those items and the learner's attempts. */
export function foldLearnerItems(facts: LearnerFacts, ctx: FoldContext, only?: ReadonlySet<string>): LearnerItem[] {
  return itemsFrom(timeLearner(facts, ctx), only);
}
