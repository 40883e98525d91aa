import { z } from 'zod';
import { contentTypes } from '../facts/content-types.ts';
import type { SkillFold } from '../analytics/skill-mastery.ts';
import type { LearnerAssessment, LearnerCourse, LearnerSummary, LearnerTopic } from './types.ts';

const id = z.string();
const day = z.iso.date();
const instant = z.iso.datetime();
/** An instant in milliseconds since 1970. */
const ms = z.number().int();
const count = z.number().int().min(0);
const pct = z.number().min(0).max(100);

const topicSchema = z.object({
  topicId: id, doneDay: day.nullable(), touched: z.boolean(), bestPct: pct.nullable(), practicePassed: z.boolean(), minutes: z.number().min(0),
}) satisfies z.ZodType<LearnerTopic>;

/** What events told of an item, and the first fitting attempt within 30 days after it was completed. */
const itemSchema = z.object({
  contentItemId: id, type: z.enum(contentTypes).nullable(), topicId: id.nullable(), openedMs: ms.nullable(), completedMs: ms.nullable(),
  outcome: z.object({ id, ms, pct }).nullable(),
});

const settledSchema = z.object({
  L: z.number(), halfLifeDays: z.number(), n: count, lastDay: day.nullable(), byDay: z.array(z.object({ day, L: z.number() })),
}) satisfies z.ZodType<SkillFold>;

/** A skill: the fold of its old answers, and its last answers one by one, in case one of them is told again. */
const skillSchema = z.object({
  skillId: id, settled: settledSchema.nullable(), answers: z.array(z.object({ id, originId: id, ms, score: z.number() })),
  bestPct: pct.nullable(), practicePassed: z.boolean(), attemptPctSum: z.number(), attemptN: count,
});

const assessmentSchema = z.object({
  assessmentId: id, courseId: id.nullable(), attempts: count, firstPct: pct, bestPct: pct, latestPct: pct, firstPassed: z.boolean(), latestPassed: z.boolean(),
  firstPassPosition: count.nullable(), minutesSum: z.number(), minutesN: count,
}) satisfies z.ZodType<LearnerAssessment>;

const courseSchema = z.object({
  courseId: id, lastActiveDay: day.nullable(), rating: z.number().int().min(1).max(5).nullable(), ratingDay: day.nullable(),
}) satisfies z.ZodType<LearnerCourse>;

const summarySchema = z.object({
  firstActivityDay: day.nullable(), lastActivityDay: day.nullable(), asOf: instant.nullable(),
  lastAttempts: z.array(z.object({
    id, assessmentId: id, courseId: id.nullable(), occurredAt: instant, pct, passed: z.boolean(), durationMin: z.number().nullable(),
  })),
}) satisfies z.ZodType<LearnerSummary>;

/** learnerBaseSchema reads a stored base; another format is refused, never guessed at. */
export const learnerBaseSchema = z.object({
  format: z.literal(1),
  /** First local day that is not in the base, and the instant at which it began in the time zone of that time. */
  cutDay: day, cutAt: instant,
  /** By the topic's own id, so that topics found equal later become one row then. */
  topics: z.array(topicSchema),
  items: z.array(itemSchema),
  /** Attempts that may yet be the outcome of a completed item whose topic is not known. */
  openAttempts: z.array(z.object({ id, topicId: id, ms, pct })),
  skills: z.array(skillSchema), assessments: z.array(assessmentSchema), courses: z.array(courseSchema), summary: summarySchema,
});

/**
 * What one learner's facts from before a cut give to all rollups but days, whose rows expire with their facts. Plain JSON, bounded by topics, items, skills,
 * assessments and courses, but for the answers of its last 60 days. Pass marks, knowledge tracing of older answers, found outcomes and the courses of what
 * was done stay as they were settled; types and topics of items and the canonical topics are looked up anew.
 */
export type LearnerBase = z.infer<typeof learnerBaseSchema>;
