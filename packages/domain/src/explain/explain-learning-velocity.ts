import { computeLearningVelocity } from '../analytics/learning-velocity.ts';
import { today } from '../analytics/learner-time.ts';
import type { AnalyticContext, LearnerState } from '../analytics/state.ts';
import { chooseScope } from '../analytics/velocity-scope.ts';
import { explanationOf, plain, withoutValue } from './explanation.ts';
import type { ExplainedStep, Explanation } from './explanation.ts';

/** explainLearningVelocity counts topics in the window, and leads from the plan and the rest to the pace. */
export function explainLearningVelocity(state: LearnerState, ctx: AnalyticContext): Explanation {
  const settings = { velocity: ctx.settings.velocity };
  const envelope = computeLearningVelocity(state, ctx);
  const { value, window, n } = envelope;
  if (value === null || window === null) return explanationOf('learning-velocity', ctx, { inputs: [], steps: [withoutValue(envelope)], settings });
  const { doneDays } = chooseScope(state, today(ctx), ctx.pathId);
  const { averagePace, currentPace, previousPace, targetPace, averageVariancePct, remainingTopics, estimatedWeeks, paceTrend } = value;
  const steps: ExplainedStep[] = [
    { label: 'pace in the last 7 days', expression: `topics done in 7 days`, value: currentPace },
    { label: 'pace in the 7 days before', expression: `topics done in the 7 days before`, value: previousPace },
  ];
  if (value.momentumPct !== null) {
    steps.push({ label: 'change', expression: `(${currentPace} − ${previousPace}) / ${previousPace} · 100`, value: value.momentumPct });
  }
  if (averageVariancePct !== null && targetPace !== null) {
    steps.push({ label: 'against the plan', expression: `(${averagePace} − ${targetPace}) / ${targetPace} · 100`, value: averageVariancePct });
  }
  if (estimatedWeeks !== null && remainingTopics !== null && remainingTopics > 0) {
    steps.push({ label: 'weeks left', expression: `${remainingTopics} / ${averagePace}`, value: estimatedWeeks });
  }
  if (paceTrend !== null) {
    steps.push({ label: 'trend', expression: `robust slope of topics a week ${value.weekly.slice(-8).join(', ')}, per week`, value: paceTrend.slope });
  }
  steps.push({ label: 'average pace', expression: `${n} · 7 / ${window.days}`, value: (7 * n) / window.days });
  return explanationOf('learning-velocity', ctx, {
    inputs: [
      { name: 'topics done in the window', value: n, unit: 'topics', from: 'topic rows of the scope' },
      { name: 'window', value: `${window.from} to ${window.to}`, unit: null, from: 'settings, not longer than the tenure' },
      { name: 'scope', value: value.scope, unit: null, from: value.scope === 'path' ? `learning path ${value.pathId ?? ''}` : 'all topics' },
      { name: 'done so far', value: doneDays.length, unit: 'topics', from: 'topic rows of the scope' },
      { name: 'target pace', value: targetPace === null ? null : Number(plain(targetPace)), unit: 'topics/week', from: 'learning path' },
    ], steps, settings,
  });
}
