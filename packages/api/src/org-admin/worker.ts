import { z } from 'zod';
import { readLearnerPage } from '../learner/read-learner-page.ts';
import { permitted } from '../procedures.ts';
import type { LearnerPage } from '../views.ts';

/** worker is the page of one learner of the organization. */
export const worker = permitted('worker:read').input(z.object({ userId: z.uuid() }))
  .query(({ ctx, input }): Promise<LearnerPage> => readLearnerPage(ctx, input.userId));
