/** ceilDays rounds a duration in days up to whole days, forgiving 1e-9 of arithmetic dust. Never gives -0. */
export function ceilDays(x: number): number {
  return Math.ceil(x - 1e-9) + 0;
}
