import { at } from '../stats/at.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { weighted } from '../stats/weighted.ts';
import { clamp } from './published.ts';
import { teachingAxes } from './teaching-effectiveness-value.ts';
import type { OwnTeaching, SatisfactionTrend, TeachingAxis } from './teaching-effectiveness-value.ts';

export type TeachingAxes = Record<TeachingAxis, number | null>;
export type TeachingScore = { known: number; coverage: number } & ({ overall: null } | Pick<OwnTeaching, 'overall' | 'bestAxis' | 'weakestAxis'>);

export const axesRequired = 3;
const fullGain = 0.7;

/** satisfactionOf turns a mean rating 1..5 into 0..100. */
export function satisfactionOf(ratingMean: number): number {
  return (ratingMean - 1) * 25;
}

/** gainAxisOf turns a class gain into 0..100; .7 is full, a loss is 0. */
export function gainAxisOf(classGain: number): number {
  return 100 * clamp(classGain / fullGain, 0, 1);
}

/** satisfactionTrendOf bands the published change of the rating at two tenths. */
export function satisfactionTrendOf(delta: number | null): SatisfactionTrend | null {
  return delta === null ? null : delta >= 0.2 ? 'up' : delta <= -0.2 ? 'down' : 'flat';
}

/** scoreTeaching averages the axes (0..100) that are known, with the best and the weakest of them, the first of equals; below three axes null (analytic 10). */
export function scoreTeaching(axes: TeachingAxes): TeachingScore {
  const known = teachingAxes.flatMap((axis) => (axes[axis] === null ? [] : [{ axis, value: axes[axis] }]));
  const { value, coverage } = weighted(teachingAxes.map((axis) => ({ weight: 0.2, value: axes[axis] })));
  if (known.length < axesRequired || value === null) return { overall: null, known: known.length, coverage };
  const first = at(known, 0);
  const best = known.reduce((top, one) => (one.value > top.value ? one : top), first);
  const weakest = known.reduce((low, one) => (one.value < low.value ? one : low), first);
  return { overall: roundHalfEven(value, 1), bestAxis: best.axis, weakestAxis: weakest.axis, known: known.length, coverage };
}
