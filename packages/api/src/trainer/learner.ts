import { z } from 'zod';
import { readLearnerPage } from '../learner/read-learner-page.ts';
import { permitted } from '../procedures.ts';
import type { LearnerPage } from '../views.ts';

/** learner is the page of one learner whom the trainer trains. */
export const learner = permitted('trained-learner:read').input(z.object({ userId: z.uuid() }))
  .query(({ ctx, input }): Promise<LearnerPage> => readLearnerPage(ctx, input.userId));
