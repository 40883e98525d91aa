import type { Scope } from '@verdant/domain/recalculation/scope';
import type { Instant } from '@verdant/domain/time/day';
import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { courses } from '../schema/facts.ts';
import { recalculationRuns as runs } from '../schema/operations.ts';
import { users } from '../schema/people.ts';
import type { Tx } from '../with-org.ts';
import { isOneOf } from './group-by-user.ts';
import type { RunFilter, RunRow } from './rows.ts';
import { inTenant } from './tenant.ts';

function scopeOf({ scopeKind, scopeId }: Pick<typeof runs.$inferSelect, 'scopeKind' | 'scopeId'>): Scope {
  if (scopeKind === 'course' && scopeId !== null) return { kind: 'course', courseId: scopeId };
  if (scopeKind === 'learner' && scopeId !== null) return { kind: 'learner', userId: scopeId };
  return { kind: 'organization' };
}

/** listRuns reads runs that the reader may see, newest first, with the names that they may see. */
export async function listRuns(tx: Tx, { id, states, limit }: RunFilter): Promise<RunRow[]> {
  const requester = alias(users, 'requester');
  const subject = alias(users, 'subject');
  const rows = await tx.select({ run: runs, course: courses.title, subject: subject.name, requester: requester.name }).from(runs)
    .leftJoin(courses, and(eq(courses.organizationId, runs.organizationId), eq(courses.id, runs.scopeId)))
    .leftJoin(subject, and(eq(subject.organizationId, runs.organizationId), eq(subject.id, runs.scopeId)))
    .leftJoin(requester, and(eq(requester.organizationId, runs.organizationId), eq(requester.id, runs.requestedBy)))
    .where(and(inTenant(runs.organizationId), id === undefined ? undefined : eq(runs.id, id), states === undefined ? undefined : inArray(runs.state, [...states])))
    .orderBy(desc(runs.requestedAt), asc(runs.id)).limit(limit);
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
    .where(and(inTenant(runs.organizationId), eq(runs.requestedBy, userId), eq(runs.trigger, 'manual'), gt(runs.requestedAt, since))).orderBy(asc(runs.requestedAt));
  return rows.map(({ at }) => at);
}
