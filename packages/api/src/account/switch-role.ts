import { roleSchema } from '@verdant/domain/access/roles';
import { DomainError } from '@verdant/domain/errors';
import { z } from 'zod';
import { permitted } from '../procedures.ts';
import type { Me } from '../views.ts';
import { readMe } from './read-me.ts';

/** switchRole remembers the role for the next sign-in and gives the session a new id. */
export const switchRole = permitted('account:use').input(z.object({ role: roleSchema })).mutation(async ({ ctx, input }): Promise<Me> => {
  if (!ctx.session.roles.includes(input.role)) throw new DomainError('forbidden', 'You do not hold this role.');
  await ctx.ports.preferences.setLastRole(ctx.tx, ctx.actor.userId, input.role);
  await ctx.ports.audit(ctx.tx, {
    actor: ctx.actor, action: 'role-switch', outcome: 'allowed', subjectId: null, requestId: ctx.requestId, details: { to: input.role },
  });
  const me = await readMe(ctx.tx, ctx.ports, ctx.session);
  const renewed = await ctx.ports.auth.renew(ctx.tx, ctx.session);
  ctx.setCookie(renewed.cookie);
  return me;
});
