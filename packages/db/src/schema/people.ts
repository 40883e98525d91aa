import type { CardLayout, Theme } from '../view-preferences.ts';
import type { Role } from '@verdant/domain/access/roles';
import { sql } from 'drizzle-orm';
import { boolean, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid, type PgColumn } from 'drizzle-orm/pg-core';
import { instant, tenant } from './columns.ts';

export const organizations = pgTable('organizations', {
  id: uuid('id').primaryKey(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull().default('UTC'),
  demo: boolean('demo').notNull().default(false),
  settings: jsonb('settings').notNull().default({}),
  settingsVersion: integer('settings_version').notNull().default(1),
  createdAt: instant('created_at').notNull().default(sql`now()`),
  deletedAt: instant('deleted_at'),
  /** Facts of days before this one have expired: what they gave stands in `learner_bases`. Null as long as all are kept. */
  retainedFrom: date('retained_from', { mode: 'string' }),
});

export const users = pgTable('users', {
  organizationId: tenant().references(() => organizations.id),
  id: uuid('id').notNull(),
  externalId: text('external_id'),
  email: text('email'),
  name: text('name').notNull(),
  /** Department. */
  unit: text('unit'),
  team: text('team'),
  targetRole: text('target_role'),
  joinedOn: date('joined_on', { mode: 'string' }).notNull(),
  leftOn: date('left_on', { mode: 'string' }),
  comparison: text('comparison').$type<'in' | 'out'>().notNull().default('out'),
  prediction: text('prediction').$type<'in' | 'out'>().notNull().default('in'),
  active: boolean('active').notNull().default(true),
  lastRole: text('last_role').$type<Role>(),
  theme: text('theme').$type<Theme>().notNull().default('system'),
  layout: jsonb('layout').$type<Partial<Record<Role, CardLayout>>>().notNull().default({}),
  createdAt: instant('created_at').notNull().default(sql`now()`),
}, (t) => [
  primaryKey({ columns: [t.organizationId, t.id] }),
  unique('users_email').on(t.organizationId, t.email),
  index('users_name').on(t.organizationId, t.name, t.id),
]);

/** ofOrganization ties a row to its organization, where no other reference does. */
export const ofOrganization = (name: string, t: { organizationId: PgColumn }) =>
  foreignKey({ name: `${name}_organization`, columns: [t.organizationId], foreignColumns: [organizations.id] });

/** ofUser ties a row to a person of the same organization. */
export const ofUser = (name: string, t: { organizationId: PgColumn; userId: PgColumn }) =>
  foreignKey({ name: `${name}_user`, columns: [t.organizationId, t.userId], foreignColumns: [users.organizationId, users.id] });

export const userRoles = pgTable('user_roles', {
  organizationId: tenant(),
  userId: uuid('user_id').notNull(),
  role: text('role').$type<Role>().notNull(),
  grantedAt: instant('granted_at').notNull().default(sql`now()`),
}, (t) => [
  primaryKey({ columns: [t.organizationId, t.userId, t.role] }),
  ofUser('user_roles', t),
]);

export const credentials = pgTable('credentials', {
  organizationId: tenant(),
  userId: uuid('user_id').notNull(),
  passwordHash: text('password_hash').notNull(),
  changedAt: instant('changed_at').notNull().default(sql`now()`),
}, (t) => [
  primaryKey({ columns: [t.organizationId, t.userId] }),
  ofUser('credentials', t),
]);

/** Sessions keep only a hash of the id that the cookie carries. */
export const sessions = pgTable('sessions', {
  organizationId: tenant(),
  idHash: text('id_hash').notNull(),
  userId: uuid('user_id').notNull(),
  createdAt: instant('created_at').notNull().default(sql`now()`),
  expiresAt: instant('expires_at').notNull(),
}, (t) => [
  primaryKey({ columns: [t.idHash] }),
  index('sessions_user').on(t.organizationId, t.userId),
  ofUser('sessions', t),
]);

/** Failed sign-ins by a hash of account and address; knows no tenant and is reached through two functions only. */
export const signInLimits = pgTable('sign_in_limits', {
  key: text('key').primaryKey(),
  failures: integer('failures').notNull(),
  windowStartedAt: instant('window_started_at').notNull(),
});
