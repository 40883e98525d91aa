import type { AnalyticId, LearnerAnalyticId } from './catalogue.ts';
import type { ContentEffectiveness } from './content-effectiveness-value.ts';
import type { CourseHealth } from './course-health-value.ts';
import type { CoursePerformance } from './course-performance-value.ts';
import type { DepartmentTeam } from './department-team-value.ts';
import type { DropOffRisk } from './drop-off-risk-value.ts';
import type { Engagement } from './engagement-value.ts';
import type { Envelope } from './envelope.ts';
import type { LearningCulture } from './learning-culture-value.ts';
import type { LearningVelocity } from './learning-velocity-value.ts';
import type { Mastery } from './mastery-value.ts';
import type { OrgLearningVelocity } from './org-learning-velocity-value.ts';
import type { OutcomeForecast } from './outcome-forecast-value.ts';
import type { PeerComparison } from './peer-comparison-value.ts';
import type { Performance } from './performance-value.ts';
import type { Recommendations } from './recommendations-value.ts';
import type { SkillDemand } from './skill-demand-value.ts';
import type { SkillGaps } from './skill-gaps-value.ts';
import type { StrategicAlignment } from './strategic-alignment-value.ts';
import type { StudentDistribution } from './student-distribution-value.ts';
import type { TeachingEffectiveness } from './teaching-effectiveness-value.ts';

/** The value each analytic publishes. */
export type AnalyticValues = {
  'learning-velocity': LearningVelocity;
  'skill-gaps': SkillGaps;
  engagement: Engagement;
  mastery: Mastery;
  performance: Performance;
  'content-effectiveness': ContentEffectiveness;
  'course-performance': CoursePerformance;
  'course-health': CourseHealth;
  'student-distribution': StudentDistribution;
  'teaching-effectiveness': TeachingEffectiveness;
  'org-learning-velocity': OrgLearningVelocity;
  'strategic-alignment': StrategicAlignment;
  'department-team': DepartmentTeam;
  'learning-culture': LearningCulture;
  'drop-off-risk': DropOffRisk;
  'outcome-forecast': OutcomeForecast;
  recommendations: Recommendations;
  'skill-demand': SkillDemand;
  'peer-comparison': PeerComparison;
};
export type AnalyticValue<Id extends AnalyticId = AnalyticId> = AnalyticValues[Id];

/** All envelopes of one learner. */
export type LearnerAnalytics = { [Id in LearnerAnalyticId]: Envelope<AnalyticValues[Id]> };
