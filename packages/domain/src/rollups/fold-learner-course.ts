import { compareText } from '../stats/compare-text.ts';
import type { Day } from '../time/day.ts';
import type { ActivityPoint } from './activity-points.ts';
import { measureActivity } from './fold-learner-day.ts';
import type { TimedFacts } from './timed-facts.ts';
import type { LearnerCourse, LearnerCourseDay } from './types.ts';

/**
 * coursesFrom folds a learner's activity points and ratings into one row per course that they are enrolled or were active in, by id. Only a `rated` event
 * on the course itself rates it; the latest by (occurredAt, id) counts.
 */
export function coursesFrom(facts: Pick<TimedFacts, 'base' | 'events' | 'enrollments'>, points: readonly ActivityPoint[]): LearnerCourse[] {
  const rows = new Map<string, LearnerCourse>();
  const open = (courseId: string): LearnerCourse => {
    const row = rows.get(courseId) ?? { courseId, lastActiveDay: null, rating: null, ratingDay: null };
    rows.set(courseId, row);
    return row;
  };
  for (const known of facts.base?.courses ?? []) rows.set(known.courseId, { ...known });
  for (const { courseId } of facts.enrollments) open(courseId);
  for (const { courseId, day } of points) {
    if (courseId === null) continue;
    const row = open(courseId);
    if (row.lastActiveDay === null || day > row.lastActiveDay) row.lastActiveDay = day;
  }
  for (const { fact, day } of facts.events) {
    const { verb, rating, object } = fact;
    if (verb !== 'rated' || object.type !== 'course' || !rating) continue;
    Object.assign(open(object.courseId ?? object.id), { rating, ratingDay: day });
  }
  return [...rows.values()].sort((a, b) => compareText(a.courseId, b.courseId));
}

/** courseDaysFrom folds activity points into one row per course and local day that has any, by course and day. Posts are `posted` events. */
export function courseDaysFrom(points: readonly ActivityPoint[]): LearnerCourseDay[] {
  const byDay = new Map<string, { courseId: string; day: Day; acts: ActivityPoint[] }>();
  for (const point of points) {
    const { courseId, day } = point;
    if (courseId === null) continue;
    const known = byDay.get(`${courseId} ${day}`);
    if (known === undefined) byDay.set(`${courseId} ${day}`, { courseId, day, acts: [point] });
    else known.acts.push(point);
  }
  return [...byDay.values()]
    .map(({ courseId, day, acts }) => ({ courseId, day, ...measureActivity(acts), posts: acts.filter(({ social }) => social === 'posted').length }))
    .sort((a, b) => compareText(a.courseId, b.courseId) || compareText(a.day, b.day));
}
