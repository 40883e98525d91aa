/** midRank is the mid-rank percentile of x in v, 0..100: the share below plus half of the equal ones. No values give null. */
export function midRank(x: number, v: readonly number[]): number | null {
  if (v.length === 0) return null;
  const below = v.filter((value) => value < x).length;
  const equal = v.filter((value) => value === x).length;
  return (100 * (below + equal / 2)) / v.length;
}
