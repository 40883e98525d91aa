import { queryOptions } from '@tanstack/react-query';
import type { GroupRef } from '@verdant/api/views';
import { client } from './client.ts';
import { meKey, statusKey } from './keys.ts';

/** Kept this long without asking again: who is signed in hardly ever changes within a visit. */
const meStaleMs = 5 * 60_000;

/** queries lists what pages ask for. Keys have tRPC's shape, so that one table of events reaches them all. */
export const queries = {
  me: () => queryOptions({ queryKey: meKey, queryFn: ({ signal }) => client.account.me.query(undefined, { signal }), staleTime: meStaleMs }),
  status: () => queryOptions({ queryKey: statusKey, queryFn: ({ signal }) => client.recalculation.status.query(undefined, { signal }) }),
  history: (limit: number) =>
    queryOptions({ queryKey: [['recalculation', 'history'], { input: { limit }, type: 'query' }], queryFn: ({ signal }) => client.recalculation.history.query({ limit }, { signal }) }),
  trainerCourses: () => queryOptions({ queryKey: [['trainer', 'courses'], { type: 'query' }], queryFn: ({ signal }) => client.trainer.courses.query(undefined, { signal }) }),
  courseOverview: ({ kind, id }: Pick<GroupRef, 'kind' | 'id'>) =>
    queryOptions({ queryKey: [['trainer', 'courseOverview'], { input: { kind, id }, type: 'query' }], queryFn: ({ signal }) => client.trainer.courseOverview.query({ kind, id }, { signal }) }),
  organization: () => queryOptions({ queryKey: [['orgAdmin', 'overview'], { type: 'query' }], queryFn: ({ signal }) => client.orgAdmin.overview.query(undefined, { signal }) }),
  kpis: (days: number) => queryOptions({ queryKey: [['orgAdmin', 'kpis'], { input: { days }, type: 'query' }], queryFn: ({ signal }) => client.orgAdmin.kpis.query({ days }, { signal }) }),
};
