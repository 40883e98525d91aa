import type { Explanation } from '@verdant/domain/explain/explanation';
import { permitted } from '../procedures.ts';
import { explainInput, readExplanation } from './read-explanation.ts';

/** explain tells the learner how one of the own numbers comes to be. */
export const explain = permitted('own-analytics:read').input(explainInput)
  .query(({ ctx, input }): Promise<Explanation> => readExplanation(ctx, { ...input, userId: ctx.actor.userId }));
