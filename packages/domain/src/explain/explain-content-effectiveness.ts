import { computeContentEffectiveness } from '../analytics/content-effectiveness.ts';
import { headlineOf } from '../analytics/headline.ts';
import type { AnalyticContext, LearnerState } from '../analytics/state.ts';
import { sum } from '../stats/mean.ts';
import { explanationOf, plain, withoutValue } from './explanation.ts';
import type { ExplainedStep, Explanation } from './explanation.ts';

/** explainContentEffectiveness means the results after each type of content, the type that leads last. */
export function explainContentEffectiveness(state: LearnerState, ctx: AnalyticContext): Explanation {
  const envelope = computeContentEffectiveness(state, ctx);
  const { value } = envelope;
  const outcomes = (type: string) => state.items.flatMap((item) => (item.type === type ? item.outcomePct ?? [] : [])).sort((a, b) => a - b);
  const types = [...new Set(state.items.map(({ type }) => type))];
  const inputs = types.map((type) => ({ name: `results after ${type}`, value: outcomes(type).length, unit: 'count' as const, from: 'content item rows' }));
  if (value === null || value.view !== 'learner') {
    return explanationOf('content-effectiveness', ctx, { inputs, steps: [withoutValue(envelope)], settings: {} });
  }
  const best = value.byType.find(({ type }) => type === value.mostEffective) ?? value.byType[0];
  const ordered = [...value.byType.filter((row) => row !== best), ...(best === undefined ? [] : [best])];
  const steps = ordered.map(({ type }): ExplainedStep => {
    const pcts = outcomes(type);
    return { label: `mean result after ${type}`, expression: `(${pcts.map(plain).join(' + ')}) / ${pcts.length}`, value: sum(pcts) / pcts.length };
  });
  if (value.timeScoreR !== null) steps.unshift({ label: 'minutes and results', expression: 'correlation of the weeks that have both', value: value.timeScoreR });
  const { label } = headlineOf('content-effectiveness', value);
  return explanationOf('content-effectiveness', ctx, {
    inputs: [...inputs, { name: label, value: best?.type ?? null, unit: null, from: 'the type with the best published mean' }], steps, settings: {},
  });
}
