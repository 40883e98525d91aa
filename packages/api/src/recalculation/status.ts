import { permitted } from '../procedures.ts';
import type { RecalculationStatus } from '../views.ts';
import { asRunView } from './as-run-view.ts';
import { nextNightlyAt } from './next-nightly.ts';
import { readLimit } from './read-limit.ts';

const shownAtOnce = 20;

/** status is what runs now, what ran last, when the next nightly run starts, and how many requests the caller has left. */
export const status = permitted('recalculation:read').query(async ({ ctx }): Promise<RecalculationStatus> => {
  const { tx, ports, actor } = ctx;
  const now = ctx.now();
  const running = await ports.read.listRuns(tx, { states: ['running', 'queued'], limit: shownAtOnce });
  const [last] = await ports.read.listRuns(tx, { states: ['succeeded', 'succeeded_with_failures', 'failed', 'cancelled'], limit: 1 });
  return {
    running: running.map((run) => asRunView(run, actor, now)), last: last ? asRunView(last, actor, now) : null,
    nextNightlyAt: nextNightlyAt(now), limit: await readLimit(ctx),
  };
});
