import type { LearnerCourse, LearnerCourseDay } from '@verdant/domain/rollups/types';
import { and } from 'drizzle-orm';
import { learnerCourseDays, learnerCourses } from '../../schema/rollups.ts';
import type { Tx } from '../../with-org.ts';
import { groupByUser, isOneOf } from '../group-by-user.ts';
import { inTenant } from '../tenant.ts';

export type CourseRollups = { courses: Map<string, LearnerCourse[]>; courseDays: Map<string, LearnerCourseDay[]> };

/** loadCourseRollups reads all rows of courses of some learners in two statements, each list in the order of its key; states of single learners do not need them. */
export async function loadCourseRollups(tx: Tx, userIds: readonly string[]): Promise<CourseRollups> {
  const courses = await tx.select().from(learnerCourses).where(and(inTenant(learnerCourses.organizationId), isOneOf(learnerCourses.userId, userIds)))
    .orderBy(learnerCourses.userId, learnerCourses.courseId);
  const days = await tx.select().from(learnerCourseDays).where(and(inTenant(learnerCourseDays.organizationId), isOneOf(learnerCourseDays.userId, userIds)))
    .orderBy(learnerCourseDays.userId, learnerCourseDays.courseId, learnerCourseDays.day);
  return {
    courses: groupByUser(courses, ({ organizationId: _organizationId, userId: _userId, ...row }) => row),
    courseDays: groupByUser(days, ({ organizationId: _organizationId, userId: _userId, ...row }) => row),
  };
}
