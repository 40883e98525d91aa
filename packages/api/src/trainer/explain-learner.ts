import type { Explanation } from '@verdant/domain/explain/explanation';
import { z } from 'zod';
import { explainInput, readExplanation } from '../learner/read-explanation.ts';
import { permitted } from '../procedures.ts';

/** explainLearner tells how a number of a learner whom the caller trains comes to be. */
export const explainLearner = permitted('trained-learner:read').input(explainInput.extend({ userId: z.uuid() }))
  .query(({ ctx, input }): Promise<Explanation> => readExplanation(ctx, input));
