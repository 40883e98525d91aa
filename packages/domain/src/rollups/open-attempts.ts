import { compareText } from '../stats/compare-text.ts';
import { indexAttempts } from './attempt-index.ts';
import { firstWithin, topicOfItem } from './item-trace.ts';
import type { ItemTrace } from './item-trace.ts';
import type { LearnerBase } from './learner-base.ts';
import type { TimedFacts } from './timed-facts.ts';

/**
 * openAttempts keeps the first attempt on each topic within 30 days after the completion of an item whose topic nobody has told: a later event may tell it,
 * and then the outcome lies before the cut. An item of a known topic needs none. In (occurredAt, id) order.
 */
export function openAttempts(traces: readonly ItemTrace[], facts: TimedFacts): LearnerBase['openAttempts'] {
  const { byTopic } = indexAttempts({ ...facts, topics: new Map() });
  const open = new Map<string, LearnerBase['openAttempts'][number]>();
  for (const trace of traces) {
    if (trace.completedMs === null || topicOfItem(trace, facts) !== null) continue;
    const completed = { ms: trace.completedMs, day: facts.clock(trace.completedMs).day };
    for (const [topicId, list] of byTopic) {
      const first = firstWithin(list, completed);
      if (first !== undefined) open.set(first.id, { id: first.id, topicId, ms: first.ms, pct: first.pct });
    }
  }
  return [...open.values()].sort((a, b) => a.ms - b.ms || compareText(a.id, b.id));
}
