import { computeDropOffRisk, dropOffInputOf } from '../analytics/drop-off-risk.ts';
import type { DropOffChoices } from '../analytics/drop-off-risk.ts';
import { dropOffFeaturesOf } from '../analytics/drop-off-risk-model.ts';
import { dropOffFeatureNames } from '../analytics/drop-off-risk-model-features.ts';
import { scoreDropOff } from '../analytics/drop-off-risk-score.ts';
import { riskBands } from '../analytics/drop-off-risk-value.ts';
import { tenureOf, today, withoutChoices } from '../analytics/learner-time.ts';
import type { AnalyticContext, LearnerState } from '../analytics/state.ts';
import { modelLogOdds } from '../prediction/linear-model.ts';
import { explanationOf, plain, withoutValue } from './explanation.ts';
import type { ExplainedInput, ExplainedStep, Explanation } from './explanation.ts';

function modelSteps(state: LearnerState, D: string, { card }: DropOffChoices, probability: number | null): ExplainedStep[] {
  if (card === null || probability === null) return [];
  const logOdds = modelLogOdds(card, dropOffFeaturesOf(state, D));
  return [
    { label: 'log-odds of the model', expression: `${plain(card.b0)} + Σ b · z over ${card.features.length} features`, value: logOdds },
    { label: 'probability of the model', expression: `σ(${plain(card.a)} · ${plain(logOdds)} + ${plain(card.c)})`, value: probability },
  ];
}

/** explainDropOffRisk shows which signs hold and their points, of the points available; a model's probability stands beside it. */
export function explainDropOffRisk(state: LearnerState, ctx: AnalyticContext, choices: DropOffChoices): Explanation {
  const { risk } = ctx.settings;
  const settings = { risk, engagement: ctx.settings.engagement, velocity: ctx.settings.velocity };
  const bands = riskBands.map((id) => ({ id, label: id }));
  const envelope = computeDropOffRisk(state, ctx, choices);
  if (envelope.value === null) return explanationOf('drop-off-risk', ctx, { inputs: [], steps: [withoutValue(envelope)], settings, bands });
  const D = today(ctx);
  const input = dropOffInputOf(state, withoutChoices(ctx), D, tenureOf(state, D));
  const { signs, available } = scoreDropOff(input, risk);
  const [engagement = 0, pace = 0, progress = 0] = risk.points;
  const rows = [
    { label: 'low engagement', code: 'low-engagement', points: engagement, expression: `${plain(input.engagement)} < 50`, known: input.engagement !== null },
    { label: 'pace decline', code: 'pace-decline', points: pace, known: input.paces !== null,
      expression: `from ${plain(input.paces?.previous ?? null)} to ${plain(input.paces?.current ?? null)} topics a week: less by more than 20 %` },
    { label: 'no progress', code: 'no-progress', points: progress, expression: `${plain(input.daysSinceProgress)} days ≥ 7`, known: input.daysSinceProgress !== null },
  ].filter(({ known }) => known).map((row) => ({ ...row, reached: signs.some(({ code }) => code === row.code) ? row.points : 0 }));
  const reached = rows.reduce((total, row) => total + row.reached, 0);
  const inputs: ExplainedInput[] = [
    { name: 'engagement', value: input.engagement, unit: 'score', from: 'engagement' },
    { name: 'pace of this week', value: input.paces?.current ?? null, unit: 'topics/week', from: 'learning velocity over all topics' },
    { name: 'pace of the week before', value: input.paces?.previous ?? null, unit: 'topics/week', from: 'learning velocity over all topics' },
    { name: 'days since something was finished', value: input.daysSinceProgress, unit: 'days', from: 'day rows' },
    ...(choices.card === null ? [] : dropOffFeatureNames.map((name): ExplainedInput => (
      { name, value: dropOffFeaturesOf(state, D)[name], unit: null, from: `feature of model ${choices.card?.modelId ?? ''}` }
    ))),
  ];
  return explanationOf('drop-off-risk', ctx, {
    inputs, settings, bands,
    steps: [
      ...modelSteps(state, D, choices, envelope.value.probability),
      ...rows.map(({ label, expression, points, reached: value }) => ({ label: `${label}, of ${points} points`, expression, value })),
      { label: 'risk', expression: `100 · ${reached} / ${available}`, value: (100 * reached) / available },
    ],
  });
}
