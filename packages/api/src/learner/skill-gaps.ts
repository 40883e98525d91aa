import { z } from 'zod';
import { permitted } from '../procedures.ts';
import type { AnalyticDetail } from '../views.ts';
import { windowInput } from './analytic-window.ts';
import { readAnalyticDetail } from './read-analytic-detail.ts';

/** skillGaps is the learner's own detail page of `skill-gaps`. */
export const skillGaps = permitted('own-analytics:read')
  .input(z.object({ windowDays: windowInput('skill-gaps') }).default({}))
  .query(({ ctx, input }): Promise<AnalyticDetail<'skill-gaps'>> =>
    readAnalyticDetail(ctx, { userId: ctx.actor.userId, analytic: 'skill-gaps', windowDays: input.windowDays }));
