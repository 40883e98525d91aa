import type { Day } from '../time/day.ts';

/** Most pressing first. */
export const recommendationBuckets = ['urgent', 'this-week', 'ongoing'] as const;
export type RecommendationBucket = (typeof recommendationBuckets)[number];
export const strategyCodes = ['resume', 'practise-before-retry', 'revisit', 'raise-pace', 'review'] as const;
export type StrategyCode = (typeof strategyCodes)[number];

/** Why something is recommended, with its numbers: levels 0..4, priority and index 0..100, paces in topics a week, counts of learners. */
export type RecommendationReason =
  | { code: 'closes-gap'; numbers: { current: number; target: number; priority: number; met: number | null; all: number | null; index: number | null } }
  | { code: 'resume'; numbers: { idleDays: number } }
  | { code: 'practise-before-retry'; numbers: { pct: number } }
  | { code: 'revisit'; numbers: { slope: number } }
  | { code: 'raise-pace'; numbers: { averagePace: number; requiredPace: number } }
  | { code: 'review'; numbers: { retained: number } }
  | { code: 'key-error'; numbers: { discrimination: number; learners: number } }
  | { code: 'too-hard' | 'too-easy'; numbers: { facility: number; learners: number } }
  | { code: 'drop-off-step'; numbers: { position: number; h: number; learners: number } }
  | { code: 'at-risk'; numbers: { learners: number } }
  | { code: 'borich'; numbers: { borich: number } };

export type Recommendation = {
  kind: 'strategy' | 'topic' | 'course-action' | 'skill';
  /** A topic or skill, a strategy's code (`review:<skill>`), or what a course action is about. */
  id: string;
  bucket: RecommendationBucket;
  score: number;
  reason: RecommendationReason;
  /** Prerequisite skills not met yet. */
  blockedBy: string[];
  skillId: string | null;
  topicId: string | null;
  due: Day | null;
};

/** Best first: for a learner, for a trainer about one course, for an organization by released numbers. */
export type Recommendations = { view: 'learner' | 'course' | 'organization'; items: Recommendation[] };
