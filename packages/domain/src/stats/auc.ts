/** auc is the chance 0..1 that a positive case scores above a negative one, ties count ½; without cases on one side it is null. (Mann & Whitney 1947) */
export function auc(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  const below = Float64Array.from(negatives).sort();
  let won = 0;
  let [less, lessOrEqual] = [0, 0];
  for (const score of Float64Array.from(positives).sort()) {
    while (less < below.length && (below[less] ?? 0) < score) less += 1;
    while (lessOrEqual < below.length && (below[lessOrEqual] ?? 0) <= score) lessOrEqual += 1;
    won += (less + lessOrEqual) / 2;
  }
  return won / (positives.length * negatives.length);
}

/** aucOf is the same for forecasts with their outcomes: y = 1 is a positive case, everything else a negative one. */
export function aucOf(pairs: readonly { p: number; y: number }[]): number | null {
  const scores = (positive: boolean) => pairs.filter(({ y }) => (y === 1) === positive).map(({ p }) => p);
  return auc(scores(true), scores(false));
}
