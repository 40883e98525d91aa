import { mean, sampleDeviation } from './mean.ts';

/** zT places x in v: z in standard deviations (n - 1), T = 50 + 10z; fewer than two values or no spread give null. */
export function zT(x: number, v: readonly number[]): { z: number; T: number } | null {
  const centre = mean(v);
  const s = sampleDeviation(v);
  if (centre === null || s === null || s === 0) return null;
  const z = (x - centre) / s;
  return { z, T: 50 + 10 * z };
}
