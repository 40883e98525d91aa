import { at } from './at.ts';
import { mean, sampleDeviation } from './mean.ts';

/** classGain is the normalised gain of the means (at most 1); no pairs or a mean baseline of 100 give null. (Hake 1998) */
export function classGain(pre: readonly number[], post: readonly number[]): number | null {
  const before = mean(pre);
  const after = mean(post);
  if (before === null || after === null || before >= 100) return null;
  return (after - before) / (100 - before);
}

/** individualChange is one person's normalised change, -1..1; equal at 0 or at 100 gives null and is left out. (Marx & Cummings 2007) */
export function individualChange(pre: number, post: number): number | null {
  if (post > pre) return (post - pre) / (100 - pre);
  if (post < pre) return (post - pre) / pre;
  return pre === 0 || pre === 100 ? null : 0;
}

/** cohenD is the mean difference in its own standard deviations (n - 1); fewer than two pairs or no spread give null. */
export function cohenD(pre: readonly number[], post: readonly number[]): number | null {
  const differences = pre.map((before, i) => at(post, i) - before);
  const average = mean(differences);
  const spread = sampleDeviation(differences);
  return average === null || spread === null || spread === 0 ? null : average / spread;
}
