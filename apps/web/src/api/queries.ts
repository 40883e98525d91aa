import type { GroupRef } from '@verdant/api/views';
import { api } from './client.ts';

/** Kept this long without asking again: who is signed in hardly ever changes within a visit. */
const meStaleMs = 5 * 60_000;

/** queries lists what pages ask for. */
export const queries = {
  me: () => api.account.me.queryOptions(undefined, { staleTime: meStaleMs }),
  status: () => api.recalculation.status.queryOptions(),
  history: (limit: number) => api.recalculation.history.queryOptions({ limit }),
  trainerCourses: () => api.trainer.courses.queryOptions(),
  courseOverview: ({ kind, id }: Pick<GroupRef, 'kind' | 'id'>) => api.trainer.courseOverview.queryOptions({ kind, id }),
  organization: () => api.orgAdmin.overview.queryOptions(),
  kpis: (days: number) => api.orgAdmin.kpis.queryOptions({ days }),
};
