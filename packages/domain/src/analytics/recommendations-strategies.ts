import { roundHalfEven } from '../stats/round-half-even.ts';
import type { Day } from '../time/day.ts';
import { hasOpenLearning } from './drop-off-risk-open.ts';
import { idleDaysOf } from './learner-time.ts';
import { computeLearningVelocity } from './learning-velocity.ts';
import { computeMastery } from './mastery.ts';
import { computePerformance } from './performance.ts';
import { clamp } from './published.ts';
import type { LearnerRecommendationState } from './recommendations-state.ts';
import type { Recommendation } from './recommendations-value.ts';
import type { AnalyticContext } from './state.ts';

const resumeFromDays = 7;
const scores = { resume: 95, 'practise-before-retry': 80, revisit: 70 } as const;
const paceScore = { least: 50, most: 90 } as const;

type Strategy = Pick<Recommendation, 'id' | 'bucket' | 'score' | 'reason'> & { skillId?: string };

const asItem = ({ skillId, ...strategy }: Strategy): Recommendation =>
  ({ kind: 'strategy', ...strategy, blockedBy: [], skillId: skillId ?? null, topicId: null, due: null });

/** knowsActivity tells whether any source delivers what one does, so that silence means something. */
export function knowsActivity(ctx: AnalyticContext): boolean {
  return (['learning_events', 'topic_completions', 'assessment_attempts', 'practice_results'] as const).some((kind) => ctx.available.facts.has(kind));
}

function resume({ learner, riskBand }: LearnerRecommendationState, ctx: AnalyticContext, D: Day): Strategy[] {
  const idleDays = idleDaysOf(learner, D);
  if (idleDays < resumeFromDays || !knowsActivity(ctx) || !hasOpenLearning(learner, D)) return [];
  const urgent = riskBand === 'critical' || riskBand === 'high';
  return [{ id: 'resume', bucket: urgent ? 'urgent' : 'this-week', score: scores.resume, reason: { code: 'resume', numbers: { idleDays } } }];
}

function practise({ learner, practisedSinceLastAttempt }: LearnerRecommendationState): Strategy[] {
  const last = learner.summary.lastAttempts.at(-1);
  if (last === undefined || last.passed || practisedSinceLastAttempt !== false) return [];
  const reason = { code: 'practise-before-retry', numbers: { pct: roundHalfEven(last.pct, 1) } } as const;
  return [{ id: reason.code, bucket: 'this-week', score: scores[reason.code], reason }];
}

function revisit({ learner }: LearnerRecommendationState, ctx: AnalyticContext): Strategy[] {
  const performance = computePerformance(learner, ctx).value;
  if (performance === null || performance.trend !== 'declining' || performance.slope === null) return [];
  return [{ id: 'revisit', bucket: 'ongoing', score: scores.revisit, reason: { code: 'revisit', numbers: { slope: performance.slope } } }];
}

function raisePace({ learner }: LearnerRecommendationState, ctx: AnalyticContext): Strategy[] {
  const velocity = computeLearningVelocity(learner, ctx).value;
  if (velocity === null || velocity.paceStatus !== 'behind' || velocity.requiredPace === null) return [];
  const { averagePace, requiredPace, averageVariancePct } = velocity;
  const score = roundHalfEven(clamp(50 + Math.abs(averageVariancePct ?? 0) / 2, paceScore.least, paceScore.most), 1);
  return [{ id: 'raise-pace', bucket: 'this-week', score, reason: { code: 'raise-pace', numbers: { averagePace, requiredPace } } }];
}

function reviews({ learner }: LearnerRecommendationState, ctx: AnalyticContext): Strategy[] {
  return (computeMastery(learner, ctx).value?.skills ?? []).flatMap(({ skillId, state, retained }): Strategy[] => (
    state !== 'refresh-due' || retained === null ? [] : [{
      id: `review:${skillId}`, bucket: 'this-week', score: roundHalfEven(100 * (1 - retained), 1), reason: { code: 'review', numbers: { retained } }, skillId,
    }]
  ));
}

/** recommendStrategies lists the habits that the learner's own signs call for (analytic 17). */
export function recommendStrategies(state: LearnerRecommendationState, ctx: AnalyticContext, D: Day): Recommendation[] {
  return [...resume(state, ctx, D), ...practise(state), ...revisit(state, ctx), ...raisePace(state, ctx), ...reviews(state, ctx)].map(asItem);
}
