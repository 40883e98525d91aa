import type { Instant } from '@verdant/domain/time/day';
import type { Tx } from '../../with-org.ts';
import { notifyEvent } from '../notify.ts';
import type { Run } from './run-lifecycle.ts';

/** announceProgress tells who asked and the org admins how far a run is. */
export async function announceProgress(tx: Tx, run: Run, now: Instant): Promise<void> {
  await notifyEvent(tx, { kind: 'progress', organizationId: run.organizationId, run: payloadOf(run, now) });
}

/** announceFinished tells how a run ended. */
export async function announceFinished(tx: Tx, run: Run): Promise<void> {
  await notifyEvent(tx, { kind: 'finished', organizationId: run.organizationId, run: payloadOf(run, run.finishedAt ?? run.requestedAt) });
}

function payloadOf(run: Run, now: Instant) {
  const elapsedMs = run.startedAt === null ? 0 : Math.max(0, Date.parse(now) - Date.parse(run.startedAt));
  return {
    id: run.id, state: run.state, step: run.step, done: run.done, total: run.total, failed: run.failed, requestedBy: run.requestedBy,
    etaSeconds: run.done === 0 ? null : Math.ceil((elapsedMs / run.done) * Math.max(0, run.total - run.done) / 1000), durationMs: elapsedMs,
  };
}
