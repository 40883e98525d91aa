import { at } from '../stats/at.ts';
import { quantile } from '../stats/quantile.ts';
import { roundOrNull } from './published.ts';
import type { DistributionLevel, TaughtDistribution } from './student-distribution-value.ts';

export type Distribution = Pick<TaughtDistribution, 'bins' | 'levels' | 'p25' | 'p50' | 'p75' | 'p90'>;

const quantilesFrom = 5;

/** levelOfScore is high from 80, medium from 60, else low, decided on the published score. */
export function levelOfScore(score: number): DistributionLevel {
  return score >= 80 ? 'high' : score >= 60 ? 'medium' : 'low';
}

/** binOf is the number of the bin 0..count-1 that holds a percentage; 100 lies in the last. */
export function binOf(pct: number, count: number): number {
  return Math.min(count - 1, Math.floor((pct * count) / 100));
}

/** countBins counts percentages in bins of equal width over 0..100. */
export function countBins(pcts: readonly number[], count: number): number[] {
  const bins = Array.from({ length: count }, () => 0);
  for (const pct of pcts) bins[binOf(pct, count)] = at(bins, binOf(pct, count)) + 1;
  return bins;
}

/** distribute spreads published scores (0..100, one a learner) over ten bins and three levels; quantiles (type 7) from five scores, else null (analytic 9). */
export function distribute(scores: readonly number[]): Distribution {
  const sorted = [...scores].sort((a, b) => a - b);
  const levels = { high: 0, medium: 0, low: 0 };
  for (const score of sorted) levels[levelOfScore(score)] += 1;
  const quantileOf = (p: number) => (sorted.length < quantilesFrom ? null : roundOrNull(quantile(sorted, p), 1));
  return { bins: countBins(sorted, 10), levels, p25: quantileOf(0.25), p50: quantileOf(0.5), p75: quantileOf(0.75), p90: quantileOf(0.9) };
}
