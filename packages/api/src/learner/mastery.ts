import { z } from 'zod';
import { permitted } from '../procedures.ts';
import type { AnalyticDetail } from '../views.ts';
import { windowInput } from './analytic-window.ts';
import { readAnalyticDetail } from './read-analytic-detail.ts';

/** mastery is the learner's own detail page of `mastery`. */
export const mastery = permitted('own-analytics:read')
  .input(z.object({ windowDays: windowInput('mastery') }).default({}))
  .query(({ ctx, input }): Promise<AnalyticDetail<'mastery'>> =>
    readAnalyticDetail(ctx, { userId: ctx.actor.userId, analytic: 'mastery', windowDays: input.windowDays }));
