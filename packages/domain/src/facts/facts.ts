import { z } from 'zod';
import { contentTypes } from './content-types.ts';

export { contentTypes, type ContentType } from './content-types.ts';

const id = z.string().min(1).max(200);
const instant = z.iso.datetime();
const day = z.iso.date();
const percent = z.number().min(0).max(100);
const unitInterval = z.number().min(0).max(1);
const minutes = z.number().min(0).max(60 * 24 * 31);

export const activeVerbs = [
  'opened', 'started', 'progressed', 'completed', 'answered', 'submitted', 'practised', 'watched', 'read',
  'posted', 'replied', 'asked', 'shared', 'mentored', 'rated',
] as const;
export const passiveVerbs = ['signed-in', 'signed-out', 'assigned', 'notified'] as const;
export const contentTypeSchema = z.enum(contentTypes);

/** Every fact names where it came from; (organization, source, sourceId) is its identity and a higher version replaces it. Ids below are internal UUIDs. */
const identity = z.object({ id: z.uuid(), source: id, sourceId: id, version: z.number().int().min(1).default(1) });

export const courseSchema = identity.extend({
  title: z.string().min(1).max(500), status: z.enum(['draft', 'active', 'archived']), createdAt: instant, passMark: percent.nullish(),
  targetCompletionPct: percent.nullish(), targetDurationDays: z.number().int().min(1).nullish(), trainerIds: z.array(z.uuid()).default([]),
});
export const topicSchema = identity.extend({
  title: z.string().min(1).max(500), canonicalId: z.uuid().nullish(), courseId: z.uuid().nullish(), position: z.number().int().min(0),
  skillIds: z.array(z.uuid()).default([]), expectedMin: minutes.nullish(),
});
export const contentItemSchema = identity.extend({
  title: z.string().min(1).max(500), courseId: z.uuid().nullish(), topicId: z.uuid().nullish(), type: contentTypeSchema,
  createdBy: z.enum(['human', 'ai', 'hybrid']), skillIds: z.array(z.uuid()).default([]), expectedMin: minutes.nullish(), status: z.enum(['active', 'archived']),
});
export const assessmentSchema = identity.extend({
  title: z.string().min(1).max(500), courseId: z.uuid().nullish(), topicId: z.uuid().nullish(), kind: z.enum(['baseline', 'post', 'other']),
  max: z.number().positive(), passMark: percent.nullish(), weight: z.number().min(0).nullish(), dueAt: instant.nullish(),
});
export const skillSchema = identity.extend({ name: z.string().min(1).max(500), marketDemand: percent.nullish() });
export const enrollmentSchema = identity.extend({
  userId: z.uuid(), courseId: z.uuid(), enrolledAt: instant, mode: z.enum(['mandatory', 'voluntary', 'unknown']),
  status: z.enum(['active', 'completed', 'withdrawn', 'failed']), completedAt: instant.nullish(), withdrawnAt: instant.nullish(),
  dueAt: instant.nullish(), certificateAt: instant.nullish(),
});
export const learningEventSchema = identity.extend({
  userId: z.uuid(), occurredAt: instant, verb: z.enum([...activeVerbs, ...passiveVerbs]),
  object: z.object({
    type: z.enum(['course', 'topic', 'content', 'assessment', 'practice', 'skill', 'person', 'other']), id,
    courseId: z.uuid().nullish(), topicId: z.uuid().nullish(), contentType: contentTypeSchema.nullish(),
  }),
  durationMin: minutes.nullish(), rating: z.number().int().min(1).max(5).nullish(), clicks: z.number().int().min(0).nullish(),
});
export const topicCompletionSchema = identity.extend({ userId: z.uuid(), topicId: z.uuid(), occurredAt: instant, via: z.enum(['path', 'course', 'practice']) });
export const assessmentAttemptSchema = identity.extend({
  userId: z.uuid(), assessmentId: z.uuid(), courseId: z.uuid().nullish(), topicId: z.uuid().nullish(), occurredAt: instant,
  score: z.number().min(0), max: z.number().positive(), passMark: percent.nullish(), attemptNo: z.number().int().min(1), durationMin: minutes.nullish(),
  skills: z.array(z.object({ skillId: z.uuid(), score: unitInterval })).default([]), kind: z.enum(['baseline', 'post', 'other']),
  items: z.array(z.object({ itemId: id, score: unitInterval })).nullish(),
});
export const practiceResultSchema = identity.extend({
  userId: z.uuid(), practiceId: id, courseId: z.uuid().nullish(), topicId: z.uuid().nullish(), skillIds: z.array(z.uuid()).default([]),
  occurredAt: instant, passed: z.boolean(), score: unitInterval.nullish(), durationMin: minutes.nullish(),
});
export const skillObservationSchema = identity.extend({
  userId: z.uuid(), skillId: z.uuid(), occurredAt: instant, score: unitInterval, originKind: z.string().max(60), originId: id,
});
export const skillLevelSchema = identity.extend({
  userId: z.uuid(), skillId: z.uuid(), level: z.number().min(0).max(4).nullable(), acquired: z.boolean().nullish(), acquiredAt: instant.nullish(),
  assessedAt: instant, by: z.enum(['skills-engine', 'trainer', 'import']),
});
export const skillTargetSchema = identity.extend({
  userId: z.uuid(), skillId: z.uuid(), target: z.number().min(0).max(4), origin: z.enum(['organization', 'learner']),
  business: z.enum(['critical', 'high', 'medium', 'low']).nullish(), prerequisites: z.array(z.uuid()).nullish(),
  marketDemand: percent.nullish(), careerImpact: z.number().min(0).nullish(), due: day.nullish(),
});
export const learningPathSchema = identity.extend({
  userId: z.uuid(), templateId: id.nullish(), title: z.string().max(500).nullish(), topicIds: z.array(z.uuid()), startDate: day, targetDate: day.nullish(),
  targetTopicsPerWeek: z.number().min(0).nullish(), status: z.enum(['active', 'completed', 'cancelled']),
});
export const kpiSchema = identity.extend({
  name: z.string().min(1).max(300), value: z.number(), target: z.number(), unit: z.string().max(60), direction: z.enum(['up', 'down']),
  weight: z.number().min(0).default(1), periodEnd: day,
});

