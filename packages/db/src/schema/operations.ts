import type { Role } from '@verdant/domain/access/roles';
import { sql } from 'drizzle-orm';
import { bigint, bigserial, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, tenant } from './columns.ts';
import { ofOrganization, users } from './people.ts';

export const recalculationRuns = pgTable('recalculation_runs', {
  organizationId: tenant(),
  id: uuid('id').notNull(),
  trigger: text('trigger').notNull(),
  scopeKind: text('scope_kind').$type<'organization' | 'course' | 'learner'>().notNull(),
  scopeId: uuid('scope_id'),
  requestedBy: uuid('requested_by'),
  requestedRole: text('requested_role').$type<Role>(),
  state: text('state').notNull().default('queued'),
  step: text('step').notNull().default('waiting'),
  total: integer('total').notNull().default(0),
  done: integer('done').notNull().default(0),
  failed: integer('failed').notNull().default(0),
  changed: integer('changed').notNull().default(0),
  steps: jsonb('steps').$type<{ step: string; durationMs: number }[]>().notNull().default([]),
  failures: jsonb('failures').$type<{ userId: string; reason: string }[]>().notNull().default([]),
  error: text('error'),
  /** Last learner saved, in the order of ids: where a run goes on after its worker died. */
  cursor: uuid('cursor'),
  requestedAt: instant('requested_at').notNull().default(sql`now()`),
  startedAt: instant('started_at'),
  heartbeatAt: instant('heartbeat_at'),
  finishedAt: instant('finished_at'),
}, (t) => [
  primaryKey({ columns: [t.organizationId, t.id] }),
  index('recalculation_runs_recent').on(t.organizationId, t.requestedAt),
  index('recalculation_runs_requester').on(t.organizationId, t.requestedBy, t.requestedAt),
  ofOrganization('recalculation_runs', t),
  foreignKey({ name: 'recalculation_runs_requested_by', columns: [t.organizationId, t.requestedBy], foreignColumns: [users.organizationId, users.id] }),
]);

/**
 * Append-only: the application may insert and read, never change. `salt` and `personDigest` are set by the database: the digest is what the chain covers of the
 * persons in a line, so that an erased person can be taken out of it without breaking the chain.
 */
export const auditLog = pgTable('audit_log', {
  organizationId: tenant(),
  id: bigserial('id', { mode: 'number' }).notNull(),
  at: instant('at').notNull().default(sql`now()`),
  actorId: uuid('actor_id'),
  role: text('role').$type<Role>(),
  action: text('action').notNull(),
  subjectId: text('subject_id'),
  outcome: text('outcome').$type<'allowed' | 'denied'>().notNull(),
  requestId: text('request_id'),
  details: jsonb('details').notNull().default({}),
  salt: uuid('salt').default(sql`gen_random_uuid()`),
  personDigest: text('person_digest'),
}, (t) => [primaryKey({ columns: [t.organizationId, t.id] }), index('audit_log_at').on(t.organizationId, t.at), ofOrganization('audit_log', t)]);

/** One link for every line of the audit log, in the order of commits: its hash covers the line and the link before it. Written by a trigger only. */
export const auditChain = pgTable('audit_chain', {
  organizationId: tenant(),
  position: bigint('position', { mode: 'number' }).notNull(),
  auditId: bigint('audit_id', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
}, (t) => [
  primaryKey({ columns: [t.organizationId, t.position] }),
  unique('audit_chain_line').on(t.organizationId, t.auditId),
  ofOrganization('audit_chain', t),
]);

/** Persons who were erased: no name, only a digest by which facts about them are recognised and dropped, and the pseudonym in the audit log. */
export const erasures = pgTable('erasures', {
  organizationId: tenant(),
  personDigest: text('person_digest').notNull(),
  pseudonym: uuid('pseudonym').notNull(),
  erasedAt: instant('erased_at').notNull(),
  rows: jsonb('rows').$type<Record<string, number>>().notNull(),
}, (t) => [primaryKey({ columns: [t.organizationId, t.personDigest] }), ofOrganization('erasures', t)]);

/** A connected source: what kinds of facts and which measures it delivers, and when it was last heard. */
export const sources = pgTable('sources', {
  organizationId: tenant(),
  source: text('source').notNull(),
  facts: text('facts').array().notNull(),
  measures: text('measures').array().notNull(),
  sample: text('sample').$type<'yes' | 'no'>().notNull().default('no'),
  /** A data set is taken once and is complete from then on; a service goes on delivering, so its silence means something. */
  kind: text('kind').$type<'service' | 'data-set'>().notNull().default('service'),
  lastContactAt: instant('last_contact_at'),
}, (t) => [primaryKey({ columns: [t.organizationId, t.source] }), ofOrganization('sources', t)]);

export const deadLetters = pgTable('dead_letters', {
  organizationId: tenant(),
  id: bigserial('id', { mode: 'number' }).notNull(),
  source: text('source').notNull(),
  sourceId: text('source_id').notNull(),
  kind: text('kind').notNull(),
  reason: text('reason').notNull(),
  payload: jsonb('payload').notNull(),
  receivedAt: instant('received_at').notNull().default(sql`now()`),
}, (t) => [primaryKey({ columns: [t.organizationId, t.id] }), ofOrganization('dead_letters', t)]);

export const externalDataCache = pgTable('external_data_cache', {
  organizationId: tenant(),
  service: text('service').notNull(),
  key: text('key').notNull(),
  value: jsonb('value').notNull(),
  fetchedAt: instant('fetched_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  bytes: bigint('bytes', { mode: 'number' }).notNull(),
}, (t) => [
  primaryKey({ columns: [t.organizationId, t.service, t.key] }), index('external_data_cache_expiry').on(t.organizationId, t.expiresAt),
  ofOrganization('external_data_cache', t),
]);

/** Every version of an organization's settings: who changed what when. Results name the version they were calculated with. */
export const settingsChanges = pgTable('settings_changes', {
  organizationId: tenant(),
  version: integer('version').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: uuid('changed_by'),
  settings: jsonb('settings').notNull(),
  patch: jsonb('patch').notNull(),
}, (t) => [primaryKey({ columns: [t.organizationId, t.version] }), ofOrganization('settings_changes', t)]);
