import type { AnalyticId, LearnerAnalyticId } from '../analytics/catalogue.ts';
import type { DropOffChoices } from '../analytics/drop-off-risk.ts';
import type { Envelope } from '../analytics/envelope.ts';
import type { ForecastRequest } from '../analytics/outcome-forecast.ts';
import type { AnalyticContext, LearnerState } from '../analytics/state.ts';
import { explainContentEffectiveness } from './explain-content-effectiveness.ts';
import { explainDropOffRisk } from './explain-drop-off-risk.ts';
import { explainEngagement } from './explain-engagement.ts';
import { explainEnvelope } from './explain-envelope.ts';
import { explainLearningVelocity } from './explain-learning-velocity.ts';
import { explainMastery } from './explain-mastery.ts';
import { explainOutcomeForecast } from './explain-outcome-forecast.ts';
import { explainPerformance } from './explain-performance.ts';
import { explainSkillGaps } from './explain-skill-gaps.ts';
import type { Explanation } from './explanation.ts';

/** What an analytic is explained from: the six of a learner, risk and forecast from state, the others from their envelope. */
export type ExplainState = { kind: 'learner'; learner: LearnerState; choices?: DropOffChoices; request?: ForecastRequest } | { kind: 'envelope'; envelope: Envelope<unknown> };

const ofLearner: Record<LearnerAnalyticId, (state: LearnerState, ctx: AnalyticContext) => Explanation> = {
  'learning-velocity': explainLearningVelocity, 'skill-gaps': explainSkillGaps, engagement: explainEngagement, mastery: explainMastery,
  performance: explainPerformance, 'content-effectiveness': explainContentEffectiveness,
};

function isOfLearner(id: AnalyticId): id is LearnerAnalyticId {
  return id in ofLearner;
}

/**
 * explain tells how a number came to be: formula with version and source, inputs, steps with the real intermediate values, rounding, bands and the settings
 * used. An analytic that has no explanation from a learner's state is refused with a RangeError: it is explained from its envelope.
 */
export function explain(id: AnalyticId, state: ExplainState, ctx: AnalyticContext): Explanation {
  if (state.kind === 'envelope') return explainEnvelope(state.envelope, ctx);
  const { learner, choices = { prediction: 'in', card: null }, request = { prediction: 'in' } } = state;
  if (isOfLearner(id)) return ofLearner[id](learner, ctx);
  if (id === 'drop-off-risk') return explainDropOffRisk(learner, ctx, choices);
  if (id === 'outcome-forecast') return explainOutcomeForecast(learner, ctx, request);
  throw new RangeError(`${id} is explained from its envelope`);
}
