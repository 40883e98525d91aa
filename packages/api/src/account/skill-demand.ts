import { readGroup } from '../group/read-group.ts';
import { permitted } from '../procedures.ts';
import type { GroupView } from '../views.ts';

/** skillDemand is which skills the organization learns, needs and plans, as the caller's role may see it. */
export const skillDemand = permitted('account:use').query(async ({ ctx }): Promise<GroupView> => {
  const view = await readGroup(ctx, 'organization', ctx.actor.organizationId);
  return { ...view, analytics: view.analytics.filter(({ analytic }) => analytic === 'skill-demand') };
});
