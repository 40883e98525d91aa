import { sigmoid, logLoss } from './sigmoid.ts';
import { solvePositiveDefinite } from './solve-positive-definite.ts';

/** One case with the features that are not 0: `x[k]` is the value of feature `at[k]`; no feature stands twice. */
export type FeatureRow = { at: readonly number[]; x: readonly number[] };
/** Intercept and one weight per feature. */
export type LogisticFit = { b0: number; b: number[] };
export type LogisticOptions = { features: number; l2: number };

const interceptPenalty = 1e-6;
const maxSteps = 100;
const converged = 1e-10;

/** denseRow is a case in which every feature is given. */
export function denseRow(x: readonly number[]): FeatureRow {
  return { at: x.map((_, i) => i), x };
}

/** logOdds is b0 + Σ b·x; a feature unknown to the fit counts as 0. */
export function logOdds({ b0, b }: LogisticFit, { at, x }: FeatureRow): number {
  let total = b0;
  for (let k = 0; k < at.length; k++) total += (b[at[k] ?? -1] ?? 0) * (x[k] ?? 0);
  return total;
}

function penaltyAt(i: number, { features, l2 }: LogisticOptions): number {
  return i === features ? interceptPenalty : l2;
}

function loss(fit: LogisticFit, rows: readonly FeatureRow[], targets: readonly number[], options: LogisticOptions): number {
  let total = (interceptPenalty / 2) * fit.b0 ** 2;
  for (const weight of fit.b) total += (options.l2 / 2) * weight ** 2;
  rows.forEach((row, i) => { total += logLoss(sigmoid(logOdds(fit, row)), targets[i] ?? 0); });
  return total;
}

/** newtonStep is where the quadratic through the present weights has its minimum, as a difference; the intercept stands last. */
function newtonStep(fit: LogisticFit, rows: readonly FeatureRow[], targets: readonly number[], options: LogisticOptions): Float64Array {
  const n = options.features + 1;
  const hessian = new Float64Array(n * n);
  const gradient = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    hessian[i * n + i] = penaltyAt(i, options);
    gradient[i] = -penaltyAt(i, options) * (fit.b[i] ?? fit.b0);
  }
  rows.forEach((row, r) => {
    const p = sigmoid(logOdds(fit, row));
    const at = [...row.at, options.features];
    const x = [...row.x, 1];
    for (let k = 0; k < at.length; k++) {
      const i = at[k] ?? 0;
      gradient[i] = (gradient[i] ?? 0) + ((targets[r] ?? 0) - p) * (x[k] ?? 0);
      const weighted = p * (1 - p) * (x[k] ?? 0);
      for (let l = 0; l < at.length; l++) {
        const cell = i * n + (at[l] ?? 0);
        hessian[cell] = (hessian[cell] ?? 0) + weighted * (x[l] ?? 0);
      }
    }
  });
  return solvePositiveDefinite(hessian, gradient);
}

function moved({ b0, b }: LogisticFit, step: Float64Array, share: number): LogisticFit {
  return { b0: b0 + share * (step[b.length] ?? 0), b: b.map((weight, i) => weight + share * (step[i] ?? 0)) };
}

/**
 * fitLogistic finds the weights (log-odds per unit of a feature) of the highest likelihood of targets 0..1 less (l2/2)·Σ b², by Newton steps that are
 * halved until the loss falls. The penalty, which must be above 0, keeps weights finite for separable or constant features; no case gives weights of 0.
 */
export function fitLogistic(rows: readonly FeatureRow[], targets: readonly number[], options: LogisticOptions): LogisticFit {
  if (!(options.l2 > 0)) throw new RangeError('The penalty l2 must be above 0');
  if (rows.length !== targets.length) throw new RangeError(`${rows.length} cases have ${targets.length} targets`);
  let fit: LogisticFit = { b0: 0, b: Array.from({ length: options.features }, () => 0) };
  let current = loss(fit, rows, targets, options);
  for (let i = 0; i < maxSteps; i++) {
    const step = newtonStep(fit, rows, targets, options);
    if (Math.max(...step.map(Math.abs)) < converged) break;
    let share = 1;
    let next = moved(fit, step, share);
    let nextLoss = loss(next, rows, targets, options);
    while (nextLoss > current && share > 1e-6) {
      share /= 2;
      next = moved(fit, step, share);
      nextLoss = loss(next, rows, targets, options);
    }
    if (nextLoss > current) break;
    fit = next;
    current = nextLoss;
  }
  return fit;
}
