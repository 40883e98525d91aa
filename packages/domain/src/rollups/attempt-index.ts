import type { Day } from '../time/day.ts';
import { attemptPct, countedAttempts } from './attempt-result.ts';
import { canonicalTopic } from './learner-facts.ts';
import type { TimedFacts } from './timed-facts.ts';

/** A counted attempt, reduced to what an item's outcome needs of it: percent 0..100, and the topic it names. */
export type CountedAttempt = { id: string; topicId: string | null; ms: number; day: Day; pct: number };

/** Counted attempts by the topics and skills they are about, each in time order. */
export type AttemptIndex = { byTopic: Map<string, CountedAttempt[]>; bySkill: Map<string, CountedAttempt[]> };

/** pushTo adds a value to the list of a key. */
export function pushTo<V>(index: Map<string, V[]>, key: string, value: V): void {
  const values = index.get(key);
  if (values === undefined) index.set(key, [value]);
  else values.push(value);
}

/** indexAttempts lists counted attempts by canonical topic, those that a base kept first, and by skill. */
export function indexAttempts({ attempts, base, clock, topics }: TimedFacts): AttemptIndex {
  const index: AttemptIndex = { byTopic: new Map(), bySkill: new Map() };
  for (const open of base?.openAttempts ?? []) pushTo(index.byTopic, canonicalTopic(open.topicId, topics), { ...open, day: clock(open.ms).day });
  for (const { fact, ms, day } of countedAttempts(attempts)) {
    const attempt: CountedAttempt = { id: fact.id, topicId: fact.topicId ?? null, ms, day, pct: attemptPct(fact) };
    if (fact.topicId) pushTo(index.byTopic, canonicalTopic(fact.topicId, topics), attempt);
    for (const skillId of new Set(fact.skills.map((skill) => skill.skillId))) pushTo(index.bySkill, skillId, attempt);
  }
  return index;
}