/** Every kind of fact with its schema; stores, importers and generators share this one table. */
export const factSchemas = {
  courses: courseSchema, topics: topicSchema, content_items: contentItemSchema, assessments: assessmentSchema, skills: skillSchema,
  enrollments: enrollmentSchema, learning_events: learningEventSchema, topic_completions: topicCompletionSchema,
  assessment_attempts: assessmentAttemptSchema, practice_results: practiceResultSchema, skill_observations: skillObservationSchema,
  skill_levels: skillLevelSchema, skill_targets: skillTargetSchema, learning_paths: learningPathSchema, kpis: kpiSchema,
} as const;
export type FactKind = keyof typeof factSchemas;
export type Fact<K extends FactKind> = z.infer<(typeof factSchemas)[K]>;
export type Course = Fact<'courses'>;
export type Topic = Fact<'topics'>;
export type ContentItem = Fact<'content_items'>;
export type Assessment = Fact<'assessments'>;
export type Skill = Fact<'skills'>;
export type Enrollment = Fact<'enrollments'>;
export type LearningEvent = Fact<'learning_events'>;
export type TopicCompletion = Fact<'topic_completions'>;
export type AssessmentAttempt = Fact<'assessment_attempts'>;
export type PracticeResult = Fact<'practice_results'>;
export type SkillObservation = Fact<'skill_observations'>;
export type SkillLevel = Fact<'skill_levels'>;
export type SkillTarget = Fact<'skill_targets'>;
export type LearningPath = Fact<'learning_paths'>;
export type Kpi = Fact<'kpis'>;
/** A batch of facts, any kinds, as one importer or source delivers them. */
export type FactBatch = { [K in FactKind]?: Fact<K>[] };
