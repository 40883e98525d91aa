import type { AnalyticType, LearnerAnalyticType } from '@verdant/domain/analytics/catalogue';
import type { Role } from '@verdant/domain/access/roles';
import { bigint, boolean, date, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, tenant } from './columns.ts';
import { ofOrganization, ofUser } from './people.ts';

/**
 * One current row per person, role of the reader and analytic; `version` rises only when the value changed. Rows of role `learner` are the person's own, those
 * of role `trainer` what named readers see instead (skill gaps) or alone (drop-off risk).
 */
export const analytics = pgTable('analytics', {
  organizationId: tenant(),
  userId: uuid('user_id').notNull(),
  role: text('role').$type<Role>().notNull(),
  type: text('type').$type<AnalyticType>().notNull(),
  status: text('status').notNull(),
  headline: doublePrecision('headline'),
  band: text('band'),
  envelope: jsonb('envelope').notNull(),
  digest: text('digest').notNull(),
  version: bigint('version', { mode: 'number' }).notNull(),
  calculatedAt: instant('calculated_at').notNull(),
  changedAt: instant('changed_at').notNull(),
  runId: uuid('run_id'),
}, (t) => [primaryKey({ columns: [t.organizationId, t.userId, t.role, t.type] }), ofUser('analytics', t)]);

/** Daily history of the headline, the last of each day; partitioned by month of `day` (the migration adds PARTITION BY). */
export const analyticsDaily = pgTable('analytics_daily', {
  organizationId: tenant(),
  userId: uuid('user_id').notNull(),
  role: text('role').$type<Role>().notNull(),
  type: text('type').$type<LearnerAnalyticType>().notNull(),
  day: date('day', { mode: 'string' }).notNull(),
  status: text('status').notNull(),
  headline: doublePrecision('headline'),
  /** Target beside the headline where the analytic has one (target pace of learning velocity). */
  target: doublePrecision('target'),
  band: text('band'),
  n: integer('n').notNull(),
  formulaVersion: text('formula_version').notNull(),
  calculatedAt: instant('calculated_at').notNull(),
}, (t) => [primaryKey({ columns: [t.organizationId, t.userId, t.role, t.type, t.day] }), ofUser('analytics_daily', t)]);

/** One wide current row per learner, for tables of people: typed columns for what is sorted and filtered. */
export const learnerStandings = pgTable('learner_standings', {
  organizationId: tenant(),
  userId: uuid('user_id').notNull(),
  attention: doublePrecision('attention').notNull(),
  reasons: jsonb('reasons').$type<{ code: string; text: string }[]>().notNull(),
  lastActivityDay: date('last_activity_day', { mode: 'string' }),
  pace: doublePrecision('pace'),
  targetPace: doublePrecision('target_pace'),
  paceStatus: text('pace_status').$type<'ahead' | 'on-track' | 'behind'>(),
  masteryPct: doublePrecision('mastery_pct'),
  engagement: doublePrecision('engagement'),
  lastScorePct: doublePrecision('last_score_pct'),
  averagePct: doublePrecision('average_pct'),
  readinessPct: doublePrecision('readiness_pct'),
  openGaps: integer('open_gaps'),
  criticalGaps: integer('critical_gaps'),
  bands: jsonb('bands').notNull(),
  insufficient: integer('insufficient').notNull(),
  calculatedAt: instant('calculated_at').notNull(),
}, (t) => [
  primaryKey({ columns: [t.organizationId, t.userId] }),
  ofUser('learner_standings', t),
  index('learner_standings_attention').on(t.organizationId, t.attention),
]);

/**
 * One current row per group, role of the reader and analytic: a course for those who train it, the learners of a trainer, the organization. What is said about
 * people to others than their trainers is cut from one release, whose day stands in the envelope.
 */
export const groupAnalytics = pgTable('group_analytics', {
  organizationId: tenant(),
  grain: text('grain').$type<'course' | 'trainer' | 'organization'>().notNull(),
  scopeId: uuid('scope_id').notNull(),
  role: text('role').$type<Role>().notNull(),
  type: text('type').$type<AnalyticType>().notNull(),
  status: text('status').notNull(),
  headline: doublePrecision('headline'),
  envelope: jsonb('envelope').notNull(),
  digest: text('digest').notNull(),
  version: bigint('version', { mode: 'number' }).notNull(),
  calculatedAt: instant('calculated_at').notNull(),
  changedAt: instant('changed_at').notNull(),
  runId: uuid('run_id'),
}, (t) => [primaryKey({ columns: [t.organizationId, t.grain, t.scopeId, t.role, t.type] }), ofOrganization('group_analytics', t)]);

/** History of the headline of a group's analytic, the last of each day. */
export const groupAnalyticsDaily = pgTable('group_analytics_daily', {
  organizationId: tenant(),
  grain: text('grain').$type<'course' | 'trainer' | 'organization'>().notNull(),
  scopeId: uuid('scope_id').notNull(),
  role: text('role').$type<Role>().notNull(),
  type: text('type').$type<AnalyticType>().notNull(),
  day: date('day', { mode: 'string' }).notNull(),
  status: text('status').notNull(),
  headline: doublePrecision('headline'),
  formulaVersion: text('formula_version').notNull(),
  calculatedAt: instant('calculated_at').notNull(),
}, (t) => [primaryKey({ columns: [t.organizationId, t.grain, t.scopeId, t.role, t.type, t.day] }), ofOrganization('group_analytics_daily', t)]);

/**
 * What was published about a cohort on a day: frozen, never changed. `entry` has no member and no size; whether a reader has enough others in it was decided
 * when it was released, for members and for everybody else.
 */
export const releaseEntries = pgTable('release_entries', {
  organizationId: tenant(),
  day: date('day', { mode: 'string' }).notNull(),
  cohortId: text('cohort_id').notNull(),
  metric: text('metric').notNull(),
  audience: text('audience').$type<'peers' | 'admin'>().notNull(),
  entry: jsonb('entry').notNull(),
  openToMembers: boolean('open_to_members').notNull(),
  openToOthers: boolean('open_to_others').notNull(),
}, (t) => [primaryKey({ columns: [t.organizationId, t.day, t.cohortId, t.metric] }), ofOrganization('release_entries', t)]);

/** What the next release has to know of the last: members with their values. Private. */
export const releaseRecords = pgTable('release_records', {
  organizationId: tenant(),
  cohortId: text('cohort_id').notNull(),
  metric: text('metric').notNull(),
  record: jsonb('record').notNull(),
}, (t) => [primaryKey({ columns: [t.organizationId, t.cohortId, t.metric] }), ofOrganization('release_records', t)]);

/** The cohorts a person belongs to on the day of the newest release, and their own value at that instant. */
export const releaseMemberships = pgTable('release_memberships', {
  organizationId: tenant(),
  userId: uuid('user_id').notNull(),
  cohortId: text('cohort_id').notNull(),
  metric: text('metric').notNull(),
  day: date('day', { mode: 'string' }).notNull(),
  own: doublePrecision('own'),
  /** Whether the person is one of the people of the published entry. */
  counted: boolean('counted').notNull(),
}, (t) => [primaryKey({ columns: [t.organizationId, t.userId, t.cohortId, t.metric] }), ofUser('release_memberships', t)]);
