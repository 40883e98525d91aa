import { at } from '../stats/at.ts';
import { mean } from '../stats/mean.ts';
import { denseRow, fitLogistic } from './fit-logistic.ts';
import { logit } from './sigmoid.ts';

/**
 * plattScaling finds a ≥ 0 and c of σ(a·log-odds + c) on outcomes drawn in by (n₊ + 1)/(n₊ + 2) and 1/(n₋ + 2), so that they stay finite. A ranking that
 * held-out outcomes turn around is worth nothing: then a = 0, and everybody gets the share of positives. (Platt 1999)
 */
export function plattScaling(logOdds: readonly number[], outcomes: readonly number[]): { a: number; c: number } {
  const positives = outcomes.filter((y) => y === 1).length;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (outcomes.length - positives + 2);
  const targets = outcomes.map((y) => (y === 1 ? high : low));
  const fit = fitLogistic(logOdds.map((value) => denseRow([value])), targets, { features: 1, l2: 1e-6 });
  return at(fit.b, 0) > 0 ? { a: at(fit.b, 0), c: fit.b0 } : { a: 0, c: logit(mean(targets) ?? 0.5) };
}
