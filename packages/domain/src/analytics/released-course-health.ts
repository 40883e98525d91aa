import { insufficientEnvelope, suppressedEnvelope, valueEnvelope } from './build-envelope.ts';
import type { CourseHealth, ReleasedCourseHealth } from './course-health-value.ts';
import { missingParts } from './course-health.ts';
import type { Envelope } from './envelope.ts';
import { findEntry, firstBandOf, hiddenReasonOf, leastOf, percentOf, quartilesOf } from './released.ts';
import type { ReleaseView } from './released.ts';
import { healthNeed, scoreCourseHealth } from './score-course-health.ts';
import type { AnalyticContext } from './state.ts';

const id = 'course-health';

/** Metrics of a course in a release: rates of its learners, and their rating as a score. */
export const courseHealthReleaseMetrics = ['mature-completion', 'passing', 'dropout', 'rating', 'active-7', 'started', 'midpoint', 'completion'] as const;

/**
 * computeReleasedCourseHealth: health of a course as the organization sees it, its parts from released figures (analytic 8). A coded end counts as
 * its limit.
 */
export function computeReleasedCourseHealth(
  course: { courseId: string; targetCompletionPct: number | null }, release: ReleaseView, ctx: AnalyticContext,
): Envelope<CourseHealth> {
  const { courseId } = course;
  const entry = (metric: (typeof courseHealthReleaseMetrics)[number]) => findEntry(release, `course:${courseId}`, metric);
  const entries = courseHealthReleaseMetrics.map(entry);
  const sizeBand = firstBandOf(entries);
  const { score, band, parts, coverage } = scoreCourseHealth({
    matureCompletionPct: percentOf(entry('mature-completion'))?.pct ?? null,
    targetCompletionPct: course.targetCompletionPct ?? ctx.settings.course.targetCompletionPct,
    passRatePct: percentOf(entry('passing'))?.pct ?? null, dropoutRatePct: percentOf(entry('dropout'))?.pct ?? null,
    ratingMean: quartilesOf(entry('rating'))?.median ?? null, activityPct: percentOf(entry('active-7'))?.pct ?? null,
  }, ctx.settings.health);
  const evidence = { n: leastOf(sizeBand), coverage, asOf: null, releaseId: release.releaseId };
  if (sizeBand === null) return suppressedEnvelope(id, ctx, entries.find((one) => one !== null)?.hiddenBecause ?? 'too-few', evidence);
  if (score === null || band === null) {
    return insufficientEnvelope(id, ctx, 'too-few-learners', healthNeed(coverage), evidence);
  }
  const funnel = { started: percentOf(entry('started')), midpoint: percentOf(entry('midpoint')), completed: percentOf(entry('completion')) };
  const value: ReleasedCourseHealth = { view: 'released', courseId, score, band, sizeBand, parts, funnel };
  const hidden = { started: entry('started'), midpoint: entry('midpoint'), completed: entry('completion') };
  const funnelNulls = Object.fromEntries(Object.entries(hidden).flatMap(([stage, one]) => {
    const reason = hiddenReasonOf(one);
    return reason === null ? [] : [[`funnel.${stage}`, reason]];
  }));
  return valueEnvelope<CourseHealth>(id, ctx, value, evidence, { ...missingParts(parts, hiddenReasonOf(entry('rating')) ?? 'no-data'), ...funnelNulls });
}
