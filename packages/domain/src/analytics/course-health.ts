import { at } from '../stats/at.ts';
import { addDays, weekdayOf } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { insufficientEnvelope, missingSource, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import { courseHealthParts } from './course-health-value.ts';
import type { CourseHealth, CourseHealthPart, FunnelStage, TaughtCourseHealth } from './course-health-value.ts';
import { shareOf, wasActiveIn } from './course-measures.ts';
import { healthSteps } from './course-steps.ts';
import type { Envelope, ReasonCode } from './envelope.ts';
import type { CourseGroup, CourseLearner } from './group-state.ts';
import { today } from './learner-time.ts';
import { measureCourse } from './measure-course.ts';
import { healthNeed, scoreCourseHealth } from './score-course-health.ts';
import type { AnalyticContext } from './state.ts';

export type { CourseHealth } from './course-health-value.ts';
export { scoreCourseHealth } from './score-course-health.ts';

const id = 'course-health';
const enrolledFrom = 5;
const heatDays = 30;

/** reachedOf tells which stages a learner reached; a later stage implies the earlier ones, and the middle is half of the topics done. */
export function reachedOf({ status, topicsDone, furthest, lastActiveDay }: CourseLearner, topics: number): Record<Exclude<FunnelStage, 'enrolled'>, boolean> {
  const completed = status === 'completed';
  const midpoint = completed || (topics > 0 && 2 * topicsDone >= topics);
  return { completed, midpoint, started: midpoint || furthest > 0 || lastActiveDay !== null };
}

/** countFunnel counts who reached each stage. */
export function countFunnel({ learners, topics }: Pick<CourseGroup, 'learners' | 'topics'>): Record<FunnelStage, number> {
  const counts = { enrolled: learners.length, started: 0, midpoint: 0, completed: 0 };
  for (const learner of learners) {
    const reached = reachedOf(learner, topics.length);
    for (const stage of ['started', 'midpoint', 'completed'] as const) counts[stage] += Number(reached[stage]);
  }
  return counts;
}

/** heatOf counts points of 30 days by weekday, Monday first, and local hour. */
export function heatOf({ days }: Pick<CourseGroup, 'days'>, D: Day): number[][] {
  const heat = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const { day, hours } of days) {
    if (day <= addDays(D, -heatDays) || day > D) continue;
    const row = at(heat, weekdayOf(day));
    hours.forEach((points, hour) => {
      row[hour] = at(row, hour) + points;
    });
  }
  return heat;
}

/** missingParts names why a part of the score is not known. */
export function missingParts(parts: Record<CourseHealthPart, number | null>, ratings: ReasonCode): Nulls {
  const missing = courseHealthParts.filter((part) => parts[part] === null);
  return Object.fromEntries(missing.map((part) => [`parts.${part}`, part === 'rating' ? ratings : 'no-data']));
}

/** computeCourseHealth: one score 0..100 for a course and the steps where it loses learners (analytic 8); insufficient below five enrolled. */
export function computeCourseHealth(group: CourseGroup, ctx: AnalyticContext): Envelope<CourseHealth> {
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const D = today(ctx);
  const measures = measureCourse(group, ctx);
  const open = group.learners.filter(({ status }) => status === 'active');
  const { score, band, parts, coverage } = scoreCourseHealth({
    ...measures, targetCompletionPct: group.course.targetCompletionPct ?? ctx.settings.course.targetCompletionPct,
    activityPct: shareOf(open.filter((learner) => wasActiveIn(learner, D, 7)).length, open.length),
  }, ctx.settings.health);
  const { enrolled } = measures;
  const evidence = { n: enrolled, coverage, asOf: group.asOf };
  if (enrolled < enrolledFrom) {
    return insufficientEnvelope(id, ctx, 'too-few-learners', { what: 'learners enrolled', have: enrolled, required: enrolledFrom }, evidence);
  }
  if (score === null || band === null) {
    return insufficientEnvelope(id, ctx, 'too-few-learners', healthNeed(coverage), evidence);
  }
  const withTimes = ctx.available.measures.has('time-of-day');
  const value: TaughtCourseHealth = {
    view: 'course', courseId: group.course.courseId, score, band, parts, funnel: countFunnel(group), steps: healthSteps(group, D),
    atRisk: measures.atRisk.length, heatmap: withTimes ? heatOf(group, D) : null,
  };
  const nulls = { ...missingParts(parts, measures.raters === 0 ? 'no-data' : 'too-few-learners'), ...(withTimes ? {} : { heatmap: 'no-source' as const }) };
  return valueEnvelope<CourseHealth>(id, ctx, value, evidence, nulls);
}
