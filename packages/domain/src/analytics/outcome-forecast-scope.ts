import { compareText } from '../stats/compare-text.ts';
import type { Day } from '../time/day.ts';
import type { EnrollmentRef, LearnerState, PathRef } from './state.ts';
import { choosePath } from './velocity-scope.ts';

/** The topics a forecast is about, as a path: a course stands for a path to its due day. */
export type ForecastScope = { kind: 'path' | 'course'; path: PathRef };

function asPath({ courseId, enrolledDay, dueDay, topicIds }: EnrollmentRef): PathRef {
  return { id: courseId, title: null, startDate: enrolledDay, status: 'active', topicIds, targetDate: dueDay, targetTopicsPerWeek: null };
}

function chooseCourse(enrollments: readonly EnrollmentRef[], D: Day, courseId: string | undefined): PathRef | null {
  const last = '9999-12-31';
  const open = enrollments.filter(({ enrolledDay, topicIds, status, ...one }) => {
    const wanted = courseId === undefined ? status === 'active' : one.courseId === courseId && (status === 'active' || status === 'completed');
    return wanted && enrolledDay <= D && topicIds.length > 0;
  });
  const [first] = open.sort((a, b) => compareText(a.dueDay ?? last, b.dueDay ?? last) || compareText(a.courseId, b.courseId));
  return first === undefined ? null : asPath(first);
}

/** chooseForecastScope is the course asked for, else the path of learning velocity, else the active course with the earliest due day (none last, then id). */
export function chooseForecastScope(state: LearnerState, D: Day, asked: { pathId?: string | undefined; courseId?: string | undefined }): ForecastScope | null {
  const path = asked.courseId === undefined ? choosePath(state.paths, asked.pathId) : null;
  if (path !== null) return { kind: 'path', path };
  const course = chooseCourse(state.enrollments, D, asked.courseId);
  return course === null ? null : { kind: 'course', path: course };
}
