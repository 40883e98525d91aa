import { z } from 'zod';
import { permitted } from '../procedures.ts';
import type { AnalyticDetail } from '../views.ts';
import { windowInput } from './analytic-window.ts';
import { readAnalyticDetail } from './read-analytic-detail.ts';

/** contentEffectiveness is the learner's own detail page of `content-effectiveness`. */
export const contentEffectiveness = permitted('own-analytics:read')
  .input(z.object({ windowDays: windowInput('content-effectiveness') }).default({}))
  .query(({ ctx, input }): Promise<AnalyticDetail<'content-effectiveness'>> =>
    readAnalyticDetail(ctx, { userId: ctx.actor.userId, analytic: 'content-effectiveness', windowDays: input.windowDays }));
