import type { Envelope } from '@verdant/domain/analytics/envelope';
import { computeReleasedCourseHealth } from '@verdant/domain/analytics/released-course-health';
import { computeReleasedCoursePerformance } from '@verdant/domain/analytics/released-course';
import { computeReleasedDistribution, type CutLearner } from '@verdant/domain/analytics/released-distribution';
import { findEntry } from '@verdant/domain/analytics/released';
import type { AnalyticContext } from '@verdant/domain/analytics/state';
import { computeReleasedTeaching } from '@verdant/domain/analytics/teaching-effectiveness';
import type { Release } from '@verdant/domain/privacy/publish';
import type { GroupResult } from '@verdant/db/stores/releases/save-group-analytics';
import type { TaughtCourse } from './cut-taught.ts';

/** Distributions that stand, by course: what the last release published. */
export type EarlierDistributions = ReadonlyMap<string, Envelope<unknown>>;

/** Joiners who wait for the next new figure of the course's results are not among the people behind it. */
function countedLearners({ courseId, learners }: TaughtCourse, { last }: Pick<Release, 'last'>): CutLearner[] {
  const record = last.find(({ cohortId, metric }) => cohortId === `course:${courseId}` && metric === 'results');
  const counted = new Set(record?.members.map(([id]) => id));
  return learners.filter(({ userId, averagePct }) => averagePct === null || counted.has(userId));
}

/** While the results of a course are frozen its distribution is the one of the day that they are of. */
function distributionOf(course: TaughtCourse, release: Release, earlier: EarlierDistributions, ctx: AnalyticContext): Envelope<unknown> {
  const { courseId } = course;
  const results = findEntry(release, `course:${courseId}`, 'results');
  const standing = results?.frozen === true ? earlier.get(courseId) : undefined;
  if (standing !== undefined) return { ...standing, computedAt: ctx.now, releaseId: release.releaseId, sources: ctx.sources };
  return computeReleasedDistribution({ courseId, releaseId: release.releaseId, results, learners: countedLearners(course, release) }, ctx);
}

/** computeTaught makes what org admins see of courses and of trainers from one release: nobody is named (analytics 7 to 10). */
export function computeTaught(
  release: Release, courses: readonly TaughtCourse[], earlier: EarlierDistributions, base: Omit<AnalyticContext, 'viewer'>, organizationId: string,
): GroupResult[] {
  const ctx: AnalyticContext = { ...base, viewer: { role: 'org_admin' } };
  const ofCourses = courses.flatMap((course) => [
    computeReleasedCoursePerformance(course.courseId, release, ctx), computeReleasedCourseHealth(course, release, ctx),
    distributionOf(course, release, earlier, ctx),
  ].map((envelope): GroupResult => ({ grain: 'course', scopeId: course.courseId, role: 'org_admin', envelope })));
  return [...ofCourses, { grain: 'organization', scopeId: organizationId, role: 'org_admin', envelope: computeReleasedTeaching(release, ctx) }];
}
