import { at } from './at.ts';

function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

/** quantile of type 7: linear between the neighbours of (n - 1)p. No values give null. */
export function quantile(values: readonly number[], p: number): number | null {
  if (values.length === 0) return null;
  const sorted = ascending(values);
  const h = (sorted.length - 1) * p;
  const below = at(sorted, Math.floor(h));
  return below + (h - Math.floor(h)) * (at(sorted, Math.ceil(h)) - below);
}

/** median is the quantile at .5; no values give null. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5);
}

/** mad is the median of absolute deviations from the median, unscaled; no values give null. */
export function mad(values: readonly number[]): number | null {
  const centre = median(values);
  return centre === null ? null : median(values.map((value) => Math.abs(value - centre)));
}
