import type { ContentType, FactKind } from '@verdant/domain/facts/facts';
import { boolean, date, doublePrecision, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid, type PgColumn } from 'drizzle-orm/pg-core';
import { identity, instant, tenant } from './columns.ts';
import { ofOrganization, ofUser } from './people.ts';

/** key makes (organization_id, id) the primary key of a fact table. */
const key = (t: { organizationId: PgColumn; id: PgColumn }) => primaryKey({ columns: [t.organizationId, t.id] });

export const courses = pgTable('courses', {
  ...identity(),
  title: text('title').notNull(),
  status: text('status').$type<'draft' | 'active' | 'archived'>().notNull(),
  createdAt: instant('created_at').notNull(),
  passMark: doublePrecision('pass_mark'),
  targetCompletionPct: doublePrecision('target_completion_pct'),
  targetDurationDays: integer('target_duration_days'),
}, (t) => [key(t), ofOrganization('courses', t)]);

export const topics = pgTable('topics', {
  ...identity(),
  title: text('title').notNull(),
  canonicalId: uuid('canonical_id'),
  courseId: uuid('course_id'),
  position: integer('position').notNull(),
  skillIds: uuid('skill_ids').array().notNull().default([]),
  expectedMin: doublePrecision('expected_min'),
}, (t) => [
  key(t),
  index('topics_course').on(t.organizationId, t.courseId, t.position),
  ofOrganization('topics', t),
  foreignKey({ name: 'topics_course', columns: [t.organizationId, t.courseId], foreignColumns: [courses.organizationId, courses.id] }),
]);

export const contentItems = pgTable('content_items', {
  ...identity(),
  title: text('title').notNull(),
  courseId: uuid('course_id'),
  topicId: uuid('topic_id'),
  type: text('type').$type<ContentType>().notNull(),
  createdBy: text('created_by').$type<'human' | 'ai' | 'hybrid'>().notNull(),
  skillIds: uuid('skill_ids').array().notNull().default([]),
  expectedMin: doublePrecision('expected_min'),
  status: text('status').$type<'active' | 'archived'>().notNull(),
}, (t) => [
  key(t),
  index('content_items_course').on(t.organizationId, t.courseId),
  ofOrganization('content_items', t),
  foreignKey({ name: 'content_items_course', columns: [t.organizationId, t.courseId], foreignColumns: [courses.organizationId, courses.id] }),
]);

export const assessments = pgTable('assessments', {
  ...identity(),
  title: text('title').notNull(),
  courseId: uuid('course_id'),
  topicId: uuid('topic_id'),
  kind: text('kind').$type<'baseline' | 'post' | 'other'>().notNull(),
  max: doublePrecision('max').notNull(),
  passMark: doublePrecision('pass_mark'),
  weight: doublePrecision('weight'),
  dueAt: instant('due_at'),
}, (t) => [
  key(t),
  index('assessments_course').on(t.organizationId, t.courseId),
  ofOrganization('assessments', t),
  foreignKey({ name: 'assessments_course', columns: [t.organizationId, t.courseId], foreignColumns: [courses.organizationId, courses.id] }),
]);

export const skills = pgTable('skills', { ...identity(), name: text('name').notNull(), marketDemand: doublePrecision('market_demand') }, (t) => [
  key(t), ofOrganization('skills', t),
]);

export const enrollments = pgTable('enrollments', {
  ...identity(),
  userId: uuid('user_id').notNull(),
  courseId: uuid('course_id').notNull(),
  enrolledAt: instant('enrolled_at').notNull(),
  mode: text('mode').$type<'mandatory' | 'voluntary' | 'unknown'>().notNull(),
  status: text('status').$type<'active' | 'completed' | 'withdrawn' | 'failed'>().notNull(),
  completedAt: instant('completed_at'),
  withdrawnAt: instant('withdrawn_at'),
  dueAt: instant('due_at'),
  certificateAt: instant('certificate_at'),
}, (t) => [
  key(t),
  ofUser('enrollments', t),
  index('enrollments_user').on(t.organizationId, t.userId),
  index('enrollments_course').on(t.organizationId, t.courseId, t.userId),
  foreignKey({ name: 'enrollments_course', columns: [t.organizationId, t.courseId], foreignColumns: [courses.organizationId, courses.id] }),
]);

/** Partitioned by month of occurred_at (the migration adds PARTITION BY). */
export const learningEvents = pgTable('learning_events', {
  ...identity(),
  userId: uuid('user_id').notNull(),
  occurredAt: instant('occurred_at').notNull(),
  verb: text('verb').notNull(),
  objectType: text('object_type').notNull(),
  objectId: text('object_id').notNull(),
  courseId: uuid('course_id'),
  topicId: uuid('topic_id'),
  contentType: text('content_type').$type<ContentType>(),
  durationMin: doublePrecision('duration_min'),
  rating: integer('rating'),
  clicks: integer('clicks'),
}, (t) => [
  primaryKey({ columns: [t.organizationId, t.id, t.occurredAt] }),
  ofUser('learning_events', t),
  index('learning_events_user').on(t.organizationId, t.userId, t.occurredAt),
]);

export const topicCompletions = pgTable('topic_completions', {
  ...identity(),
  userId: uuid('user_id').notNull(),
  topicId: uuid('topic_id').notNull(),
  occurredAt: instant('occurred_at').notNull(),
  via: text('via').$type<'path' | 'course' | 'practice'>().notNull(),
}, (t) => [key(t), ofUser('topic_completions', t), index('topic_completions_user').on(t.organizationId, t.userId, t.occurredAt)]);

