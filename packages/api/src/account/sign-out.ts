import { permitted } from '../procedures.ts';

/** signOut ends the session and closes its sockets. */
export const signOut = permitted('account:use').mutation(async ({ ctx }): Promise<{ signedOut: true }> => {
  await ctx.ports.audit(ctx.tx, { actor: ctx.actor, action: 'sign-out', outcome: 'allowed', subjectId: null, requestId: ctx.requestId });
  const { cookie } = await ctx.ports.auth.signOut(ctx.tx, ctx.session);
  ctx.setCookie(cookie);
  return { signedOut: true };
});
