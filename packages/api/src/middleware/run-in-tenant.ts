import type { TRPCError } from '@trpc/server';
import type { Tx } from '@verdant/db/with-org';
import { isDomainError } from '@verdant/domain/errors';
import type { Actor, ApiContext, Session } from '../context.ts';
import { auditDenied } from './audit-denied.ts';

type Result = { ok: true } | { ok: false; error: TRPCError };

/** runInTenant opens the procedure's one transaction. next() never rejects, so a failure is thrown again here, or it would be committed. */
export async function runInTenant<R extends Result>(
  ctx: ApiContext & { actor: Actor; session: Session }, path: string, work: (tx: Tx) => Promise<R>,
): Promise<R> {
  let refusal: string | null = null;
  try {
    return await ctx.ports.withTenant(ctx.actor, async (tx) => {
      const result = await work(tx);
      if (result.ok) return result;
      const { cause } = result.error;
      if (isDomainError(cause) && (cause.code === 'not-found' || cause.code === 'forbidden')) refusal = cause.code;
      throw result.error;
    });
  } catch (error) {
    if (refusal !== null) await auditDenied(ctx, ctx.session, path, refusal);
    throw error;
  }
}
