import type { Role } from '@verdant/domain/access/roles';
import { DomainError } from '@verdant/domain/errors';
import { isFresh } from '@verdant/domain/recalculation/freshness';
import { decideManualRequest, manualWindowSeconds } from '@verdant/domain/recalculation/limits';
import type { RunTrigger } from '@verdant/domain/recalculation/run-state';
import { scopeKey, type Scope } from '@verdant/domain/recalculation/scope';
import type { Instant } from '@verdant/domain/time/day';
import { and, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { learnerStandings } from '../../schema/analytics.ts';
import { recalculationRuns as runs } from '../../schema/operations.ts';
import type { Tx } from '../../with-org.ts';

export type RunRequest = {
  organizationId: string;
  scope: Scope;
  trigger: RunTrigger;
  requestedBy: string | null;
  role: Role | null;
  now: Instant;
  /** Who carries it out: the queue (default), or the caller itself, as an operator command does. */
  carriedOutBy?: 'queue' | 'caller';
};
export type RequestedRun = { outcome: 'started' | 'queued' | 'joined' | 'fresh'; runId: string | null };

/**
 * requestRun is the one door of every trigger: it joins a run of the same scope that is on its way, answers a scope younger than 60 s without work,
 * holds manual requests to 5 in 10 minutes a person (new settings always get a run of their own), and else queues a durable job in the caller's transaction.
 * Throws DomainError `rate-limited` with `retryAfterSeconds`.
 */
export async function requestRun(tx: Tx, request: RunRequest): Promise<RequestedRun> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`request:${request.organizationId}:${scopeKey(request.scope)}`}, 0))`);
  const { kind, id } = scopeColumns(request.scope);

  const { rows: onTheirWay } = await tx.execute<{ id: string; scope_kind: string; scope_id: string | null }>(sql`SELECT id, scope_kind, scope_id FROM app.runs_on_their_way()`);
  const same = onTheirWay.find((run) => run.scope_kind === kind && run.scope_id === id);
  // New settings need a run of their own: one that is on its way may have begun with the old ones, and what was just calculated was calculated with them.
  const isNewFormula = request.trigger === 'formula';
  if (same && !isNewFormula) return { outcome: 'joined', runId: same.id };
  if (!isNewFormula && isFresh(await lastCalculated(tx, request.scope), request.now)) return { outcome: 'fresh', runId: null };
  if (request.trigger === 'manual' && request.requestedBy !== null) await holdToLimit(tx, request.requestedBy, request.now);

  const runId = randomUUID();
  await tx.insert(runs).values({
    organizationId: request.organizationId, id: runId, trigger: request.trigger, scopeKind: kind, scopeId: id,
    requestedBy: request.requestedBy, requestedRole: request.role, requestedAt: request.now,
  });
  if (request.carriedOutBy !== 'caller') await tx.execute(sql`SELECT app.enqueue_recalculation(${runId}::uuid)`);
  return { outcome: onTheirWay.length > 0 ? 'queued' : 'started', runId };
}

/** manualRequests lists when a person asked by hand in the current window of the limit. */
export async function manualRequests(tx: Tx, userId: string, now: Instant): Promise<Instant[]> {
  const since = new Date(Date.parse(now) - manualWindowSeconds * 1000).toISOString();
  const rows = await tx.select({ at: runs.requestedAt }).from(runs)
    .where(and(eq(runs.requestedBy, userId), eq(runs.trigger, 'manual'), gt(runs.requestedAt, since)));
  return rows.map(({ at }) => at);
}

async function holdToLimit(tx: Tx, userId: string, now: Instant): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`manual:${userId}`}, 0))`);
  const { allowed, retryAfterSeconds } = decideManualRequest(await manualRequests(tx, userId, now), now);
  if (!allowed) throw new DomainError('rate-limited', 'Five recalculations in ten minutes are enough. Try again when the countdown ends.', { retryAfterSeconds });
}

async function lastCalculated(tx: Tx, scope: Scope): Promise<Instant | null> {
  if (scope.kind === 'learner') {
    const [row] = await tx.select({ at: learnerStandings.calculatedAt }).from(learnerStandings).where(eq(learnerStandings.userId, scope.userId));
    return row?.at ?? null;
  }
  const { kind, id } = scopeColumns(scope);
  const [row] = await tx.select({ at: runs.finishedAt }).from(runs)
    .where(and(eq(runs.scopeKind, kind), id === null ? isNull(runs.scopeId) : eq(runs.scopeId, id), inArray(runs.state, ['succeeded', 'succeeded_with_failures'])))
    .orderBy(desc(runs.requestedAt)).limit(1);
  return row?.at ?? null;
}

/** scopeColumns gives a scope as it stands in `recalculation_runs`. */
export function scopeColumns(scope: Scope): { kind: Scope['kind']; id: string | null } {
  if (scope.kind === 'course') return { kind: scope.kind, id: scope.courseId };
  if (scope.kind === 'learner') return { kind: scope.kind, id: scope.userId };
  return { kind: scope.kind, id: null };
}
