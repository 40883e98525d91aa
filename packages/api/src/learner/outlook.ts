import { permitted } from '../procedures.ts';
import type { OutlookView } from '../views.ts';
import { outlookInput, readOutlook } from './read-outlook.ts';

/** outlook is what lies ahead of the learner: reasons and steps instead of a risk score, the forecast, what to do next. */
export const outlook = permitted('own-analytics:read').input(outlookInput.default({}))
  .query(({ ctx, input }): Promise<OutlookView> => readOutlook(ctx, { ...input, userId: ctx.actor.userId }));
