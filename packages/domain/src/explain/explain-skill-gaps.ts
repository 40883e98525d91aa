import { computeSkillGaps } from '../analytics/skill-gaps.ts';
import type { AnalyticContext, LearnerState } from '../analytics/state.ts';
import type { SkillGap } from '../analytics/skill-gaps-value.ts';
import { explanationOf, plain, weighing, withoutValue } from './explanation.ts';
import type { ExplainedInput, ExplainedStep, Explanation } from './explanation.ts';

const partNames = ['gap', 'business', 'market', 'prerequisites', 'career'] as const;

function gapSteps({ skillId, target, current, gap, gapPct, parts, severity }: SkillGap, weights: readonly number[]): ExplainedStep[] {
  // The size of the gap goes into the priority unrounded.
  const values = { ...parts, gap: target === 0 ? 0 : (100 * gap) / target };
  return [
    { label: `gap of ${skillId}`, expression: `max(0, ${target} − ${current})`, value: gap },
    { label: `gap of ${skillId} in percent`, expression: `100 · ${gap} / ${target}`, value: gapPct },
    weighing(`priority of ${skillId} (${severity})`, partNames.map((name, i) => ({ weight: weights[i] ?? 0, value: values[name] }))),
  ];
}

/** explainSkillGaps shows target, level and weights of each open gap, and counts them. */
export function explainSkillGaps(state: LearnerState, ctx: AnalyticContext): Explanation {
  const { gaps: settings } = ctx.settings;
  const envelope = computeSkillGaps(state, ctx);
  const { value } = envelope;
  if (value === null) return explanationOf('skill-gaps', ctx, { inputs: [], steps: [withoutValue(envelope)], settings: { gaps: settings } });
  const { gaps, achieved, unassessed } = value;
  const inputs = [...gaps, ...achieved].flatMap(({ skillId, target, current, estimated }): ExplainedInput[] => [
    { name: `target of ${skillId}`, value: target, unit: 'level', from: 'skill target' },
    { name: `level of ${skillId}`, value: current, unit: 'level', from: estimated ? '4 · what is retained of answers' : 'newest skill level' },
  ]);
  const parts = gaps.flatMap((gap) => partNames.map((name): ExplainedInput => (
    { name: `${name} of ${gap.skillId}`, value: gap.parts[name], unit: 'score', from: gap.parts[name] === null ? 'not known, left out' : 'skill targets' }
  )));
  const count: ExplainedStep = {
    label: 'open gaps', expression: `${gaps.length + achieved.length + unassessed.length} targets − ${achieved.length} achieved − ${plain(unassessed.length)} not assessed`,
    value: gaps.length,
  };
  return explanationOf('skill-gaps', ctx, {
    inputs: [...inputs, ...parts], steps: [...gaps.flatMap((gap) => gapSteps(gap, settings.weights)), count], settings: { gaps: settings },
  });
}
