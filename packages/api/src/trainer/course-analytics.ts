import { DomainError } from '@verdant/domain/errors';
import { z } from 'zod';
import { readGroup } from '../group/read-group.ts';
import { permitted } from '../procedures.ts';
import type { GroupView } from '../views.ts';

/** courseAnalytics is what is known of a course that the caller trains: content, performance, health, distribution and what to mend. */
export const courseAnalytics = permitted('course-analytics:read').input(z.object({ courseId: z.uuid() }))
  .query(async ({ ctx, input }): Promise<GroupView> => {
    const course = await ctx.ports.read.findTrainedGroup(ctx.tx, ctx.actor.userId, { kind: 'course', id: input.courseId });
    if (course === null) throw new DomainError('not-found', 'There is no such course.');
    return readGroup(ctx, 'course', input.courseId);
  });
