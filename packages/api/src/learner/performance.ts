import { z } from 'zod';
import { permitted } from '../procedures.ts';
import type { AnalyticDetail } from '../views.ts';
import { windowInput } from './analytic-window.ts';
import { readAnalyticDetail } from './read-analytic-detail.ts';

/** performance is the learner's own detail page of `performance`. */
export const performance = permitted('own-analytics:read')
  .input(z.object({ windowDays: windowInput('performance') }).default({}))
  .query(({ ctx, input }): Promise<AnalyticDetail<'performance'>> =>
    readAnalyticDetail(ctx, { userId: ctx.actor.userId, analytic: 'performance', windowDays: input.windowDays }));
