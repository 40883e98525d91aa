import type { AnalyticId } from './catalogue.ts';
import type { ContentEffectiveness } from './content-effectiveness-value.ts';
import type { Engagement } from './engagement-value.ts';
import type { Envelope } from './envelope.ts';
import type { LearningVelocity } from './learning-velocity-value.ts';
import type { Mastery } from './mastery-value.ts';
import type { Performance } from './performance-value.ts';
import type { SkillGaps } from './skill-gaps-value.ts';

/** The value each analytic publishes. */
export type AnalyticValues = {
  'learning-velocity': LearningVelocity;
  mastery: Mastery;
  performance: Performance;
  engagement: Engagement;
  'skill-gaps': SkillGaps;
  'content-effectiveness': ContentEffectiveness;
};
export type AnalyticValue<Id extends AnalyticId = AnalyticId> = AnalyticValues[Id];

/** All envelopes of one learner. */
export type LearnerAnalytics = { [Id in AnalyticId]: Envelope<AnalyticValues[Id]> };
