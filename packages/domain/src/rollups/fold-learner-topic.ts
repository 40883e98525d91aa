import { compareText } from '../stats/compare-text.ts';
import type { Day } from '../time/day.ts';
import { attemptPct } from './attempt-result.ts';
import { canonicalTopic } from './learner-facts.ts';
import type { FoldContext, LearnerFacts } from './learner-facts.ts';
import { timeLearner } from './timed-facts.ts';
import type { TimedFacts } from './timed-facts.ts';
import type { LearnerTopic } from './types.ts';

/**
 * topicsFrom folds timed facts into one row per canonical topic that was touched, by id; `only` restricts it to some canonical topics. Minutes are those
 * that events, counted attempts and practice results tell.
 */
export function topicsFrom(facts: TimedFacts, only?: ReadonlySet<string>): LearnerTopic[] {
  const rows = new Map<string, LearnerTopic>();
  const touch = (topicId: string | null | undefined, apply?: (row: LearnerTopic) => void) => {
    if (!topicId) return;
    const id = canonicalTopic(topicId, facts.topics);
    if (only !== undefined && !only.has(id)) return;
    const row = rows.get(id) ?? { topicId: id, doneDay: null, touched: true, bestPct: null, practicePassed: false, minutes: 0 };
    rows.set(id, row);
    apply?.(row);
  };
  const spend = (row: LearnerTopic, durationMin: number | null | undefined) => {
    row.minutes += durationMin ?? 0;
  };
  const finish = (day: Day) => (row: LearnerTopic) => {
    if (row.doneDay === null || day < row.doneDay) row.doneDay = day;
  };
  for (const known of facts.base?.topics ?? []) {
    touch(known.topicId, (row) => {
      if (known.doneDay !== null) finish(known.doneDay)(row);
      if (known.bestPct !== null) row.bestPct = Math.max(row.bestPct ?? 0, known.bestPct);
      row.practicePassed ||= known.practicePassed;
      row.minutes += known.minutes;
    });
  }
  for (const { fact } of facts.events) {
    touch(fact.object.type === 'topic' ? fact.object.id : fact.object.topicId, (row) => { spend(row, fact.durationMin); });
  }
  for (const { fact, day } of facts.completions) touch(fact.topicId, finish(day));
  for (const { fact } of facts.attempts) {
    touch(fact.topicId, (row) => {
      if (fact.kind === 'baseline') return;
      row.bestPct = Math.max(row.bestPct ?? 0, attemptPct(fact));
      spend(row, fact.durationMin);
    });
  }
  for (const { fact, day } of facts.practice) {
    touch(fact.topicId, (row) => {
      spend(row, fact.durationMin);
      if (!fact.passed) return;
      row.practicePassed = true;
      finish(day)(row);
    });
  }
  return [...rows.values()].sort((a, b) => compareText(a.topicId, b.topicId));
}

/** foldLearnerTopics rebuilds topic rows from the facts of (at least) those canonical topics. */
export function foldLearnerTopics(facts: LearnerFacts, ctx: FoldContext, only?: ReadonlySet<string>): LearnerTopic[] {
  return topicsFrom(timeLearner(facts, ctx), only);
}
