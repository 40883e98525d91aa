import { open } from '../procedures.ts';
import type { Me } from '../views.ts';
import { openMe } from './open-me.ts';

/** me is who is signed in, or null. */
export const me = open.query(({ ctx }): Promise<Me | null> => (ctx.session === null ? Promise.resolve(null) : openMe(ctx, ctx.session)));
