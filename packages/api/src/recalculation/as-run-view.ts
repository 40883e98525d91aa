import { runStateSchema, runStepSchema } from '@verdant/domain/recalculation/run-state';
import type { Instant } from '@verdant/domain/time/day';
import type { RunRow } from '@verdant/db/queries/rows';
import type { Actor } from '../context.ts';
import { runTriggers, type RunView } from '../views.ts';

/** etaSeconds is the time left at the pace so far; null before anything is done. */
export function etaSeconds({ startedAt, done, total }: Pick<RunRow, 'startedAt' | 'done' | 'total'>, now: Instant): number | null {
  if (startedAt === null || done === 0) return null;
  const elapsedMs = Math.max(0, Date.parse(now) - Date.parse(startedAt));
  return Math.ceil((elapsedMs / done) * Math.max(0, total - done) / 1000);
}

const someone = 'a learner';

function scopeLabel({ scope, scopeName }: RunRow): string {
  if (scope.kind === 'organization') return 'Whole organization';
  return scopeName ?? (scope.kind === 'course' ? 'a course' : someone);
}

/** asRunView is a run as its reader may see it; only who asked and org admins may cancel. */
export function asRunView(row: RunRow, actor: Actor, now: Instant): RunView {
  const state = runStateSchema.parse(row.state);
  const open = state === 'queued' || state === 'running';
  return {
    id: row.id, trigger: runTriggers.find((one) => one === row.trigger) ?? 'manual', scope: row.scope, scopeLabel: scopeLabel(row),
    requestedBy: row.requestedBy === null ? null : { userId: row.requestedBy.userId, name: row.requestedBy.name ?? someone },
    state, step: runStepSchema.catch('waiting').parse(row.step), total: row.total, done: row.done, failed: row.failed, changed: row.changed,
    etaSeconds: state === 'running' ? etaSeconds(row, now) : null, requestedAt: row.requestedAt, startedAt: row.startedAt, finishedAt: row.finishedAt,
    durationMs: row.startedAt !== null && row.finishedAt !== null ? Date.parse(row.finishedAt) - Date.parse(row.startedAt) : null,
    steps: row.steps, failures: row.failures.map((failure) => ({ ...failure, name: failure.name ?? someone })), error: row.error,
    mayCancel: open && (actor.role === 'org_admin' || row.requestedBy?.userId === actor.userId),
  };
}
