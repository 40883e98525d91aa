import { cutCourse, cutDistribution } from '@verdant/domain/analytics/cut-course';
import { cutTrainers } from '@verdant/domain/analytics/cut-trainers';
import type { CutLearner } from '@verdant/domain/analytics/released-distribution';
import type { AnalyticContext } from '@verdant/domain/analytics/state';
import { measureTeaching } from '@verdant/domain/analytics/teaching-effectiveness';
import type { Cohort } from '@verdant/domain/privacy/cohort';
import { cutInstant } from '@verdant/domain/rollups/cut-instant';
import { addDays, type Day, type Instant } from '@verdant/domain/time/day';
import { loadCourseGroup } from '@verdant/db/queries/groups/course-group';
import { loadTeachingState } from '@verdant/db/queries/groups/teaching-state';
import { listEnrolledCourses, listTrainers } from '@verdant/db/stores/releases/list-taught';
import type { Tx } from '@verdant/db/with-org';

/** A course in a release: its target, and its learners as the distribution counts them. */
export type TaughtCourse = { courseId: string; targetCompletionPct: number | null; learners: readonly (CutLearner & { userId: string })[] };
export type Taught = { courses: TaughtCourse[]; cohorts: Cohort[] };

/** The last instant of a local day. */
function endOf(day: Day, timeZone: string): Instant {
  return new Date(Date.parse(cutInstant(addDays(day, 1), timeZone)) - 1).toISOString();
}

/** cutTaught gives the cohorts of courses and trainers as of the end of a day: a course, then a trainer, at a time (analytics 7 to 10). */
export async function cutTaught(tx: Tx, day: Day, base: Omit<AnalyticContext, 'viewer'>): Promise<Taught> {
  const { timeZone, settings } = base;
  const now = endOf(day, timeZone);
  const taught: Taught = { courses: [], cohorts: [] };
  for (const courseId of await listEnrolledCourses(tx)) {
    const group = await loadCourseGroup(tx, courseId, now, timeZone);
    if (group === null || group.learners.length === 0) continue;
    taught.cohorts.push(...cutCourse(group, { day, settings }));
    taught.courses.push({ courseId, targetCompletionPct: group.course.targetCompletionPct, learners: cutDistribution(group, { settings }) });
  }
  const trainers = [];
  for (const trainerId of await listTrainers(tx)) {
    const state = await loadTeachingState(tx, trainerId, now, timeZone);
    trainers.push({ trainerId, axes: measureTeaching(state, { ...base, now, viewer: { role: 'org_admin' } }).axes });
  }
  taught.cohorts.push(...cutTrainers(trainers));
  return taught;
}
