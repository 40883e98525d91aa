import type { AssessmentAttempt, ContentType, Enrollment, LearningEvent, PracticeResult, SkillObservation, TopicCompletion } from '../facts/facts.ts';
import type { Settings } from '../analytics/settings.ts';
import type { LearnerAssessment, LearnerCourse, LearnerCourseDay, LearnerDay, LearnerItem, LearnerSkill, LearnerSummary, LearnerTopic } from './types.ts';

/** Facts of one learner, with what the catalogue of courses says about their objects. Order and repetition do not matter. */
export type LearnerFacts = {
  events: readonly LearningEvent[];
  completions: readonly TopicCompletion[];
  attempts: readonly AssessmentAttempt[];
  practice: readonly PracticeResult[];
  observations: readonly SkillObservation[];
  enrollments: readonly Enrollment[];
  topics: ReadonlyMap<string, { canonicalId: string | null; courseId: string | null; skillIds: readonly string[] }>;
  contentItems: ReadonlyMap<string, { type: ContentType; courseId: string | null; topicId: string | null; skillIds: readonly string[] }>;
  assessments: ReadonlyMap<string, { courseId: string | null }>;
  courses: ReadonlyMap<string, { passMark: number | null }>;
};

export type FoldContext = { timeZone: string; settings: Settings };

export type LearnerRollups = {
  days: LearnerDay[];
  topics: LearnerTopic[];
  items: LearnerItem[];
  skills: LearnerSkill[];
  assessments: LearnerAssessment[];
  courses: LearnerCourse[];
  courseDays: LearnerCourseDay[];
  summary: LearnerSummary;
};

/** canonicalTopic is the topic two equal topics share; an unknown topic stands for itself. */
export function canonicalTopic(topicId: string, topics: LearnerFacts['topics']): string {
  return topics.get(topicId)?.canonicalId ?? topicId;
}
