import { compareText } from '../stats/compare-text.ts';
import type { Day } from '../time/day.ts';
import type { ActivityPoint } from './activity-points.ts';
import { pushTo } from './attempt-index.ts';
import { measureActivity } from './fold-learner-day.ts';
import type { TimedFacts } from './timed-facts.ts';
import type { LearnerCourse, LearnerCourseDay } from './types.ts';

/**
 * coursesFrom folds a learner's days in courses and their ratings into one row per course that they are enrolled or were active in, by id. Only a `rated` event
 * on the course itself rates it; the latest by (occurredAt, id) counts.
 */
export function coursesFrom(facts: Pick<TimedFacts, 'base' | 'events' | 'enrollments'>, days: readonly LearnerCourseDay[]): LearnerCourse[] {
  const rows = new Map<string, LearnerCourse>();
  const open = (courseId: string): LearnerCourse => {
    const known = rows.get(courseId);
    if (known !== undefined) return known;
    const row: LearnerCourse = { courseId, lastActiveDay: null, rating: null, ratingDay: null };
    rows.set(courseId, row);
    return row;
  };
  for (const known of facts.base?.courses ?? []) rows.set(known.courseId, { ...known });
  for (const { courseId } of facts.enrollments) open(courseId);
  for (const { courseId, day } of days) {
    const row = open(courseId);
    if (row.lastActiveDay === null || day > row.lastActiveDay) row.lastActiveDay = day;
  }
  for (const { fact, day } of facts.events) {
    if (fact.verb !== 'rated') continue;
    const { rating, object } = fact;
    if (object.type !== 'course' || !rating) continue;
    Object.assign(open(object.courseId ?? object.id), { rating, ratingDay: day });
  }
  return [...rows.values()].sort((a, b) => compareText(a.courseId, b.courseId));
}

/** courseDaysFrom folds activity points into one row per course and local day that has any, by course and day. Posts are `posted` events. */
export function courseDaysFrom(points: readonly ActivityPoint[]): LearnerCourseDay[] {
  const byCourse = new Map<string, Map<Day, ActivityPoint[]>>();
  for (const point of points) {
    if (point.courseId === null) continue;
    let byDay = byCourse.get(point.courseId);
    if (byDay === undefined) byCourse.set(point.courseId, byDay = new Map());
    pushTo(byDay, point.day, point);
  }
  return [...byCourse].sort(([a], [b]) => compareText(a, b)).flatMap(([courseId, byDay]) => [...byDay].sort(([a], [b]) => compareText(a, b)).map(([day, acts]) => ({
    courseId, day, ...measureActivity(acts), posts: acts.filter(({ social }) => social === 'posted').length,
  })));
}
