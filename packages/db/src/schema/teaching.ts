import { sql } from 'drizzle-orm';
import { date, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, tenant } from './columns.ts';
import { courses } from './facts.ts';
import { ofOrganization, users } from './people.ts';

export const courseTrainers = pgTable('course_trainers', {
  organizationId: tenant(),
  courseId: uuid('course_id').notNull(),
  userId: uuid('user_id').notNull(),
  since: instant('since').notNull().default(sql`now()`),
}, (t) => [
  primaryKey({ columns: [t.organizationId, t.userId, t.courseId] }),
  foreignKey({ name: 'course_trainers_course', columns: [t.organizationId, t.courseId], foreignColumns: [courses.organizationId, courses.id] }),
  foreignKey({ name: 'course_trainers_user', columns: [t.organizationId, t.userId], foreignColumns: [users.organizationId, users.id] }),
]);

export const cohorts = pgTable('cohorts', {
  organizationId: tenant(),
  id: uuid('id').notNull(),
  name: text('name').notNull(),
  startsOn: date('starts_on', { mode: 'string' }),
}, (t) => [primaryKey({ columns: [t.organizationId, t.id] }), ofOrganization('cohorts', t)]);

export const cohortMembers = pgTable('cohort_members', {
  organizationId: tenant(),
  cohortId: uuid('cohort_id').notNull(),
  userId: uuid('user_id').notNull(),
}, (t) => [
  primaryKey({ columns: [t.organizationId, t.cohortId, t.userId] }),
  index('cohort_members_user').on(t.organizationId, t.userId),
  foreignKey({ name: 'cohort_members_cohort', columns: [t.organizationId, t.cohortId], foreignColumns: [cohorts.organizationId, cohorts.id] }),
  foreignKey({ name: 'cohort_members_user', columns: [t.organizationId, t.userId], foreignColumns: [users.organizationId, users.id] }),
]);

export const cohortTrainers = pgTable('cohort_trainers', {
  organizationId: tenant(),
  cohortId: uuid('cohort_id').notNull(),
  userId: uuid('user_id').notNull(),
}, (t) => [
  primaryKey({ columns: [t.organizationId, t.userId, t.cohortId] }),
  foreignKey({ name: 'cohort_trainers_cohort', columns: [t.organizationId, t.cohortId], foreignColumns: [cohorts.organizationId, cohorts.id] }),
  foreignKey({ name: 'cohort_trainers_user', columns: [t.organizationId, t.userId], foreignColumns: [users.organizationId, users.id] }),
]);
