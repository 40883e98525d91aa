import type { PublishedEntry } from '../privacy/release-entry.ts';
import type { Nulls } from './build-envelope.ts';
import type { TaughtCoursePerformance } from './course-performance-value.ts';
import type { CourseGroup } from './group-state.ts';
import { deliversMinutes } from './learner-time.ts';
import { hiddenReasonOf } from './released.ts';
import type { AnalyticContext } from './state.ts';

/** coursePerformanceNulls names the reason of each field that has no figure. */
export function coursePerformanceNulls(
  value: TaughtCoursePerformance, group: CourseGroup, ctx: AnalyticContext, orgCompletion: PublishedEntry | null,
): Nulls {
  const nulls: Nulls = {};
  const noData = [
    'matureCompletionPct', 'medianDays', 'dropStage', 'contentCompletionPct', 'averagePct', 'passRatePct', 'passRateInterval', 'completions30',
  ] as const;
  for (const field of noData) if (value[field] === null) nulls[field] = 'no-data';
  if (value.trend === null) nulls['trend'] = 'short-history';
  if (value.growthPct === null) nulls['growthPct'] = value.trend === null ? 'short-history' : 'no-data';
  for (const field of ['meanSessionMin', 'weeklyHours'] as const) if (value[field] === null) nulls[field] = deliversMinutes(ctx) ? 'no-data' : 'no-source';
  for (const field of ['bestTopic', 'strugglingTopic'] as const) {
    if (value[field] === null) nulls[field] = group.topics.some(({ learners }) => learners > 0) ? 'too-few-learners' : 'no-data';
  }
  for (const field of ['ratingMean', 'ratingDelta'] as const) if (value[field] === null) nulls[field] = value.raters === 0 ? 'no-data' : 'too-few-learners';
  const hidden = hiddenReasonOf(orgCompletion);
  if (value.orgCompletionPct === null) nulls['orgCompletionPct'] = hidden ?? 'no-data';
  return nulls;
}
