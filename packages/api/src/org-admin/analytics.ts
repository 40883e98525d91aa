import { readGroup } from '../group/read-group.ts';
import { permitted } from '../procedures.ts';
import type { GroupView } from '../views.ts';

/** analytics are the organization's released figures: velocity, alignment, departments, culture, needs and demand, all of one day. */
export const analytics = permitted('organization-analytics:read')
  .query(({ ctx }): Promise<GroupView> => readGroup(ctx, 'organization', ctx.actor.organizationId));
