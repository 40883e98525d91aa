import { mean, sampleDeviation } from '../stats/mean.ts';
import { at } from '../stats/at.ts';
import { denseRow, fitLogistic } from './fit-logistic.ts';
import { foldOf } from './fold-of.ts';
import { modelLogOdds, zScores, type LinearModel, type Measured } from './linear-model.ts';
import { plattScaling } from './platt-scaling.ts';

/** One person at one cut-off: what was known then, and y = 1 if they dropped off later, else 0. */
export type TrainingCase = { personId: string; values: Measured; y: number };

/** Weight of the penalty on z-scores; chosen beforehand, cross-validated AUC in training hardly moves between 1 and 30. */
const l2 = 10;
const folds = 5;

function fitWeights(cases: readonly TrainingCase[], names: readonly string[]): Pick<LinearModel, 'b0' | 'features'> {
  const scales = names.map((name) => {
    const known = cases.flatMap(({ values }) => values[name] ?? []);
    const sd = sampleDeviation(known) ?? 0;
    // Rounding leaves a constant column a trace of deviation; a z-score of it would be noise.
    return { name, mean: mean(known) ?? 0, sd: sd <= 1e-12 ? 0 : sd };
  });
  const fit = fitLogistic(cases.map(({ values }) => denseRow(zScores(scales, values))), cases.map(({ y }) => y), { features: names.length, l2 });
  return { b0: fit.b0, features: scales.map((scale, i) => ({ ...scale, b: at(fit.b, i) })) };
}

/** crossFittedLogOdds gives each case the log-odds of a model that never saw its person (5 parts by a hash of the id). */
export function crossFittedLogOdds(cases: readonly TrainingCase[], names: readonly string[]): number[] {
  const parts = cases.map(({ personId }) => foldOf(personId, folds));
  const models = Array.from({ length: folds }, (_, fold) => fitWeights(cases.filter((_case, i) => parts[i] !== fold), names));
  return cases.map(({ values }, i) => modelLogOdds(at(models, at(parts, i)), values));
}

/** fitPlainModel trains on all cases and scales nothing. */
export function fitPlainModel(cases: readonly TrainingCase[], names: readonly string[]): LinearModel {
  return { ...fitWeights(cases, names), a: 1, c: 0 };
}

/** fitLinearModel trains on all cases and scales on log-odds of held-out people of the same cases, so that scaling sees no fitted person. */
export function fitLinearModel(cases: readonly TrainingCase[], names: readonly string[]): LinearModel {
  return { ...fitWeights(cases, names), ...plattScaling(crossFittedLogOdds(cases, names), cases.map(({ y }) => y)) };
}
