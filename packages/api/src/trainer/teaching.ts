import { readGroup } from '../group/read-group.ts';
import { permitted } from '../procedures.ts';
import type { GroupView } from '../views.ts';

/** teaching is how the caller's own teaching does, over all courses they train; nobody else reads it. */
export const teaching = permitted('course-analytics:read').query(({ ctx }): Promise<GroupView> => readGroup(ctx, 'trainer', ctx.actor.userId));
