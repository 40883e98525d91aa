import type { PublishedEntry } from '../privacy/release-entry.ts';
import { at } from '../stats/at.ts';
import { sum } from '../stats/mean.ts';
import { median } from '../stats/quantile.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { addDays, daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { insufficientEnvelope, missingSource, valueEnvelope } from './build-envelope.ts';
import { enrolmentTrend, finishesWithin30Days, isDropped, shareOf, wasActiveIn } from './course-measures.ts';
import { coursePerformanceNulls } from './course-performance-nulls.ts';
import type { CoursePerformance, TaughtCoursePerformance, TopicMean } from './course-performance-value.ts';
import type { Envelope } from './envelope.ts';
import type { CourseGroup, CourseTopic } from './group-state.ts';
import { deliversMinutes, today } from './learner-time.ts';
import { measureCourse, publishInterval } from './measure-course.ts';
import { roundOrNull } from './published.ts';
import { percentOf } from './released.ts';
import type { AnalyticContext } from './state.ts';

export type { CoursePerformance } from './course-performance-value.ts';
export { enrolmentTrend, finishesWithin30Days } from './course-measures.ts';

const id = 'course-performance';
const periods = 6;
const periodDays = 30;
const topicFrom = 5;

/** dropStageOf is the furthest topic of most of the dropped, the lowest of equals; nobody dropped or no topics give null. */
export function dropStageOf(group: CourseGroup, D: Day, droppedAfterDays: number): number | null {
  if (group.topics.length === 0) return null;
  const counts = new Map<number, number>();
  for (const learner of group.learners) {
    if (isDropped(learner, D, droppedAfterDays)) counts.set(learner.furthest, (counts.get(learner.furthest) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || a - b);
  return most?.[0] ?? null;
}

/** trendOfEnrolments counts enrollments in six 30-day periods ending at D; a course younger than 180 days has no trend. */
export function trendOfEnrolments(group: CourseGroup, D: Day): Pick<TaughtCoursePerformance, 'trend' | 'growthPct'> {
  if (daysBetween(group.course.createdDay, D) < periods * periodDays) return { trend: null, growthPct: null };
  const counts = Array.from({ length: periods }, () => 0);
  for (const { enrolledDay } of group.learners) {
    const period = Math.floor(daysBetween(enrolledDay, D) / periodDays);
    if (period >= 0 && period < periods) counts[period] = at(counts, period) + 1;
  }
  return enrolmentTrend(counts);
}

function topicMeans(topics: readonly CourseTopic[]): Pick<TaughtCoursePerformance, 'bestTopic' | 'strugglingTopic'> {
  const means = topics.filter(({ learners }) => learners >= topicFrom)
    .map(({ topicId, learners, pctSum }): TopicMean => ({ topicId, meanPct: roundHalfEven(pctSum / learners, 1), learners }));
  const [first = null] = means;
  return {
    bestTopic: means.reduce((best, one) => (best !== null && one.meanPct <= best.meanPct ? best : one), first),
    strugglingTopic: means.reduce((worst, one) => (worst !== null && one.meanPct >= worst.meanPct ? worst : one), first),
  };
}

function countFinishing({ learners, topics }: CourseGroup, D: Day): number | null {
  if (topics.length === 0) return null;
  return learners.filter(({ status, enrolledDay, topicsDone, recentDoneDays }) => {
    const days = Math.min(30, Math.max(7, daysBetween(enrolledDay, D) + 1));
    const done = recentDoneDays.filter((day) => day > addDays(D, -days) && day <= D).length;
    return status === 'active' && finishesWithin30Days({ remaining: Math.max(0, topics.length - topicsDone), done, days });
  }).length;
}

function measureTime(group: CourseGroup, ctx: AnalyticContext, active: number): Pick<TaughtCoursePerformance, 'meanSessionMin' | 'weeklyHours' | 'posts'> {
  const D = today(ctx);
  const days = group.days.filter(({ day }) => day > addDays(D, -periodDays) && day <= D);
  const posts = sum(days.map((day) => day.posts));
  if (!deliversMinutes(ctx)) return { meanSessionMin: null, weeklyHours: null, posts };
  const minutes = sum(days.map((day) => day.activeMin));
  const sessions = sum(days.map((day) => day.sessions));
  return {
    meanSessionMin: sessions === 0 ? null : roundHalfEven(minutes / sessions, 1),
    weeklyHours: active === 0 ? null : roundHalfEven(((minutes / 60) * 7) / periodDays / active, 1), posts,
  };
}

function daysToComplete({ learners }: CourseGroup): number | null {
  const days = learners.flatMap(({ completedDay, enrolledDay }) => (completedDay === null ? [] : [Math.max(0, daysBetween(enrolledDay, completedDay))]));
  return roundOrNull(median(days), 0);
}

/** computeCoursePerformance: how a course goes for its learners, by name (analytic 7); insufficient without an enrollment. */
export function computeCoursePerformance(group: CourseGroup, ctx: AnalyticContext, orgCompletion: PublishedEntry | null = null): Envelope<CoursePerformance> {
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const { learners, course, asOf } = group;
  const D = today(ctx);
  if (learners.length === 0) {
    return insufficientEnvelope(id, ctx, 'no-data', { what: 'enrollments', have: 0, required: 1 }, { n: 0, coverage: 0, asOf });
  }
  const { dropoutRatePct, ...measures } = measureCourse(group, ctx);
  const { completed } = measures;
  const active30 = learners.filter((learner) => wasActiveIn(learner, D, 30)).length;
  const value: TaughtCoursePerformance = {
    view: 'course', courseId: course.courseId, ...measures, active30, dropoutRatePct: dropoutRatePct ?? 0,
    completionRatePct: shareOf(completed, learners.length) ?? 0, completionRateInterval: publishInterval(completed, learners.length) ?? [0, 100],
    medianDays: daysToComplete(group), dropStage: dropStageOf(group, D, ctx.settings.course.droppedAfterDays), ...trendOfEnrolments(group, D),
    ...measureTime(group, ctx, active30), contentCompletionPct: shareOf(sum(learners.map((one) => one.itemsCompleted)), course.items * learners.length),
    ...topicMeans(group.topics), completions30: countFinishing(group, D), orgCompletionPct: percentOf(orgCompletion)?.pct ?? null,
  };
  const delivered = (['learning_events', 'assessment_attempts', 'topic_completions'] as const).map((kind) => ctx.available.facts.has(kind));
  const used = [...delivered, value.raters > 0];
  const evidence = { n: learners.length, coverage: used.filter(Boolean).length / used.length, asOf };
  return valueEnvelope<CoursePerformance>(id, ctx, value, evidence, coursePerformanceNulls(value, group, ctx, orgCompletion));
}
