import { computeDropOffRisk, dropOffForLearner, type DropOffRisk, type DropOffSteps } from './drop-off-risk.ts';
import type { Envelope } from './envelope.ts';
import type { ModelCard, PredictionChoice } from './model-card.ts';
import { today } from './learner-time.ts';
import { computeOutcomeForecast, type OutcomeForecast } from './outcome-forecast.ts';
import { chooseForecastScope } from './outcome-forecast-scope.ts';
import { computeRecommendations, type Recommendations } from './recommendations.ts';
import type { AnalyticContext, LearnerState } from './state.ts';

/** What is known about courses beside the learner's own state. */
export type Teaching = {
  /** Assessments that count, by course. */
  assessmentsByCourse: ReadonlyMap<string, readonly string[]>;
  /** Canonical topics that only archived courses teach. */
  archivedTopicIds: ReadonlySet<string>;
  /** Released content index 0..100 of the course that teaches a canonical topic; absent = not known. */
  indexByTopic: ReadonlyMap<string, number>;
  /** Model in use; its probability is shown only if its gates pass. */
  card: ModelCard | null;
};
export const noTeaching: Teaching = { assessmentsByCourse: new Map(), archivedTopicIds: new Set(), indexByTopic: new Map(), card: null };

/** What lies ahead of a learner: risk as named readers see it, its reasons and steps as the learner does, the forecast, and what to do next. */
export type LearnerOutlook = {
  /** Null for who does not want to be predicted: then nothing of it is kept. */
  risk: { named: Envelope<DropOffRisk>; own: Envelope<DropOffSteps> } | null;
  forecast: Envelope<OutcomeForecast> | null;
  recommendations: Envelope<Recommendations>;
};

function countedAssessments(state: LearnerState, ctx: AnalyticContext, { assessmentsByCourse }: Teaching): { courseAssessments?: readonly string[] } {
  const scope = chooseForecastScope(state, today(ctx), {});
  const courseAssessments = scope?.kind === 'course' ? assessmentsByCourse.get(scope.path.id) : undefined;
  return courseAssessments === undefined ? {} : { courseAssessments };
}

/** computeOutlook makes analytics 15 to 17 of one learner. */
export function computeOutlook(state: LearnerState, ctx: AnalyticContext, prediction: PredictionChoice, teaching: Teaching = noTeaching): LearnerOutlook {
  const named = prediction === 'out' ? null : computeDropOffRisk(state, { ...ctx, viewer: { role: 'trainer' } }, { prediction, card: teaching.card });
  return {
    risk: named === null ? null : { named, own: dropOffForLearner(named) },
    forecast: prediction === 'out' ? null : computeOutcomeForecast(state, ctx, { prediction, ...countedAssessments(state, ctx, teaching) }),
    recommendations: computeRecommendations({
      learner: state, indexByTopic: teaching.indexByTopic, archivedTopicIds: teaching.archivedTopicIds, thumbsDown: [], practisedSinceLastAttempt: null,
      riskBand: named?.value?.band ?? null,
    }, ctx),
  };
}
