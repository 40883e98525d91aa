import { computePerformance, policyResult } from '../analytics/performance.ts';
import type { AnalyticContext, LearnerState } from '../analytics/state.ts';
import { sum } from '../stats/mean.ts';
import { explanationOf, plain, withoutValue } from './explanation.ts';
import type { ExplainedStep, Explanation } from './explanation.ts';

/** explainPerformance shows the one result of each assessment under the policy, the trend and next score, and the average. */
export function explainPerformance(state: LearnerState, ctx: AnalyticContext): Explanation {
  const { performance } = ctx.settings;
  const envelope = computePerformance(state, ctx);
  const { value } = envelope;
  const results = state.assessments.map((row) => ({ id: row.assessmentId, ...policyResult(row, performance.policy) }));
  const inputs = results.map(({ id, pct }) => ({ name: `result of ${id}`, value: pct, unit: '%' as const, from: `attempts, policy ${performance.policy}` }));
  if (value === null) return explanationOf('performance', ctx, { inputs, steps: [withoutValue(envelope)], settings: { performance } });
  const last = state.summary.lastAttempts.map(({ pct }) => plain(pct));
  const steps: ExplainedStep[] = [
    { label: 'passed', expression: `assessments with ${performance.policy === 'best' ? 'a passed attempt' : `the ${performance.policy} attempt passed`}`, value: value.passed },
  ];
  if (value.slope !== null) steps.push({ label: 'slope', expression: `robust slope of ${last.join(', ')}, points per attempt`, value: value.slope });
  if (value.nextScore !== null) {
    const drift = value.trend === 'improving' ? ' + 5' : value.trend === 'declining' ? ' − 5' : '';
    steps.push({ label: 'next score', expression: `mean of ${last.slice(-3).join(', ')}${drift}, within 0 and 100`, value: value.nextScore.expected });
  }
  const pcts = results.map(({ pct }) => pct).sort((a, b) => a - b);
  steps.push({ label: 'average', expression: `(${pcts.map(plain).join(' + ')}) / ${pcts.length}`, value: sum(pcts) / pcts.length });
  return explanationOf('performance', ctx, { inputs, steps, settings: { performance } });
}
