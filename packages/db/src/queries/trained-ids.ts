import { and, eq } from 'drizzle-orm';
import { cohortTrainers, courseTrainers } from '../schema/teaching.ts';
import type { Tx } from '../with-org.ts';
import { inTenant } from './tenant.ts';

/** loadTrainedIds gives the courses and cohorts that a person trains: their rooms. */
export async function loadTrainedIds(tx: Tx, trainerId: string): Promise<{ courseIds: string[]; cohortIds: string[] }> {
  const courses = await tx.select({ id: courseTrainers.courseId }).from(courseTrainers)
    .where(and(inTenant(courseTrainers.organizationId), eq(courseTrainers.userId, trainerId)));
  const cohorts = await tx.select({ id: cohortTrainers.cohortId }).from(cohortTrainers)
    .where(and(inTenant(cohortTrainers.organizationId), eq(cohortTrainers.userId, trainerId)));
  return { courseIds: courses.map(({ id }) => id), cohortIds: cohorts.map(({ id }) => id) };
}
