import { z } from 'zod';
import { permitted } from '../procedures.ts';
import type { AnalyticDetail } from '../views.ts';
import { windowInput } from './analytic-window.ts';
import { readAnalyticDetail } from './read-analytic-detail.ts';

/** engagement is the learner's own detail page of `engagement`. */
export const engagement = permitted('own-analytics:read')
  .input(z.object({ windowDays: windowInput('engagement') }).default({}))
  .query(({ ctx, input }): Promise<AnalyticDetail<'engagement'>> =>
    readAnalyticDetail(ctx, { userId: ctx.actor.userId, analytic: 'engagement', windowDays: input.windowDays }));
