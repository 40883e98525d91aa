import type { Role } from '@verdant/domain/access/roles';
import type { Scope } from '@verdant/domain/recalculation/scope';
import type { Instant } from '@verdant/domain/time/day';
import { and, asc, desc, eq, gt, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { courses } from '../schema/facts.ts';
import { recalculationRuns as runs } from '../schema/operations.ts';
import { users } from '../schema/people.ts';
import type { Tx } from '../with-org.ts';
import { isOneOf } from './group-by-user.ts';
import type { RunFilter, RunRow } from './rows.ts';
import { inTenant, tenantId } from './tenant.ts';

function scopeOf({ scopeKind, scopeId }: Pick<typeof runs.$inferSelect, 'scopeKind' | 'scopeId'>): Scope {
  if (scopeKind === 'course' && scopeId !== null) return { kind: 'course', courseId: scopeId };
  if (scopeKind === 'learner' && scopeId !== null) return { kind: 'learner', userId: scopeId };
  return { kind: 'organization' };
}

const reader = sql`(SELECT nullif(current_setting('app.user_id', true), '')::uuid)`;
const isReading = (role: Role): SQL => sql`(SELECT nullif(current_setting('app.active_role', true), '') = ${role})`;

/**
 * The newest runs that the reader may see, by three ways that each have an index: those they asked for, those of courses they train, and for an org admin all.
 * Row-level security says the same of every single row, which no index can answer.
 */
function seenIds({ id, states, limit }: RunFilter): SQL {
  const asked = sql.join([
    sql`r.organization_id = ${tenantId}`, ...(id === undefined ? [] : [sql`r.id = ${id}::uuid`]),
    ...(states === undefined ? [] : [sql`r.state IN (${sql.join(states.map((state) => sql`${state}`), sql`, `)})`]),
  ], sql` AND `);
  const newest = (way: SQL) => sql`(SELECT r.id, r.requested_at FROM recalculation_runs r
    WHERE ${asked} AND ${way} ORDER BY r.requested_at DESC, r.id LIMIT ${limit})`;
  const trained = sql`SELECT t.course_id FROM course_trainers t WHERE t.organization_id = ${tenantId} AND t.user_id = ${reader}`;
  return sql`SELECT s.id FROM (${newest(isReading('org_admin'))} UNION ${newest(sql`r.requested_by = ${reader}`)}
    UNION ${newest(sql`${isReading('trainer')} AND r.scope_kind = 'course' AND r.scope_id IN (${trained})`)}) s
    ORDER BY s.requested_at DESC, s.id LIMIT ${limit}`;
}

/** listRuns reads runs that the reader may see, newest first, with the names that they may see. */
export async function listRuns(tx: Tx, filter: RunFilter): Promise<RunRow[]> {
  const requester = alias(users, 'requester');
  const subject = alias(users, 'subject');
  const rows = await tx.select({ run: runs, course: courses.title, subject: subject.name, requester: requester.name }).from(runs)
    .leftJoin(courses, and(eq(courses.organizationId, runs.organizationId), eq(courses.id, runs.scopeId)))
    .leftJoin(subject, and(eq(subject.organizationId, runs.organizationId), eq(subject.id, runs.scopeId)))
    .leftJoin(requester, and(eq(requester.organizationId, runs.organizationId), eq(requester.id, runs.requestedBy)))
    .where(and(inTenant(runs.organizationId), sql`${runs.id} IN (${seenIds(filter)})`))
    .orderBy(desc(runs.requestedAt), asc(runs.id));
  const names = await loadNames(tx, rows.flatMap(({ run }) => run.failures.map(({ userId }) => userId)));
  return rows.map(({ run, course, subject: subjectName, requester: requesterName }) => ({
    id: run.id, trigger: run.trigger, scope: scopeOf(run), scopeName: course ?? subjectName,
    requestedBy: run.requestedBy === null ? null : { userId: run.requestedBy, name: requesterName },
    state: run.state, step: run.step, total: run.total, done: run.done, failed: run.failed, changed: run.changed,
    requestedAt: run.requestedAt, startedAt: run.startedAt, finishedAt: run.finishedAt, steps: run.steps, error: run.error,
    failures: run.failures.map((failure) => ({ ...failure, name: names.get(failure.userId) ?? null })),
  }));
}

async function loadNames(tx: Tx, userIds: readonly string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await tx.select({ id: users.id, name: users.name }).from(users).where(and(inTenant(users.organizationId), isOneOf(users.id, userIds)));
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** listManualRequests tells when a person asked by hand since an instant, oldest first. */
export async function listManualRequests(tx: Tx, userId: string, since: Instant): Promise<Instant[]> {
  const rows = await tx.select({ at: runs.requestedAt }).from(runs)
    .where(and(inTenant(runs.organizationId), eq(runs.requestedBy, userId), eq(runs.trigger, 'manual'), gt(runs.requestedAt, since)))
    .orderBy(asc(runs.requestedAt));
  return rows.map(({ at }) => at);
}
