import { scopeSchema } from '@verdant/domain/recalculation/scope';
import { z } from 'zod';
import { permitted } from '../procedures.ts';
import type { RequestOutcome } from '../views.ts';
import { asRunView } from './as-run-view.ts';
import { authorizeScope } from './authorize-scope.ts';
import { readLimit } from './read-limit.ts';

/** request asks for a recalculation by hand: started, queued, joined to a running one, or answered as fresh. */
export const request = permitted('recalculation:request').input(z.object({ scope: scopeSchema })).mutation(async ({ ctx, input }): Promise<RequestOutcome> => {
  const { tx, ports, actor, requestId } = ctx;
  await authorizeScope(ctx, input.scope);
  const now = ctx.now();
  const asked = await ports.recalculation.request(tx, {
    organizationId: actor.organizationId, scope: input.scope, trigger: 'manual', requestedBy: actor.userId, role: actor.role, now,
  });
  const subjectId = input.scope.kind === 'course' ? input.scope.courseId : input.scope.kind === 'learner' ? input.scope.userId : null;
  await ports.audit(tx, {
    actor, action: 'recalculation.request', subjectId, outcome: 'allowed', requestId,
    details: { scope: input.scope.kind, outcome: asked.outcome, runId: asked.runId },
  });
  const [run] = asked.runId === null ? [] : await ports.read.listRuns(tx, { id: asked.runId, limit: 1 });
  return { outcome: asked.outcome, run: run ? asRunView(run, actor, now) : null, limit: await readLimit(ctx) };
});
