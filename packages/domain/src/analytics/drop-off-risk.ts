import { sum } from '../stats/mean.ts';
import { daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { insufficientEnvelope, missingSource, suppressedEnvelope, valueEnvelope } from './build-envelope.ts';
import { dropOffFeaturesOf, shownProbability } from './drop-off-risk-model.ts';
import { hasOpenLearning, laggingCourses } from './drop-off-risk-open.ts';
import { pointsRequired, scoreDropOff } from './drop-off-risk-score.ts';
import type { DropOffInput } from './drop-off-risk-score.ts';
import type { DropOffRisk, DropOffSteps } from './drop-off-risk-value.ts';
import { actionsFor, stepsFor, wordReason } from './drop-off-risk-words.ts';
import { computeEngagement } from './engagement.ts';
import type { Envelope, ReasonCode } from './envelope.ts';
import { daysWithin, idleDaysOf, lastDays, tenureOf, today, withoutChoices } from './learner-time.ts';
import { computeLearningVelocity } from './learning-velocity.ts';
import type { ModelCard, PredictionChoice } from './model-card.ts';
import { computePerformance } from './performance.ts';
import type { AnalyticContext, LearnerState } from './state.ts';

export type { DropOffRisk, DropOffSteps } from './drop-off-risk-value.ts';
export { scoreDropOff } from './drop-off-risk-score.ts';
export { dropOffProbability } from './drop-off-risk-model.ts';

const id = 'drop-off-risk';
const minimumTenure = 7;
const paceTenure = 14;
const evidenceDays = 28;
const none = { n: 0, coverage: 0, asOf: null };

/** What is decided outside the facts: the person's choice, and the card of the model in use. */
export type DropOffChoices = { prediction: PredictionChoice; card: ModelCard | null };

/** daysWithoutProgress counts the days since something was finished or a practice passed; where none is known, the days that are known to be without. */
function daysWithoutProgress(state: LearnerState, D: Day, tenure: number): number {
  const days = daysWithin(state.days, '', D);
  const last = days.findLast((day) => day.progress > 0 || day.practicePassed > 0);
  if (last !== undefined) return daysBetween(last.day, D);
  const { firstActivityDay } = state.summary;
  const first = days[0]?.day;
  return first === undefined || firstActivityDay === null || first <= firstActivityDay ? tenure : daysBetween(first, D) + 1;
}

/** dropOffInputOf gives the published figures that the rule reads as of day D, `tenure` in days; null = not available. */
export function dropOffInputOf(state: LearnerState, ctx: AnalyticContext, D: Day, tenure: number): DropOffInput {
  const velocity = tenure < paceTenure ? null : computeLearningVelocity({ ...state, paths: [] }, ctx).value;
  const finishes = ctx.available.facts.has('topic_completions') || ctx.available.facts.has('learning_events');
  return {
    engagement: computeEngagement(state, ctx).value?.score ?? null,
    paces: velocity === null ? null : { current: velocity.currentPace, previous: velocity.previousPace },
    daysSinceProgress: finishes ? daysWithoutProgress(state, D, tenure) : null,
  };
}

/** missingPoints says why there is no score: a pace that only needs more days, else sources that are not there. */
function missingPoints(available: number, tenure: number, ctx: AnalyticContext): { reason: ReasonCode; need: NonNullable<Envelope<never>['need']> } {
  const [, pacePoints = 0] = ctx.settings.risk.points;
  if (tenure < paceTenure && available + pacePoints >= pointsRequired) {
    return { reason: 'short-history', need: { what: 'days of history', have: tenure, required: paceTenure } };
  }
  return { reason: 'no-source', need: { what: 'points of the rule', have: available, required: pointsRequired } };
}

/** computeDropOffRisk: signs of giving up, 0..100, for those who can help (analytic 15); nothing open is insufficient, opting out is suppressed. */
export function computeDropOffRisk(state: LearnerState, ctx: AnalyticContext, { prediction, card }: DropOffChoices): Envelope<DropOffRisk> {
  if (prediction === 'out') return suppressedEnvelope(id, ctx, 'opted-out', none);
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const D = today(ctx);
  const m = tenureOf(state, D);
  const { asOf } = state.summary;
  if (!hasOpenLearning(state, D)) {
    return insufficientEnvelope(id, ctx, 'nothing-open', { what: 'courses or paths with something left', have: 0, required: 1 }, { ...none, asOf });
  }
  if (m < minimumTenure) {
    return insufficientEnvelope(id, ctx, 'short-history', { what: 'days of history', have: Math.max(0, m), required: minimumTenure }, { ...none, asOf });
  }
  const own = withoutChoices(ctx);
  const { score, band, signs, available, coverage } = scoreDropOff(dropOffInputOf(state, own, D, m), ctx.settings.risk);
  const window = lastDays(D, Math.min(evidenceDays, m));
  const n = sum(daysWithin(state.days, window.from, D).map(({ points }) => points));
  const evidence = { window, n, coverage, asOf };
  if (score === null || band === null) {
    const { reason, need } = missingPoints(available, m, ctx);
    return insufficientEnvelope(id, ctx, reason, need, evidence);
  }
  const averagePct = computePerformance(state, own).value?.averagePct ?? null;
  const shown = shownProbability(card, dropOffFeaturesOf(state, D));
  const value: DropOffRisk = {
    score, band, reasons: signs.map((sign) => ({ ...sign, text: wordReason(sign) })),
    actions: actionsFor({ idleDays: idleDaysOf(state, D), averagePct, lagging: laggingCourses(state, D), band }),
    probability: shown?.probability ?? null, modelId: shown?.modelId ?? null,
  };
  return valueEnvelope(id, ctx, value, evidence, shown === null ? { probability: 'model-gates', modelId: 'model-gates' } : {});
}

/** dropOffForLearner is what the learner may see of it: reasons and next steps in words for them, without score, band, probability or what others do. */
export function dropOffForLearner({ units, value, ...envelope }: Envelope<DropOffRisk>): Envelope<DropOffSteps> {
  const reasonUnits = Object.fromEntries(Object.entries(units).filter(([path]) => path.startsWith('reasons[]')));
  if (value === null) return { ...envelope, units: reasonUnits, nulls: {}, value };
  const reasons = value.reasons.map((reason) => ({ ...reason, text: wordReason(reason, true) }));
  return { ...envelope, units: reasonUnits, nulls: {}, value: { reasons, steps: stepsFor(value.actions) } };
}
