import { asc, sql } from 'drizzle-orm';
import { inTenant } from '../../queries/tenant.ts';
import { enrollments } from '../../schema/facts.ts';
import { courseTrainers } from '../../schema/teaching.ts';
import type { Tx } from '../../with-org.ts';

/** listEnrolledCourses lists the courses that anyone ever enrolled in, by id. */
export async function listEnrolledCourses(tx: Tx): Promise<string[]> {
  const rows = await tx.selectDistinct({ id: enrollments.courseId }).from(enrollments).where(inTenant(enrollments.organizationId)).orderBy(sql`1`);
  return rows.map(({ id }) => id);
}

/** listTrainers lists the people who train a course, by id. */
export async function listTrainers(tx: Tx): Promise<string[]> {
  const rows = await tx.selectDistinct({ id: courseTrainers.userId }).from(courseTrainers).where(inTenant(courseTrainers.organizationId))
    .orderBy(asc(courseTrainers.userId));
  return rows.map(({ id }) => id);
}
