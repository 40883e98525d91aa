import { endState, type RunState } from '@verdant/domain/recalculation/run-state';
import type { Instant } from '@verdant/domain/time/day';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { recalculationRuns as runs } from '../../schema/operations.ts';
import type { Tx } from '../../with-org.ts';

export type Run = typeof runs.$inferSelect;
export type StepDurations = Record<'collecting' | 'calculating' | 'saving' | 'refreshing', number>;

const learnersOf = (run: Pick<Run, 'scopeKind' | 'scopeId'>) => {
  if (run.scopeKind === 'learner') return sql`SELECT u.id FROM users u WHERE u.id = ${run.scopeId}`;
  if (run.scopeKind === 'course') return sql`SELECT DISTINCT e.user_id AS id FROM enrollments e WHERE e.course_id = ${run.scopeId}`;
  return sql`SELECT r.user_id AS id FROM user_roles r WHERE r.role = 'learner'`;
};

/** startRun claims a queued run, or goes on with one whose worker died; null when it ended or was cancelled meanwhile. */
export async function startRun(tx: Tx, runId: string, now: Instant): Promise<Run | null> {
  const [run] = await tx.select().from(runs).where(eq(runs.id, runId)).for('update');
  if (!run || !['queued', 'running'].includes(run.state)) return null;
  const { rows: [count] } = await tx.execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM (${learnersOf(run)}) l`);
  const [started] = await tx.update(runs)
    .set({ state: 'running', step: 'collecting', startedAt: run.startedAt ?? now, heartbeatAt: now, total: count?.n ?? 0 })
    .where(eq(runs.id, runId)).returning();
  return started ?? null;
}

/** nextLearners gives the next learners of a run in the order of their ids. */
export async function nextLearners(tx: Tx, run: Run, limit: number): Promise<string[]> {
  const after = run.cursor === null ? sql`true` : sql`l.id > ${run.cursor}`;
  const { rows } = await tx.execute<{ id: string }>(sql`SELECT l.id FROM (${learnersOf(run)}) l WHERE ${after} ORDER BY l.id LIMIT ${limit}`);
  return rows.map(({ id }) => id);
}

/** saveProgress moves a running run forward in the chunk's own transaction; null when it was cancelled. */
export async function saveProgress(
  tx: Tx, run: Run, chunk: { last: string; done: number; changed: number; failures: Run['failures'] }, durations: StepDurations, now: Instant,
): Promise<Run | null> {
  const [moved] = await tx.update(runs).set({
    cursor: chunk.last, done: run.done + chunk.done, changed: run.changed + chunk.changed, failed: run.failed + chunk.failures.length,
    failures: [...run.failures, ...chunk.failures].slice(0, 500), steps: stepsOf(durations), step: 'calculating', heartbeatAt: now,
  }).where(and(eq(runs.id, run.id), eq(runs.state, 'running'))).returning();
  return moved ?? null;
}

/** markStep tells which step a run is in. */
export async function markStep(tx: Tx, runId: string, step: string, now: Instant): Promise<void> {
  await tx.update(runs).set({ step, heartbeatAt: now }).where(and(eq(runs.id, runId), eq(runs.state, 'running')));
}

/** finishRun ends a run; what was cancelled or ended meanwhile stays as it is. */
export async function finishRun(tx: Tx, run: Run, durations: StepDurations, now: Instant, error?: string): Promise<Run | null> {
  const state: RunState = error === undefined ? endState(run.done, run.failed) : 'failed';
  const [finished] = await tx.update(runs)
    .set({ state, step: 'done', steps: stepsOf(durations), finishedAt: now, heartbeatAt: now, ...(error === undefined ? {} : { error }) })
    .where(and(eq(runs.id, run.id), inArray(runs.state, ['queued', 'running']))).returning();
  return finished ?? null;
}

const stepsOf = (durations: StepDurations): Run['steps'] => Object.entries(durations).map(([step, durationMs]) => ({ step, durationMs: Math.round(durationMs) }));
