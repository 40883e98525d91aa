import type { ApiContext, Session } from '../context.ts';

/** auditDenied notes who was refused what, in a transaction of its own: the refused work itself was rolled back. */
export async function auditDenied(ctx: ApiContext, session: Session, path: string, reason: string): Promise<void> {
  const { organizationId, userId, roles } = session;
  const actor = { organizationId, userId, role: roles[0] ?? 'learner' } as const;
  await ctx.ports.withTenant(actor, (tx) => ctx.ports.audit(tx, {
    actor, action: path, outcome: 'denied', subjectId: null, requestId: ctx.requestId, details: { reason, claimedRole: ctx.claimedRole },
  }));
}
