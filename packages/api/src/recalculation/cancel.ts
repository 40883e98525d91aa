import { DomainError } from '@verdant/domain/errors';
import { z } from 'zod';
import { permitted } from '../procedures.ts';
import type { RunView } from '../views.ts';
import { asRunView } from './as-run-view.ts';

/** cancel ends a waiting or running run: for who asked for it, and for org admins. */
export const cancel = permitted('recalculation:request').input(z.object({ runId: z.uuid() })).mutation(async ({ ctx, input }): Promise<{ run: RunView }> => {
  const { tx, ports, actor, requestId } = ctx;
  const find = async () => (await ports.read.listRuns(tx, { id: input.runId, limit: 1 }))[0];
  const before = await find();
  if (before === undefined) throw new DomainError('not-found', 'There is no such run.');
  const view = asRunView(before, actor, ctx.now());
  if (!view.mayCancel && view.finishedAt === null) throw new DomainError('forbidden', 'Only who asked for it, or an org admin, may cancel a run.');
  if (!(await ports.cancelRun(tx, input.runId, ctx.now()))) throw new DomainError('conflict', 'This run has ended already.');
  await ports.audit(tx, { actor, action: 'recalculation.cancel', subjectId: input.runId, outcome: 'allowed', requestId });
  const after = await find();
  return { run: after === undefined ? view : asRunView(after, actor, ctx.now()) };
});
