import { computeContentEffectiveness } from './content-effectiveness.ts';
import { computeEngagement } from './engagement.ts';
import { computeLearningVelocity } from './learning-velocity.ts';
import { computeMastery } from './mastery.ts';
import { computePerformance } from './performance.ts';
import type { Standing } from './performance-value.ts';
import { computeSkillGaps } from './skill-gaps.ts';
import type { AnalyticContext, LearnerState } from './state.ts';
import type { LearnerAnalytics } from './values.ts';

export type { LearnerAnalytics } from './values.ts';

/** computeLearner makes all envelopes of one learner; each states its own evidence, one that is short does not touch the others. */
export function computeLearner(state: LearnerState, ctx: AnalyticContext, standings: readonly Standing[] = []): LearnerAnalytics {
  return {
    'learning-velocity': computeLearningVelocity(state, ctx),
    mastery: computeMastery(state, ctx),
    performance: computePerformance(state, ctx, standings),
    engagement: computeEngagement(state, ctx),
    'skill-gaps': computeSkillGaps(state, ctx),
    'content-effectiveness': computeContentEffectiveness(state, ctx),
  };
}
