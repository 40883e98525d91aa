import { z } from 'zod';
import { outlookInput, readOutlook } from '../learner/read-outlook.ts';
import { permitted } from '../procedures.ts';
import type { OutlookView } from '../views.ts';

/** workerOutlook is what lies ahead of one learner of the organization. */
export const workerOutlook = permitted('worker:read').input(outlookInput.extend({ userId: z.uuid() }))
  .query(({ ctx, input }): Promise<OutlookView> => readOutlook(ctx, input));
