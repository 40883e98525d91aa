import { z } from 'zod';
import { permitted } from '../procedures.ts';
import type { Theme } from '../views.ts';

/** setTheme keeps the person's choice of colours. */
export const setTheme = permitted('account:use').input(z.object({ theme: z.enum(['dark', 'light', 'system']) }))
  .mutation(async ({ ctx, input }): Promise<{ theme: Theme }> => {
    await ctx.ports.preferences.setTheme(ctx.tx, ctx.actor.userId, input.theme);
    return { theme: input.theme };
  });
