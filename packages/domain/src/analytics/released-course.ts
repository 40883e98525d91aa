import { suppressedEnvelope, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import type { CoursePerformance, ReleasedCoursePerformance } from './course-performance-value.ts';
import type { Envelope } from './envelope.ts';
import { findEntry, firstBandOf, hiddenReasonOf, leastOf, nullsOfQuartiles, percentOf, quartilesOf } from './released.ts';
import type { ReleaseView } from './released.ts';
import type { AnalyticContext } from './state.ts';

const id = 'course-performance';

/** Metrics of a course in a release: three rates, and the average result as a score. */
export const courseReleaseMetrics = ['completion', 'passing', 'risk', 'results'] as const;

/** computeReleasedCoursePerformance: a course as the organization sees it, from released figures, without names (analytic 7). */
export function computeReleasedCoursePerformance(courseId: string, release: ReleaseView, ctx: AnalyticContext): Envelope<CoursePerformance> {
  const entries = courseReleaseMetrics.map((metric) => findEntry(release, `course:${courseId}`, metric));
  const [completion = null, passing = null, risk = null, results = null] = entries;
  const sizeBand = firstBandOf(entries);
  const shown = entries.filter((entry) => hiddenReasonOf(entry) === null).length;
  const evidence = { n: leastOf(sizeBand), coverage: shown / entries.length, asOf: null, releaseId: release.releaseId };
  if (sizeBand === null) return suppressedEnvelope(id, ctx, entries.find((entry) => entry !== null)?.hiddenBecause ?? 'too-few', evidence);
  const org = findEntry(release, 'org', 'completers');
  const value: ReleasedCoursePerformance = {
    view: 'released', courseId, sizeBand, completion: percentOf(completion), passing: percentOf(passing), risk: percentOf(risk),
    results: quartilesOf(results), orgCompletionPct: percentOf(org)?.pct ?? null,
  };
  const nulls: Nulls = nullsOfQuartiles('results', results);
  for (const [field, entry] of Object.entries({ completion, passing, risk })) {
    const hidden = hiddenReasonOf(entry);
    if (hidden !== null) nulls[field] = hidden;
  }
  if (value.orgCompletionPct === null) nulls['orgCompletionPct'] = hiddenReasonOf(org) ?? 'no-data';
  return valueEnvelope<CoursePerformance>(id, ctx, value, evidence, nulls);
}
