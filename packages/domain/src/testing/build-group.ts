import type { CourseDay, CourseGroup, CourseLearner, CourseTopic, LearnerResult } from '../analytics/group-state.ts';
import { addDays } from '../time/day.ts';
import { D } from './build-state.ts';

/** buildLearner is someone in progress who enrolled 40 days ago and was active today. */
export function buildLearner(userId: string, fields: Partial<CourseLearner> = {}): CourseLearner {
  return {
    userId, courseId: 'c', enrolledDay: addDays(D, -40), status: 'active', completedDay: null, furthest: 1, topicsDone: 2, recentDoneDays: [],
      itemsCompleted: 0,
    lastActiveDay: D, rating: null, ...fields,
  };
}
/** buildLearners numbers so many alike. */
export function buildLearners(n: number, prefix = 'u', fields: Partial<CourseLearner> = {}): CourseLearner[] {
  return Array.from({ length: n }, (_, i) => buildLearner(`${prefix}${i}`, fields));
}
/** buildResult is one learner on one assessment: the percents in time order, pass mark 70. */
export function buildResult(userId: string, pcts: readonly number[], fields: Partial<LearnerResult> = {}): LearnerResult {
  const passed = pcts.findIndex((pct) => pct >= 70);
  return {
    userId, assessmentId: 'a', courseId: 'c', topicId: null, attempts: pcts.length, firstPct: pcts[0] ?? 0, bestPct: Math.max(...pcts),
      latestPct: pcts.at(-1) ?? 0,
    firstPassed: passed === 0, latestPassed: (pcts.at(-1) ?? 0) >= 70, firstPassPosition: passed < 0 ? null : passed + 1, minutesSum: 0, minutesN: 0, ...fields,
  };
}
export function buildTopics(n: number, fields: Partial<CourseTopic> = {}): CourseTopic[] {
  return Array.from({ length: n }, (_, i) => ({ topicId: `t${i + 1}`, expectedMin: null, learners: 0, pctSum: 0, minutes: [], ...fields }));
}
export function buildCourseDay(day: string, fields: Partial<CourseDay> = {}): CourseDay {
  return { day, points: 0, activeMin: 0, sessions: 0, hours: Array.from({ length: 24 }, () => 0), posts: 0, ...fields };
}
export function buildGroup(fields: Partial<CourseGroup> = {}): CourseGroup {
  return {
    course: { courseId: 'c', createdDay: addDays(D, -400), targetCompletionPct: null, targetDurationDays: null, items: 10 },
    learners: [], results: [], topics: buildTopics(4), days: [], asOf: null, ...fields,
  };
}
