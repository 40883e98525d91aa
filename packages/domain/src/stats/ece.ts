/** A forecast: probability p 0..1 of an event, and y = 1 if it came, else 0. */
export type Forecast = { p: number; y: number };
/** Forecasts from..to with what was said and what came, both 0..1; null = no forecast lies here. */
export type CalibrationBin = { from: number; to: number; n: number; meanP: number | null; meanY: number | null };

const binCount = 10;

/** calibrationBins sorts forecasts into ten bins [i/10, (i+1)/10), the last one closed. */
export function calibrationBins(forecasts: readonly Forecast[]): CalibrationBin[] {
  const sums = Array.from({ length: binCount }, () => ({ n: 0, p: 0, y: 0 }));
  for (const { p, y } of forecasts) {
    const bin = sums[Math.min(binCount - 1, Math.floor(p * binCount))];
    if (bin === undefined) throw new RangeError(`${p} is no probability`);
    bin.n += 1;
    bin.p += p;
    bin.y += y;
  }
  return sums.map(({ n, p, y }, i) => ({
    from: i / binCount, to: (i + 1) / binCount, n, meanP: n === 0 ? null : p / n, meanY: n === 0 ? null : y / n,
  }));
}

/** ece is the expected calibration error 0..1: Σ share of the bin · |mean p − mean y| over ten bins; no forecast gives null. (Naeini et al. 2015) */
export function ece(forecasts: readonly Forecast[]): number | null {
  if (forecasts.length === 0) return null;
  let error = 0;
  for (const { n, meanP, meanY } of calibrationBins(forecasts)) error += (n / forecasts.length) * Math.abs((meanP ?? 0) - (meanY ?? 0));
  return error;
}
