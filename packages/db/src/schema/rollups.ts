import type { AnalyticType } from '@verdant/domain/analytics/catalogue';
import type { ContentType } from '@verdant/domain/facts/facts';
import type { RecentAttempt } from '@verdant/domain/rollups/types';
import { sql } from 'drizzle-orm';
import { boolean, date, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, tenant } from './columns.ts';
import { ofOrganization, ofUser } from './people.ts';

/** Rollups mirror the row types of `@verdant/domain/rollups/types`; each row can be rebuilt from the facts of its key. */
const perLearner = () => ({ organizationId: tenant(), userId: uuid('user_id').notNull() });
export const learnerDays = pgTable('learner_days', {
  ...perLearner(),
  day: date('day', { mode: 'string' }).notNull(),
  points: integer('points').notNull(),
  activeMin: doublePrecision('active_min').notNull(),
  sessions: integer('sessions').notNull(),
  progress: integer('progress').notNull(),
  assessment: integer('assessment').notNull(),
  practice: integer('practice').notNull(),
  practicePassed: integer('practice_passed').notNull(),
  pctSum: doublePrecision('pct_sum').notNull(),
  pctN: integer('pct_n').notNull(),
  hours: integer('hours').array().notNull(),
  types: integer('types').array().notNull(),
  shared: integer('shared').notNull(),
  replied: integer('replied').notNull(),
  mentored: integer('mentored').notNull(),
  lastAt: instant('last_at').notNull(),
}, (t) => [primaryKey({ columns: [t.organizationId, t.userId, t.day] }), ofUser('learner_days', t)]);

export const learnerTopics = pgTable('learner_topics', {
  ...perLearner(),
  topicId: uuid('topic_id').notNull(),
  doneDay: date('done_day', { mode: 'string' }),
  touched: boolean('touched').notNull(),
  bestPct: doublePrecision('best_pct'),
  practicePassed: boolean('practice_passed').notNull(),
  /** Sum of the durations of acts on the topic. */
  minutes: doublePrecision('minutes').notNull().default(0),
}, (t) => [primaryKey({ columns: [t.organizationId, t.userId, t.topicId] }), ofUser('learner_topics', t)]);

export const learnerItems = pgTable('learner_items', {
  ...perLearner(),
  contentItemId: uuid('content_item_id').notNull(),
  type: text('type').$type<ContentType>().notNull(),
  openedAt: instant('opened_at'),
  completedAt: instant('completed_at'),
  outcomePct: doublePrecision('outcome_pct'),
}, (t) => [primaryKey({ columns: [t.organizationId, t.userId, t.contentItemId] }), ofUser('learner_items', t)]);

export const learnerSkills = pgTable('learner_skills', {
  ...perLearner(),
  skillId: uuid('skill_id').notNull(),
  L: doublePrecision('l').notNull(),
  halfLifeDays: doublePrecision('half_life_days').notNull(),
  n: integer('n').notNull(),
  lastDay: date('last_day', { mode: 'string' }),
  recent: jsonb('recent').$type<{ day: string; L: number }[]>().notNull(),
  bestPct: doublePrecision('best_pct'),
  practicePassed: boolean('practice_passed').notNull(),
  attemptPctSum: doublePrecision('attempt_pct_sum').notNull(),
  attemptN: integer('attempt_n').notNull(),
}, (t) => [primaryKey({ columns: [t.organizationId, t.userId, t.skillId] }), ofUser('learner_skills', t)]);

export const learnerAssessments = pgTable('learner_assessments', {
  ...perLearner(),
  assessmentId: uuid('assessment_id').notNull(),
  courseId: uuid('course_id'),
  attempts: integer('attempts').notNull(),
  firstPct: doublePrecision('first_pct').notNull(),
  bestPct: doublePrecision('best_pct').notNull(),
  latestPct: doublePrecision('latest_pct').notNull(),
  firstPassed: boolean('first_passed').notNull(),
  latestPassed: boolean('latest_passed').notNull(),
  firstPassPosition: integer('first_pass_position'),
  minutesSum: doublePrecision('minutes_sum').notNull(),
  minutesN: integer('minutes_n').notNull(),
}, (t) => [primaryKey({ columns: [t.organizationId, t.userId, t.assessmentId] }), ofUser('learner_assessments', t)]);

