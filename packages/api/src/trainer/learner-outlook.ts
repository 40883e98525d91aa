import { z } from 'zod';
import { outlookInput, readOutlook } from '../learner/read-outlook.ts';
import { permitted } from '../procedures.ts';
import type { OutlookView } from '../views.ts';

/** learnerOutlook is what lies ahead of one learner whom the trainer trains: risk with its reasons, forecast, recommendations. */
export const learnerOutlook = permitted('trained-learner:read').input(outlookInput.extend({ userId: z.uuid() }))
  .query(({ ctx, input }): Promise<OutlookView> => readOutlook(ctx, input));