export const assessmentAttempts = pgTable('assessment_attempts', {
  ...identity(),
  userId: uuid('user_id').notNull(),
  assessmentId: uuid('assessment_id').notNull(),
  courseId: uuid('course_id'),
  topicId: uuid('topic_id'),
  occurredAt: instant('occurred_at').notNull(),
  score: doublePrecision('score').notNull(),
  max: doublePrecision('max').notNull(),
  passMark: doublePrecision('pass_mark'),
  attemptNo: integer('attempt_no').notNull(),
  durationMin: doublePrecision('duration_min'),
  skills: jsonb('skills').$type<{ skillId: string; score: number }[]>().notNull().default([]),
  kind: text('kind').$type<'baseline' | 'post' | 'other'>().notNull(),
  items: jsonb('items').$type<{ itemId: string; score: number }[]>(),
}, (t) => [
  key(t),
  ofUser('assessment_attempts', t),
  index('assessment_attempts_user').on(t.organizationId, t.userId, t.occurredAt),
  index('assessment_attempts_course').on(t.organizationId, t.courseId, t.userId),
]);

export const practiceResults = pgTable('practice_results', {
  ...identity(),
  userId: uuid('user_id').notNull(),
  practiceId: text('practice_id').notNull(),
  courseId: uuid('course_id'),
  topicId: uuid('topic_id'),
  skillIds: uuid('skill_ids').array().notNull().default([]),
  occurredAt: instant('occurred_at').notNull(),
  passed: boolean('passed').notNull(),
  score: doublePrecision('score'),
  durationMin: doublePrecision('duration_min'),
}, (t) => [key(t), ofUser('practice_results', t), index('practice_results_user').on(t.organizationId, t.userId, t.occurredAt)]);

export const skillObservations = pgTable('skill_observations', {
  ...identity(),
  userId: uuid('user_id').notNull(),
  skillId: uuid('skill_id').notNull(),
  occurredAt: instant('occurred_at').notNull(),
  score: doublePrecision('score').notNull(),
  originKind: text('origin_kind').notNull(),
  originId: text('origin_id').notNull(),
}, (t) => [key(t), ofUser('skill_observations', t), index('skill_observations_user').on(t.organizationId, t.userId, t.occurredAt)]);

export const skillLevels = pgTable('skill_levels', {
  ...identity(),
  userId: uuid('user_id').notNull(),
  skillId: uuid('skill_id').notNull(),
  level: doublePrecision('level'),
  acquired: boolean('acquired'),
  acquiredAt: instant('acquired_at'),
  assessedAt: instant('assessed_at').notNull(),
  by: text('by').$type<'skills-engine' | 'trainer' | 'import'>().notNull(),
}, (t) => [key(t), ofUser('skill_levels', t), index('skill_levels_user').on(t.organizationId, t.userId)]);

export const skillTargets = pgTable('skill_targets', {
  ...identity(),
  userId: uuid('user_id').notNull(),
  skillId: uuid('skill_id').notNull(),
  target: doublePrecision('target').notNull(),
  origin: text('origin').$type<'organization' | 'learner'>().notNull(),
  business: text('business').$type<'critical' | 'high' | 'medium' | 'low'>(),
  prerequisites: uuid('prerequisites').array(),
  marketDemand: doublePrecision('market_demand'),
  careerImpact: doublePrecision('career_impact'),
  due: date('due', { mode: 'string' }),
}, (t) => [key(t), ofUser('skill_targets', t), index('skill_targets_user').on(t.organizationId, t.userId)]);

export const learningPaths = pgTable('learning_paths', {
  ...identity(),
  userId: uuid('user_id').notNull(),
  templateId: text('template_id'),
  title: text('title'),
  topicIds: uuid('topic_ids').array().notNull(),
  startDate: date('start_date', { mode: 'string' }).notNull(),
  targetDate: date('target_date', { mode: 'string' }),
  targetTopicsPerWeek: doublePrecision('target_topics_per_week'),
  status: text('status').$type<'active' | 'completed' | 'cancelled'>().notNull(),
}, (t) => [key(t), ofUser('learning_paths', t), index('learning_paths_user').on(t.organizationId, t.userId)]);

export const kpis = pgTable('kpis', {
  ...identity(),
  name: text('name').notNull(),
  value: doublePrecision('value').notNull(),
  target: doublePrecision('target').notNull(),
  unit: text('unit').notNull(),
  direction: text('direction').$type<'up' | 'down'>().notNull(),
  weight: doublePrecision('weight').notNull().default(1),
  periodEnd: date('period_end', { mode: 'string' }).notNull(),
}, (t) => [key(t), ofOrganization('kpis', t)]);

/** Facts that their source took back: no version up to this one counts, whenever it arrives. */
export const voidedFacts = pgTable('voided_facts', {
  organizationId: tenant(),
  kind: text('kind').$type<FactKind>().notNull(),
  factId: uuid('fact_id').notNull(),
  version: integer('version').notNull(),
  voidedAt: instant('voided_at').notNull(),
}, (t) => [primaryKey({ columns: [t.organizationId, t.kind, t.factId] }), ofOrganization('voided_facts', t)]);
