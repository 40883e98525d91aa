import { contentTypes } from '../facts/content-types.ts';
import type { LearnerDay, LearnerItem } from '../rollups/types.ts';
import { mean } from '../stats/mean.ts';
import { pearson } from '../stats/pearson.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { addDays } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { insufficientEnvelope, missingSource, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import type { ContentEffectiveness, LearnerContentEffectiveness, TypeOutcome } from './content-effectiveness-value.ts';
import type { Envelope } from './envelope.ts';
import { daysWithin, deliversMinutes, today } from './learner-time.ts';
import { roundOrNull } from './published.ts';
import type { AnalyticContext, LearnerState } from './state.ts';

export type { ContentEffectiveness } from './content-effectiveness-value.ts';
export { effectivenessIndex } from './effectiveness-index.ts';

const id = 'content-effectiveness';
const outcomesFrom = 5;
const weeksFrom = 8;
const weeksLooked = 12;

function outcomesOf(items: readonly LearnerItem[]): number[] {
  return items.flatMap(({ outcomePct }) => (outcomePct === null ? [] : [outcomePct]));
}

/** outcomesByType is the mean result (%) after finished items per content type, from five results on, in the order of the type list. */
export function outcomesByType(items: readonly LearnerItem[]): TypeOutcome[] {
  return contentTypes.flatMap((type) => {
    const ofType = items.filter((item) => item.type === type);
    const outcomes = outcomesOf(ofType).sort((a, b) => a - b);
    const average = mean(outcomes);
    if (average === null || outcomes.length < outcomesFrom) return [];
    const opened = ofType.filter((item) => item.openedAt !== null).length;
    const completed = ofType.filter((item) => item.completedAt !== null).length;
    const completedPct = opened === 0 ? null : roundHalfEven((100 * completed) / opened, 1);
    return [{ type, meanOutcome: roundHalfEven(average, 1), n: outcomes.length, opened, completed, completedPct }];
  });
}

/** extremesOf names the types with the best and the weakest published mean, the first of the list among equals; below two types both are null. */
export function extremesOf(byType: readonly TypeOutcome[]): Pick<LearnerContentEffectiveness, 'mostEffective' | 'leastEffective'> {
  if (byType.length < 2) return { mostEffective: null, leastEffective: null };
  const best = byType.reduce((top, one) => (one.meanOutcome > top.meanOutcome ? one : top));
  const worst = byType.reduce((low, one) => (one.meanOutcome < low.meanOutcome ? one : low));
  return { mostEffective: best.type, leastEffective: worst.type };
}

/** correlateTimeWithScores correlates minutes with mean percents of the last 12 weeks that have both; below eight such weeks, or without spread, null. */
export function correlateTimeWithScores(days: readonly LearnerDay[], D: Day): { r: number | null; reason: 'too-few-observations' | 'zero-variance' } {
  const minutes: number[] = [];
  const scores: number[] = [];
  for (let week = 0; week < weeksLooked; week++) {
    const rows = daysWithin(days, addDays(D, -7 * week - 6), addDays(D, -7 * week));
    const active = rows.reduce((total, row) => total + row.activeMin, 0);
    const attempts = rows.reduce((total, row) => total + row.pctN, 0);
    if (active === 0 || attempts === 0) continue;
    minutes.push(active);
    scores.push(rows.reduce((total, row) => total + row.pctSum, 0) / attempts);
  }
  if (minutes.length < weeksFrom) return { r: null, reason: 'too-few-observations' };
  return { r: roundOrNull(pearson(minutes, scores), 2), reason: 'zero-variance' };
}

/** computeContentEffectiveness: which content is followed by better results for one learner (analytic 6); insufficient below five results of one type. */
export function computeContentEffectiveness(state: LearnerState, ctx: AnalyticContext): Envelope<ContentEffectiveness> {
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const n = outcomesOf(state.items).length;
  const evidence = { n, coverage: 1, asOf: state.summary.asOf };
  const byType = outcomesByType(state.items);
  if (byType.length === 0) {
    const have = Math.max(...contentTypes.map((type) => outcomesOf(state.items.filter((item) => item.type === type)).length));
    return insufficientEnvelope(id, ctx, 'too-few-observations', { what: 'results for one type of content', have, required: outcomesFrom }, evidence);
  }
  const extremes = extremesOf(byType);
  const withMinutes = deliversMinutes(ctx);
  const { r, reason } = withMinutes ? correlateTimeWithScores(state.days, today(ctx)) : { r: null, reason: 'no-source' as const };
  const nulls: Nulls = {};
  if (extremes.mostEffective === null) for (const field of ['mostEffective', 'leastEffective']) nulls[field] = 'too-few-observations';
  if (r === null) nulls['timeScoreR'] = reason;
  if (byType.some((one) => one.completedPct === null)) nulls['byType[].completedPct'] = 'no-data';
  return valueEnvelope<ContentEffectiveness>(id, ctx, { view: 'learner', byType, ...extremes, timeScoreR: r }, evidence, nulls);
}
