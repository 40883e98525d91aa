import { z } from 'zod';
import { roleSchema } from '../access/roles.ts';
import { forecastScenarioSchema } from '../analytics/outcome-forecast-days.ts';
import { modelCardSchema } from '../analytics/model-card.ts';
import { settingsSchema } from '../analytics/settings.ts';
import {
  assessmentAttemptSchema, assessmentSchema, contentItemSchema, courseSchema, enrollmentSchema, factSchemas, kpiSchema, learningEventSchema,
  learningPathSchema, practiceResultSchema, skillLevelSchema, skillObservationSchema, skillSchema, skillTargetSchema, topicCompletionSchema, topicSchema,
} from '../facts/facts.ts';
import type { FactKind } from '../facts/facts.ts';

const id = z.string().min(1).max(200);
const uuid = z.uuid();
const instant = z.iso.datetime();
/** A file is a source of its own: a fact that does not say where it came from came from there, and is told apart by its id. */
const origin = { source: id.default('file'), sourceId: id.default('file') };
const key = id.nullish();

const isTimeZone = (timeZone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
};

const personSchema = z.strictObject({
  id: uuid, joinedAt: instant, leftAt: instant.nullish(), departmentId: key, teamId: key, targetRoleId: key,
  comparison: z.enum(['in', 'out']).default('out'), prediction: z.enum(['in', 'out']).default('in'),
});
export type FilePerson = z.infer<typeof personSchema>;

const factsSchema = z.strictObject({
  courses: z.array(courseSchema.extend(origin)), topics: z.array(topicSchema.extend(origin)), content_items: z.array(contentItemSchema.extend(origin)),
  assessments: z.array(assessmentSchema.extend(origin)), skills: z.array(skillSchema.extend(origin)), enrollments: z.array(enrollmentSchema.extend(origin)),
  learning_events: z.array(learningEventSchema.extend(origin)), topic_completions: z.array(topicCompletionSchema.extend(origin)),
  assessment_attempts: z.array(assessmentAttemptSchema.extend(origin)), practice_results: z.array(practiceResultSchema.extend(origin)),
  skill_observations: z.array(skillObservationSchema.extend(origin)), skill_levels: z.array(skillLevelSchema.extend(origin)),
  skill_targets: z.array(skillTargetSchema.extend(origin)), learning_paths: z.array(learningPathSchema.extend(origin)), kpis: z.array(kpiSchema.extend(origin)),
}).partial();

const isFactKind = (text: string): text is FactKind => text in factSchemas;
const subjects = z.strictObject({ learnerId: uuid, courseId: uuid, cohortId: id, trainerId: uuid, organization: z.literal(true) }).partial();
type Subjects = z.infer<typeof subjects>;
export type FileSubject =
  | { kind: 'learner'; learnerId: string } | { kind: 'course'; courseId: string; cohortId: string | null } | { kind: 'trainer'; trainerId: string }
  | { kind: 'organization' };

function subjectOf({ learnerId, courseId, cohortId, trainerId, organization }: Subjects, ctx: z.RefinementCtx): FileSubject {
  const named = [learnerId, courseId, trainerId, organization].filter((one) => one !== undefined).length;
  if (named !== 1) ctx.addIssue('must name one of learnerId, courseId, trainerId and organization');
  if (cohortId !== undefined && courseId === undefined) ctx.addIssue({ code: 'custom', path: ['cohortId'], message: 'goes with a courseId only' });
  if (learnerId !== undefined) return { kind: 'learner', learnerId };
  if (courseId !== undefined) return { kind: 'course', courseId, cohortId: cohortId ?? null };
  return trainerId === undefined ? { kind: 'organization' } : { kind: 'trainer', trainerId };
}

/**
 * factsFileSchema reads a file of canonical facts with what a formula needs beside them: the organization, its people, now, who looks and at whom. A kind
 * of fact that is left out is not available, an empty list is available and empty; `available` may say otherwise.
 */
export const factsFileSchema = z.strictObject({
  organization: z.strictObject({
    timeZone: z.string().refine(isTimeZone, 'must be a time zone by its IANA name').default('UTC'), settings: settingsSchema.prefault({}),
    settingsVersion: z.number().int().min(1).default(1),
  }).prefault({}),
  now: instant,
  viewer: z.strictObject({ role: roleSchema, userId: uuid.nullish() }),
  subject: subjects.transform(subjectOf),
  people: z.array(personSchema).default([]),
  trainers: z.array(uuid).default([]),
  /** Sets of learners that a trainer trains. */
  cohorts: z.array(z.strictObject({ id, learnerIds: z.array(uuid) })).default([]),
  available: z.strictObject({
    facts: z.array(z.string().refine(isFactKind, 'must be a kind of fact').transform((kind) => kind as FactKind)),
    measures: z.array(z.enum(['time-of-day', 'minutes'])),
  }).partial().prefault({}),
  sources: z.array(z.strictObject({ service: id, state: z.enum(['live', 'cached', 'stale', 'sample']), fetchedAt: instant.nullable() })).default([]),
  /** What the viewer asked for; absent = the default of the analytic. */
  asked: z.strictObject({
    windowDays: z.number().int().min(1), pathId: uuid, courseId: uuid, peerCohortId: id, scenario: forecastScenarioSchema,
  }).partial().prefault({}),
  model: modelCardSchema.nullish(),
  facts: factsSchema,
});
export type FactsFile = z.infer<typeof factsFileSchema>;
export type FileFacts = FactsFile['facts'];
