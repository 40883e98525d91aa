import { computeEngagement, scoreAt, sumDays } from '../analytics/engagement.ts';
import { daysWithin, deliversMinutes, today } from '../analytics/learner-time.ts';
import type { AnalyticContext, LearnerState } from '../analytics/state.ts';
import { addDays } from '../time/day.ts';
import { explanationOf, plain, weighing, withoutValue } from './explanation.ts';
import type { ExplainedInput, ExplainedStep, Explanation } from './explanation.ts';

/** explainEngagement shows the sums of both stretches, each weekly rate against its norm, and the weighted score. */
export function explainEngagement(state: LearnerState, ctx: AnalyticContext): Explanation {
  const { engagement: settings } = ctx.settings;
  const { window, ...envelope } = computeEngagement(state, ctx);
  if (window === null) return explanationOf('engagement', ctx, { inputs: [], steps: [withoutValue({ ...envelope, window })], settings: { engagement: settings } });
  const D = today(ctx);
  const restDays = window.days - 7;
  const withMinutes = deliversMinutes(ctx);
  const recent = sumDays(daysWithin(state.days, addDays(D, -6), D), withMinutes);
  const rest = sumDays(daysWithin(state.days, window.from, addDays(D, -7)), withMinutes);
  const { parts, score } = scoreAt(state, ctx, D, window.days);
  const [dayWeight = 0, minuteWeight = 0, activityWeight = 0] = settings.weights;
  const rows = [
    { name: 'activity days', unit: 'days' as const, part: parts.days, last: recent.days, before: rest.days, norm: settings.normDays, weight: dayWeight },
    { name: 'minutes', unit: 'min' as const, part: parts.minutes, last: recent.minutes, before: rest.minutes, norm: settings.normMinutes, weight: minuteWeight },
    { name: 'activities', unit: 'count' as const, part: parts.activities, last: recent.activities, before: rest.activities, norm: settings.normActivities,
      weight: activityWeight },
  ];
  const inputs = rows.flatMap(({ name, unit, last, before }): ExplainedInput[] => [
    { name: `${name}, last 7 days`, value: last, unit, from: 'day rows' }, { name: `${name}, the ${restDays} days before`, value: before, unit, from: 'day rows' },
  ]);
  const steps = rows.flatMap(({ name, part, last, before, norm }): ExplainedStep[] => (part === null ? [] : [
    { label: `${name} a week`, expression: `7 · (2 · ${plain(last)} + ${plain(before)}) / (14 + ${restDays})`, value: part.weekly },
    { label: `${name}, score`, expression: `min(100, 100 · ${plain(part.weekly)} / ${norm})`, value: part.score },
  ]));
  const weighed = weighing('engagement', rows.map(({ weight, part }) => ({ weight, value: part === null ? null : part.score })));
  return explanationOf('engagement', ctx, { inputs, steps: [...steps, { ...weighed, value: score }], settings: { engagement: settings } });
}
