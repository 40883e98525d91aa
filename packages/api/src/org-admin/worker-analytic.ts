import { personAnalyticInput } from '../learner/person-analytic.ts';
import { readAnalyticDetail } from '../learner/read-analytic-detail.ts';
import { permitted } from '../procedures.ts';
import type { AnalyticDetail } from '../views.ts';

/** workerAnalytic is one analytic of one learner of the organization. */
export const workerAnalytic = permitted('worker:read').input(personAnalyticInput)
  .query(({ ctx, input }): Promise<AnalyticDetail> => readAnalyticDetail(ctx, input));
