import { midRank } from '../stats/mid-rank.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { zT } from '../stats/z-t.ts';
import type { Standing } from './performance-value.ts';

const standingFrom = 10;

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
