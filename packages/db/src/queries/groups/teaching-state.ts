import type { TeachingState } from '@verdant/domain/analytics/teaching-state';
import type { Instant } from '@verdant/domain/time/day';
import { and, eq } from 'drizzle-orm';
import { courses } from '../../schema/facts.ts';
import { courseTrainers } from '../../schema/teaching.ts';
import type { Tx } from '../../with-org.ts';
import { inTenant } from '../tenant.ts';
import { loadCourseLearners } from './course-learners.ts';
import { loadCourseResults } from './course-results.ts';
import { loadGainPairs } from './gain-pairs.ts';
import { scopeAt } from './group-scope.ts';

const enrolledWithinDays = 365;

/**
 * loadTeachingState reads all courses that a person trains, with the learners who enrolled in the last 365 days, in four statements. A learner of two courses is
 * two rows, and may be two pairs of a gain.
 */
export async function loadTeachingState(tx: Tx, trainerId: string, now: Instant, timeZone: string): Promise<TeachingState> {
  const trained = await tx.select({ id: courses.id, days: courses.targetDurationDays }).from(courses)
    .innerJoin(courseTrainers, and(eq(courseTrainers.organizationId, courses.organizationId), eq(courseTrainers.courseId, courses.id)))
    .where(and(inTenant(courses.organizationId), eq(courseTrainers.userId, trainerId)));
  const scope = scopeAt(now, timeZone, trained.map(({ id }) => id), { enrolledWithinDays });
  return {
    ...await loadCourseLearners(tx, scope), results: await loadCourseResults(tx, scope), gainPairs: await loadGainPairs(tx, scope),
    targetDurationDays: new Map(trained.flatMap(({ id, days }) => (days === null ? [] : [[id, days]]))),
  };
}
