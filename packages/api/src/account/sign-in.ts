import { z } from 'zod';
import { open } from '../procedures.ts';
import type { Me } from '../views.ts';
import { openMe } from './open-me.ts';

const input = z.object({
  organization: z.string().trim().min(1).max(63),
  email: z.string().trim().min(3).max(254),
  password: z.string().min(1).max(128),
});

/** signIn opens a session; every cause of failure reads the same. */
export const signIn = open.input(input).mutation(async ({ ctx, input: credentials }): Promise<Me> => {
  const opened = await ctx.ports.auth.signIn({ ...credentials, address: ctx.address, requestId: ctx.requestId });
  ctx.setCookie(opened.cookie);
  return openMe(ctx, opened.session);
});
