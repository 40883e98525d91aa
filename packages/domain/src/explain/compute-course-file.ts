import type { AnalyticId } from '../analytics/catalogue.ts';
import { computeCourseContentEffectiveness } from '../analytics/course-content-effectiveness.ts';
import { computeCourseHealth } from '../analytics/course-health.ts';
import { computeCoursePerformance } from '../analytics/course-performance.ts';
import { cutDistribution } from '../analytics/cut-course.ts';
import type { Envelope } from '../analytics/envelope.ts';
import { computeCourseRecommendations } from '../analytics/recommendations-course.ts';
import { computeReleasedCourseHealth } from '../analytics/released-course-health.ts';
import { computeReleasedCoursePerformance } from '../analytics/released-course.ts';
import { computeReleasedDistribution } from '../analytics/released-distribution.ts';
import { findEntry } from '../analytics/released.ts';
import { computeStudentDistribution } from '../analytics/student-distribution.ts';
import type { AnalyticContext } from '../analytics/state.ts';
import { today } from '../analytics/learner-time.ts';
import { DomainError } from '../errors.ts';
import { buildCourseGroup, participateIn } from './build-course-group.ts';
import { buildCourseState } from './build-course-state.ts';
import { cutFileRelease } from './cut-file-release.ts';
import type { FactsFile } from './facts-file.ts';
import { knowOrganization } from './known-organization.ts';

type CourseSubject = { courseId: string; cohortId: string | null };

/** computeForTrainer calculates an analytic of a course, or of a set of its learners, as its trainer sees it. */
function computeForTrainer(id: AnalyticId, { courseId, cohortId }: CourseSubject, file: FactsFile, ctx: AnalyticContext): Envelope<unknown> {
  const known = knowOrganization(file, today(ctx), ctx);
  const cohort = file.cohorts.find((one) => one.id === cohortId);
  const parts = participateIn(courseId, known, ctx, cohort === undefined ? null : new Set(cohort.learnerIds));
  const group = buildCourseGroup(courseId, parts, known, ctx);
  if (id === 'course-performance') {
    return computeCoursePerformance(group, ctx, findEntry(cutFileRelease(file, ctx).release, 'org', 'completers'));
  }
  if (id === 'course-health') return computeCourseHealth(group, ctx);
  if (id === 'student-distribution') return computeStudentDistribution(group, ctx);
  const content = computeCourseContentEffectiveness(buildCourseState(courseId, parts, known), ctx);
  if (id === 'content-effectiveness') return content;
  const performance = computeCoursePerformance(group, ctx).value;
  return computeCourseRecommendations({
    courseId, enrolled: parts.length, topicIds: known.topics.byCourse.get(courseId) ?? [], asOf: group.asOf,
    content: content.value?.view === 'course' ? content.value : null, atRisk: performance?.view === 'course' ? performance.atRisk : null,
  }, ctx);
}

/** computeReleased calculates an analytic of a course as the organization sees it, from the release. */
function computeReleased(id: AnalyticId, courseId: string, file: FactsFile, ctx: AnalyticContext): Envelope<unknown> {
  const { release, known, ctx: then } = cutFileRelease(file, ctx);
  if (id === 'course-performance') return computeReleasedCoursePerformance(courseId, release, ctx);
  const group = buildCourseGroup(courseId, participateIn(courseId, known, then), known, then);
  if (id === 'course-health') return computeReleasedCourseHealth(group.course, release, ctx);
  if (id !== 'student-distribution') throw new DomainError('invalid-input', `viewer.role: ${id} of a course is for its trainer`);
  return computeReleasedDistribution({
    courseId, releaseId: release.releaseId, results: findEntry(release, `course:${courseId}`, 'results'), learners: cutDistribution(group, ctx),
  }, ctx);
}

/** computeForCourse calculates an analytic of a course from a file: by name for a trainer, released for an org admin. */
export function computeForCourse(id: AnalyticId, subject: CourseSubject, file: FactsFile, ctx: AnalyticContext): Envelope<unknown> {
  return ctx.viewer.role === 'org_admin' ? computeReleased(id, subject.courseId, file, ctx) : computeForTrainer(id, subject, file, ctx);
}
