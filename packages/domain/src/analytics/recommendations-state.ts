import type { Day, Instant } from '../time/day.ts';
import type { CourseContentEffectiveness } from './content-effectiveness-value.ts';
import type { LearnerAtRisk } from './course-performance-value.ts';
import type { RiskBand } from './drop-off-risk-value.ts';
import type { LearnerState, TargetRef } from './state.ts';

/** What recommendations to a learner read beside the learner's own state. */
export type LearnerRecommendationState = {
  learner: LearnerState;
  /** Released content index 0..100 of the course that teaches a canonical topic; absent = not known. */
  indexByTopic: ReadonlyMap<string, number>;
  /** Canonical topics that only archived courses teach. */
  archivedTopicIds: ReadonlySet<string>;
  /** What the learner did not want to be told again, by id of the recommendation. */
  thumbsDown: readonly { id: string; day: Day }[];
  /** Whether a practice was passed on the topic of the newest attempt since then; null = not known. */
  practisedSinceLastAttempt: boolean | null;
  /** Band of drop-off risk; null = no score, or opted out. */
  riskBand: RiskBand | null;
};

/** What recommendations to a trainer read about one course. */
export type CourseRecommendationState = {
  courseId: string;
  enrolled: number;
  /** Canonical topics in teaching order. */
  topicIds: readonly string[];
  content: CourseContentEffectiveness | null;
  atRisk: readonly LearnerAtRisk[] | null;
  asOf: Instant | null;
};

/** One learner with an organization target on a skill and a known level 0..4. */
export type BorichPair = { target: number; current: number; importance: number | null };

/** What recommendations to an organization read: people with a known level, by skill, cut at one release and frozen until the next. */
export type OrganizationRecommendationState = { releaseId: Day; asOf: Instant | null; skills: readonly { skillId: string; pairs: readonly BorichPair[] }[] };

const importances = { critical: 4, high: 3, medium: 2, low: 1 } as const satisfies Record<NonNullable<TargetRef['business']>, number>;

/** importanceOf weighs a business need 1..4; an unknown one is null. */
export function importanceOf(business: TargetRef['business']): number | null {
  return business === null ? null : importances[business];
}
