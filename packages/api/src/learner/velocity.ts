import { z } from 'zod';
import { permitted } from '../procedures.ts';
import type { AnalyticDetail } from '../views.ts';
import { windowInput } from './analytic-window.ts';
import { readAnalyticDetail } from './read-analytic-detail.ts';

/** velocity is the learner's own detail page of `learning-velocity`. */
export const velocity = permitted('own-analytics:read')
  .input(z.object({ windowDays: windowInput('learning-velocity') }).default({}))
  .query(({ ctx, input }): Promise<AnalyticDetail<'learning-velocity'>> =>
    readAnalyticDetail(ctx, { userId: ctx.actor.userId, analytic: 'learning-velocity', windowDays: input.windowDays }));
