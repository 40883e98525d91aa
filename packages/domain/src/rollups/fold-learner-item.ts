import type { LearningEvent } from '../facts/facts.ts';
import { compareText } from '../stats/compare-text.ts';
import { indexAttempts, pushTo } from './attempt-index.ts';
import { traceItem } from './item-trace.ts';
import type { ItemTrace } from './item-trace.ts';
import type { FoldContext, LearnerFacts } from './learner-facts.ts';
import { timeLearner } from './timed-facts.ts';
import type { Timed, TimedFacts } from './timed-facts.ts';
import type { LearnerItem } from './types.ts';

/** traceItems gives what is known of every content item with activity, by id; `only` restricts it to some items. */
export function traceItems(facts: TimedFacts, only?: ReadonlySet<string>): ItemTrace[] {
  const byItem = new Map<string, Timed<LearningEvent>[]>();
  const before = new Map<string, ItemTrace>();
  for (const trace of facts.base?.items ?? []) {
    if (only !== undefined && !only.has(trace.contentItemId)) continue;
    before.set(trace.contentItemId, trace);
    byItem.set(trace.contentItemId, []);
  }
  for (const event of facts.events) {
    const { type, id } = event.fact.object;
    if (type === 'content' && (only === undefined || only.has(id))) pushTo(byItem, id, event);
  }
  const index = indexAttempts(facts);
  return [...byItem]
    .map(([id, events]) => traceItem(id, before.get(id) ?? null, events, facts, index))
    .sort((a, b) => compareText(a.contentItemId, b.contentItemId));
}

function instantOrNull(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** itemsFrom folds timed facts into one row per content item with activity, by id; any act on an item opens it. `only` restricts it to some items. */
export function itemsFrom(facts: TimedFacts, only?: ReadonlySet<string>): LearnerItem[] {
  return traceItems(facts, only).map(({ contentItemId, type, openedMs, completedMs, outcome }) => ({
    contentItemId, type: facts.contentItems.get(contentItemId)?.type ?? type ?? 'other', openedAt: instantOrNull(openedMs),
    completedAt: instantOrNull(completedMs), outcomePct: outcome?.pct ?? null,
  }));
}

/** foldLearnerItems rebuilds item rows from (at least) the events of those items and the learner's attempts. */
export function foldLearnerItems(facts: LearnerFacts, ctx: FoldContext, only?: ReadonlySet<string>): LearnerItem[] {
  return itemsFrom(timeLearner(facts, ctx), only);
}
