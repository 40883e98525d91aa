import { permitted } from '../procedures.ts';
import type { LearnerPage } from '../views.ts';
import { readLearnerPage } from './read-learner-page.ts';

/** overview is the learner's own dashboard. */
export const overview = permitted('own-analytics:read').query(({ ctx }): Promise<LearnerPage> => readLearnerPage(ctx, ctx.actor.userId));
