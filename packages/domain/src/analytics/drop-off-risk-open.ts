import { compareText } from '../stats/compare-text.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import type { EnrollmentRef, LearnerState } from './state.ts';

const littleProgressPct = 30;
const littleProgressAfterDays = 14;

/** doneTopicsOf is the set of canonical topics done up to D. */
export function doneTopicsOf(state: Pick<LearnerState, 'topics'>, D: Day): Set<string> {
  return new Set(state.topics.filter(({ doneDay }) => doneDay !== null && doneDay <= D).map(({ topicId }) => topicId));
}

/** openEnrollments are the active enrollments of days up to D with something left; a course without topics always has. */
export function openEnrollments(state: LearnerState, D: Day): EnrollmentRef[] {
  const done = doneTopicsOf(state, D);
  return state.enrollments.filter(({ status, enrolledDay, topicIds }) =>
    status === 'active' && enrolledDay <= D && (topicIds.length === 0 || topicIds.some((topicId) => !done.has(topicId))));
}

/** hasOpenLearning tells whether an active enrollment or path has something left. */
export function hasOpenLearning(state: LearnerState, D: Day): boolean {
  const done = doneTopicsOf(state, D);
  const openPath = state.paths.some(({ status, topicIds }) => status === 'active' && topicIds.some((topicId) => !done.has(topicId)));
  return openPath || openEnrollments(state, D).length > 0;
}

/** laggingCourses are open courses entered 14 days ago or more with less than 30 % of their topics done, published percent, by course id. */
export function laggingCourses(state: LearnerState, D: Day): { courseId: string; progressPct: number }[] {
  const done = doneTopicsOf(state, D);
  return openEnrollments(state, D).flatMap(({ courseId, enrolledDay, topicIds }) => {
    if (topicIds.length === 0 || daysBetween(enrolledDay, D) < littleProgressAfterDays) return [];
    const progressPct = roundHalfEven((100 * topicIds.filter((topicId) => done.has(topicId)).length) / topicIds.length, 1);
    return progressPct < littleProgressPct ? [{ courseId, progressPct }] : [];
  }).sort((a, b) => compareText(a.courseId, b.courseId));
}
