import { computeOutcomeForecast } from '../analytics/outcome-forecast.ts';
import type { ForecastRequest } from '../analytics/outcome-forecast.ts';
import { chooseForecastScope } from '../analytics/outcome-forecast-scope.ts';
import { outlooks } from '../analytics/outcome-forecast-value.ts';
import { computeLearningVelocity } from '../analytics/learning-velocity.ts';
import { today, withoutChoices } from '../analytics/learner-time.ts';
import type { AnalyticContext, LearnerState } from '../analytics/state.ts';
import { sampleDeviation } from '../stats/mean.ts';
import { explanationOf, plain, withoutValue } from './explanation.ts';
import type { ExplainedInput, ExplainedStep, Explanation } from './explanation.ts';

const z80 = 1.2816;
const longestBlocks = 12;

/** explainOutcomeForecast leads from the rest and the pace to the three days, and counts what is left. */
export function explainOutcomeForecast(state: LearnerState, ctx: AnalyticContext, request: ForecastRequest): Explanation {
  const settings = { velocity: ctx.settings.velocity };
  const bands = outlooks.map((id) => ({ id, label: id }));
  const envelope = computeOutcomeForecast(state, ctx, request);
  const { value } = envelope;
  const scope = chooseForecastScope(state, today(ctx), { pathId: ctx.pathId, courseId: request.courseId });
  if (value === null || scope === null) return explanationOf('outcome-forecast', ctx, { inputs: [], steps: [withoutValue(envelope)], settings, bands });
  const velocity = computeLearningVelocity({ ...state, paths: [{ ...scope.path, status: 'active' }] }, withoutChoices(ctx)).value;
  const weekly = velocity?.weekly.slice(-longestBlocks) ?? [];
  const total = velocity?.totalTopics ?? 0;
  const { pace, halfWidth, remainingTopics, expected, best, worst } = value;
  const inputs: ExplainedInput[] = [
    { name: 'topics of the scope', value: total, unit: 'topics', from: `${value.scope} ${value.scopeId}` },
    { name: 'average pace', value: pace, unit: 'topics/week', from: 'learning velocity' },
    { name: 'topics of full weeks', value: weekly.join(', '), unit: 'topics', from: 'learning velocity' },
    { name: 'target date', value: value.targetDate, unit: null, from: value.scope === 'path' ? 'learning path' : 'enrollment' },
  ];
  const days = (label: string, at: number, day: string | null): ExplainedStep =>
    ({ label, expression: remainingTopics === 0 ? 'nothing is left' : at > 0 ? `${today(ctx)} + ⌈7 · ${remainingTopics} / ${plain(at)}⌉ days` : 'no pace, open end', value: day });
  const spread: ExplainedStep[] = halfWidth === null ? [] : [
    { label: 'half width of the pace', expression: `${z80} · ${plain(sampleDeviation(weekly) ?? 0)} / √${weekly.length}`, value: halfWidth },
    days('best day', pace + (z80 * (sampleDeviation(weekly) ?? 0)) / Math.sqrt(weekly.length), best),
    days('worst day', Math.max(0, pace - (z80 * (sampleDeviation(weekly) ?? 0)) / Math.sqrt(weekly.length)), worst),
  ];
  const left: ExplainedStep = { label: 'topics left', expression: `${total} − ${total - remainingTopics} done`, value: remainingTopics };
  return explanationOf('outcome-forecast', ctx, { inputs, steps: [days('expected day', pace, expected), ...spread, left], settings, bands });
}
