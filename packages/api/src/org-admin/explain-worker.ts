import type { Explanation } from '@verdant/domain/explain/explanation';
import { z } from 'zod';
import { explainInput, readExplanation } from '../learner/read-explanation.ts';
import { permitted } from '../procedures.ts';

/** explainWorker tells how a number of a learner of the organization comes to be. */
export const explainWorker = permitted('worker:read').input(explainInput.extend({ userId: z.uuid() }))
  .query(({ ctx, input }): Promise<Explanation> => readExplanation(ctx, input));
