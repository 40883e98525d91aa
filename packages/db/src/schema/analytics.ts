import type { LearnerAnalyticType } from '@verdant/domain/analytics/catalogue';
import type { Role } from '@verdant/domain/access/roles';
import { bigint, date, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, tenant } from './columns.ts';
import { ofUser } from './people.ts';

/** One current row per person, role of the reader and analytic. `version` rises only when the value changed. */
export const analytics = pgTable('analytics', {
  organizationId: tenant(),
  userId: uuid('user_id').notNull(),
  role: text('role').$type<Role>().notNull(),
  type: text('type').$type<LearnerAnalyticType>().notNull(),
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
