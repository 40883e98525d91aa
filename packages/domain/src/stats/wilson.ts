const z = 1.96;

/** wilson is the 95 % interval of a proportion c of n, as shares clamped to [0, 1]; n = 0 gives null. (Wilson 1927) */
export function wilson(c: number, n: number): { lo: number; hi: number } | null {
  if (n === 0) return null;
  const p = c / n;
  const d = 1 + z ** 2 / n;
  const centre = (p + z ** 2 / (2 * n)) / d;
  const half = (z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))) / d;
  return { lo: Math.max(0, centre - half), hi: Math.min(1, centre + half) };
}
