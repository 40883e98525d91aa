import { roundHalfEven } from '../stats/round-half-even.ts';
import { weighted } from '../stats/weighted.ts';
import type { CourseHealthBand, CourseHealthPart } from './course-health-value.ts';
import { clamp, roundOrNull } from './published.ts';
import type { Settings } from './settings.ts';

/** Published figures of a course in percent, the rating 1..5; null = not known. `targetCompletionPct` is what the course aims at. */
export type CourseHealthInput = {
  matureCompletionPct: number | null;
  targetCompletionPct: number;
  passRatePct: number | null;
  dropoutRatePct: number | null;
  ratingMean: number | null;
  /** Active in 7 days, of those in progress. */
  activityPct: number | null;
};
export type CourseHealthScore = {
  score: number | null; band: CourseHealthBand | null; parts: Record<CourseHealthPart, number | null>; coverage: number;
};

const requiredCoverage = 0.5;

/** courseHealthBandOf bands a published score. */
export function courseHealthBandOf(score: number, { healthy, watch }: Pick<Settings['health'], 'healthy' | 'watch'>): CourseHealthBand {
  return score >= healthy ? 'healthy' : score >= watch ? 'watch' : 'unhealthy';
}

/**
 * scoreCourseHealth weighs five parts to 0..100, published; under half of the weights, or with neither completion nor passing, the score is null
 * (analytic 8).
 */
export function scoreCourseHealth(input: CourseHealthInput, settings: Settings['health']): CourseHealthScore {
  const { matureCompletionPct: mature, targetCompletionPct: target, passRatePct, dropoutRatePct, ratingMean, activityPct } = input;
  const raw: Record<CourseHealthPart, number | null> = {
    completion: mature === null || target <= 0 ? null : Math.min(100, (100 * mature) / target), passing: passRatePct,
    retention: dropoutRatePct === null ? null : 100 - dropoutRatePct, rating: ratingMean === null ? null : clamp((ratingMean - 1) * 25, 0, 100),
    activity: activityPct,
  };
  const [completion = 0, passing = 0, retention = 0, rating = 0, activity = 0] = settings.weights;
  const { value, coverage } = weighted([
    { weight: completion, value: raw.completion }, { weight: passing, value: raw.passing }, { weight: retention, value: raw.retention },
    { weight: rating, value: raw.rating }, { weight: activity, value: raw.activity },
  ]);
  const known = raw.completion !== null || raw.passing !== null;
  const score = value === null || !known || roundHalfEven(coverage, 2) < requiredCoverage ? null : roundHalfEven(value, 1);
  const parts: CourseHealthScore['parts'] = {
    completion: roundOrNull(raw.completion, 1), passing: roundOrNull(raw.passing, 1), retention: roundOrNull(raw.retention, 1),
    rating: roundOrNull(raw.rating, 1), activity: roundOrNull(raw.activity, 1),
  };
  return { score, band: score === null ? null : courseHealthBandOf(score, settings), parts, coverage };
}

/** healthNeed says in percent how much of the score is known, and how much it takes. */
export function healthNeed(coverage: number): { what: string; have: number; required: number } {
  return { what: 'percent of the score known, completion or passing in it', have: roundHalfEven(100 * coverage), required: 100 * requiredCoverage };
}
