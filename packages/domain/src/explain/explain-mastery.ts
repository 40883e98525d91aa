import { computeMastery } from '../analytics/mastery.ts';
import { today } from '../analytics/learner-time.ts';
import { minimumModelled } from '../analytics/skill-mastery.ts';
import type { AnalyticContext, LearnerState } from '../analytics/state.ts';
import { retained } from '../stats/retained.ts';
import { daysBetween } from '../time/day.ts';
import { explanationOf, plain, withoutValue } from './explanation.ts';
import type { ExplainedInput, ExplainedStep, Explanation } from './explanation.ts';

function retainedSteps(state: LearnerState, ctx: AnalyticContext): ExplainedStep[] {
  const { L0 } = ctx.settings.mastery;
  return state.skills.flatMap(({ skillId, L, n, lastDay, halfLifeDays }): ExplainedStep[] => {
    if (lastDay === null || n < minimumModelled) return [];
    const days = daysBetween(lastDay, today(ctx));
    const expression = L <= L0 ? `${plain(L)} is not above ${L0}` : `${L0} + (${plain(L)} − ${L0}) · 2^(−${Math.max(0, days)} / ${plain(halfLifeDays)})`;
    return [{ label: `retained of ${skillId}`, expression, value: retained(L, L0, days, halfLifeDays) }];
  });
}

/** explainMastery shows L and what is retained of each skill, why it counts as mastered, and the share of topics. */
export function explainMastery(state: LearnerState, ctx: AnalyticContext): Explanation {
  const settings = { mastery: ctx.settings.mastery };
  const envelope = computeMastery(state, ctx);
  const { value } = envelope;
  const inputs = state.skills.flatMap(({ skillId, L, n, lastDay }): ExplainedInput[] => [
    { name: `L of ${skillId}`, value: L, unit: 'probability', from: `fold of ${n} answers, the last on ${lastDay ?? 'no day'}` },
  ]);
  if (value === null) return explanationOf('mastery', ctx, { inputs, steps: [withoutValue(envelope)], settings });
  const { mastered, inProgress, notStarted } = value.topics;
  const all = mastered + inProgress + notStarted;
  const states = value.skills.map(({ skillId, provenance, state: reached }): ExplainedStep => (
    { label: `state of ${skillId}`, expression: provenance.length === 0 ? 'not mastered by engine, model or fallback' : provenance.join(', '), value: reached }
  ));
  const share: ExplainedStep = {
    label: 'topics mastered', expression: all === 0 ? 'no topics in active paths or courses' : `100 · ${mastered} / ${all}`,
    value: all === 0 ? null : (100 * mastered) / all,
  };
  return explanationOf('mastery', ctx, { inputs, steps: [...retainedSteps(state, ctx), ...states, share], settings });
}
