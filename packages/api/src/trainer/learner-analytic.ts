import { personAnalyticInput } from '../learner/person-analytic.ts';
import { readAnalyticDetail } from '../learner/read-analytic-detail.ts';
import { permitted } from '../procedures.ts';
import type { AnalyticDetail } from '../views.ts';

/** learnerAnalytic is one analytic of one learner whom the trainer trains. */
export const learnerAnalytic = permitted('trained-learner:read').input(personAnalyticInput)
  .query(({ ctx, input }): Promise<AnalyticDetail> => readAnalyticDetail(ctx, input));
