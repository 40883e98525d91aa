import { compareText } from '../stats/compare-text.ts';
import { midRank } from '../stats/mid-rank.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { zT } from '../stats/z-t.ts';
import type { Envelope } from './envelope.ts';
import type { Performance, Standing } from './performance-value.ts';

const standingFrom = 10;

/** One course of a learner: the own average percent in it, and those of everyone in it who has one, the own included. */
export type CourseAverages = { courseId: string; own: number; all: readonly number[] };

/** placeInCourse places an average percent among all of the course, the own one included; null below ten learners, and no z and T without spread. */
export function placeInCourse(own: number, all: readonly number[]): Omit<Standing, 'courseId'> | null {
  const percentile = midRank(own, all);
  if (all.length < standingFrom || percentile === null) return null;
  const placed = zT(own, all);
  return {
    z: placed === null ? null : roundHalfEven(placed.z, 2), T: placed === null ? null : roundHalfEven(placed.T, 1),
    percentile: roundHalfEven(percentile, 1), n: all.length,
  };
}

/** placeInCourses places a learner in each course by the published averages (1 decimal), in the order of the ids; courses below ten learners are left out. */
export function placeInCourses(courses: readonly CourseAverages[]): Standing[] {
  const published = (pct: number) => roundHalfEven(pct, 1);
  return courses.flatMap(({ courseId, own, all }) => {
    const place = placeInCourse(published(own), all.map(published));
    return place === null ? [] : [{ courseId, ...place }];
  }).sort((a, b) => compareText(a.courseId, b.courseId));
}

/** withStandings adds places in courses to a performance that has a value; it belongs to what named readers see, never to the stored row. */
export function withStandings(envelope: Envelope<Performance>, standing: readonly Standing[]): Envelope<Performance> {
  if (envelope.value === null) return envelope;
  const flat = standing.some(({ z }) => z === null);
  return {
    ...envelope, value: { ...envelope.value, standing: [...standing] },
    nulls: { ...envelope.nulls, ...(flat ? { 'standing[].z': 'zero-variance', 'standing[].T': 'zero-variance' } : {}) },
  };
}