export const learnerSummaries = pgTable('learner_summaries', {
  ...perLearner(),
  firstActivityDay: date('first_activity_day', { mode: 'string' }),
  lastActivityDay: date('last_activity_day', { mode: 'string' }),
  asOf: instant('as_of'),
  lastAttempts: jsonb('last_attempts').$type<RecentAttempt[]>().notNull(),
}, (t) => [primaryKey({ columns: [t.organizationId, t.userId] }), ofUser('learner_summaries', t)]);

/** What changed since the last recalculation; `day` null = something without a day (a target, a path). */
export const dirtyLearnerDays = pgTable('dirty_learner_days', {
  ...perLearner(),
  day: date('day', { mode: 'string' }),
  markedAt: instant('marked_at').notNull().default(sql`now()`),
}, (t) => [unique('dirty_learner_days_key').on(t.organizationId, t.userId, t.day).nullsNotDistinct(), ofUser('dirty_learner_days', t)]);

/** What facts that have expired gave to a learner's rollups: folding goes on from here (`LearnerBase` of the domain). */
export const learnerBases = pgTable('learner_bases', {
  ...perLearner(),
  cutDay: date('cut_day', { mode: 'string' }).notNull(),
  base: jsonb('base').notNull(),
  madeAt: instant('made_at').notNull(),
}, (t) => [primaryKey({ columns: [t.organizationId, t.userId] }), ofUser('learner_bases', t)]);

/** Mergeable sums of one day over all learners of an organization: kept when the days of persons have expired. */
export const organizationDays = pgTable('organization_days', {
  organizationId: tenant(),
  day: date('day', { mode: 'string' }).notNull(),
  type: text('type').$type<AnalyticType>().notNull(),
  n: integer('n').notNull(),
  headlineSum: doublePrecision('headline_sum').notNull(),
  headlineSquareSum: doublePrecision('headline_square_sum').notNull(),
  insufficient: integer('insufficient').notNull(),
  activeLearners: integer('active_learners').notNull(),
  lastAt: instant('last_at').notNull(),
}, (t) => [primaryKey({ columns: [t.organizationId, t.day, t.type] }), ofOrganization('organization_days', t)]);

/** One learner in one course: what the course's own facts say beyond topics, items and assessments. */
export const learnerCourses = pgTable('learner_courses', {
  ...perLearner(),
  courseId: uuid('course_id').notNull(),
  lastActiveDay: date('last_active_day', { mode: 'string' }),
  /** The latest rating, 1..5, and its day. */
  rating: integer('rating'),
  ratingDay: date('rating_day', { mode: 'string' }),
}, (t) => [
  primaryKey({ columns: [t.organizationId, t.userId, t.courseId] }), ofUser('learner_courses', t), index('learner_courses_course').on(t.organizationId, t.courseId),
]);

/** One learner's activity in one course on one local day. */
export const learnerCourseDays = pgTable('learner_course_days', {
  ...perLearner(),
  courseId: uuid('course_id').notNull(),
  day: date('day', { mode: 'string' }).notNull(),
  points: integer('points').notNull(),
  activeMin: doublePrecision('active_min').notNull(),
  sessions: integer('sessions').notNull(),
  hours: integer('hours').array().notNull(),
  posts: integer('posts').notNull(),
}, (t) => [
  primaryKey({ columns: [t.organizationId, t.userId, t.courseId, t.day] }), ofUser('learner_course_days', t),
  index('learner_course_days_course').on(t.organizationId, t.courseId, t.day),
]);
