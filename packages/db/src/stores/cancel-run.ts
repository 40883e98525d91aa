import type { Instant } from '@verdant/domain/time/day';
import { and, eq, inArray } from 'drizzle-orm';
import { recalculationRuns } from '../schema/operations.ts';
import type { Tx } from '../with-org.ts';
import { announceFinished } from './recalculation/announce-run.ts';

export type CancelRun = (tx: Tx, runId: string, now: Instant) => Promise<boolean>;

/** cancelRun ends a run that waits or runs and tells so; false when there is none left that the caller may end. The worker sees it between two chunks. */
export const cancelRun: CancelRun = async (tx, runId, now) => {
  const [ended] = await tx.update(recalculationRuns).set({ state: 'cancelled', finishedAt: now })
    .where(and(eq(recalculationRuns.id, runId), inArray(recalculationRuns.state, ['queued', 'running']))).returning();
  if (ended === undefined) return false;
  await announceFinished(tx, ended);
  return true;
};
