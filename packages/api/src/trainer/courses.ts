import { permitted } from '../procedures.ts';
import type { TrainerCourses } from '../views.ts';

/** courses lists what the trainer trains, most recently active first. */
export const courses = permitted('course-analytics:read')
  .query(async ({ ctx }): Promise<TrainerCourses> => ({ groups: await ctx.ports.read.listTrainedGroups(ctx.tx, ctx.actor.userId) }));
