import type { Cohort } from '../privacy/cohort.ts';
import type { TeachingAxes } from './score-teaching.ts';
import { teachingAxes } from './teaching-effectiveness-value.ts';

/** cutTrainers gives the cohort `trainers` of a release, a score per axis: each trainer counts with the published axes that they have (analytic 10). */
export function cutTrainers(trainers: readonly { trainerId: string; axes: TeachingAxes }[]): Cohort[] {
  return teachingAxes.map((axis) => ({
    id: 'trainers', audience: 'admin', metric: axis, kind: 'score',
    members: new Map(trainers.flatMap(({ trainerId, axes }) => (axes[axis] === null ? [] : [[trainerId, axes[axis]] as const]))),
  }));
}
