import { at } from './at.ts';
import { sum } from './mean.ts';

/** histogramMedian reads the median from counts in bins of one width from 0, linear within the bin that holds it; no counts give null. */
export function histogramMedian(counts: readonly number[], width: number): number | null {
  const half = sum(counts) / 2;
  if (half === 0) return null;
  let below = 0;
  let bin = 0;
  while (below + at(counts, bin) < half) {
    below += at(counts, bin);
    bin += 1;
  }
  return width * (bin + (half - below) / at(counts, bin));
}
