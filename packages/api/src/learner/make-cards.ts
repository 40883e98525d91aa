import { analyticTypeOf, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { addDays, type Day } from '@verdant/domain/time/day';
import type { HistoryRow } from '@verdant/db/queries/rows';
import { runTriggers, type AnalyticCard, type AnalyticCards, type RunTrigger } from '../views.ts';
import type { Current } from './current-analytics.ts';

/** A snapshot this much older than the day looked for still serves as "one window ago". */
const previousSlackDays = 7;

/** previousHeadline is the headline one window ago: the newest snapshot of that day or of the week before it. */
export function previousHeadline(history: readonly { day: Day; value: number | null }[], today: Day, windowDays: number): number | null {
  const wanted = addDays(today, -windowDays);
  const oldest = addDays(wanted, -previousSlackDays);
  return history.findLast(({ day }) => day <= wanted && day >= oldest)?.value ?? null;
}

const asTrigger = (text: string): RunTrigger | null => runTriggers.find((trigger) => trigger === text) ?? null;

type Ingredients = { current: Current; history: readonly HistoryRow[]; today: Day; windowOf: (id: LearnerAnalyticId) => number };

/** makeCard puts envelope, version, history and trend of one analytic together. */
export function makeCard<Id extends LearnerAnalyticId>(id: Id, { current, history, today, windowOf }: Ingredients): AnalyticCard<Id> {
  const stored = current.stored[id];
  const type = analyticTypeOf(id);
  // Numbers against other targets are no history of this one, so snapshots of the row's own role count alone.
  const role = stored?.role ?? 'learner';
  const own = history.filter((row) => row.type === type && row.role === role).map(({ day, value, version }) => ({ day, value, version }));
  const trigger = stored?.run ? asTrigger(stored.run.trigger) : null;
  return {
    analytic: id, envelope: current.envelopes[id], version: stored?.version ?? 0, history: own,
    previous: previousHeadline(own, today, windowOf(id)), run: stored?.run && trigger ? { id: stored.run.id, trigger } : null,
  };
}

/** makeCards makes the six cards of a page. */
export function makeCards(from: Ingredients): AnalyticCards {
  return {
    'learning-velocity': makeCard('learning-velocity', from), mastery: makeCard('mastery', from), performance: makeCard('performance', from),
    engagement: makeCard('engagement', from), 'skill-gaps': makeCard('skill-gaps', from), 'content-effectiveness': makeCard('content-effectiveness', from),
  };
}
