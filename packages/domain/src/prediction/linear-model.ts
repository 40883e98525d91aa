import { at } from '../stats/at.ts';
import { sigmoid } from './sigmoid.ts';

/** One feature of a model: its weight for a z-score, and the mean and standard deviation that make one; sd 0 = it was constant in training. */
export type ModelFeature = { name: string; b: number; mean: number; sd: number };
/** Logistic model on z-scores with its scaling: log-odds b0 + Σ b·z, probability σ(a·log-odds + c). */
export type LinearModel = { b0: number; features: readonly ModelFeature[]; a: number; c: number };
/** Measured features by name; null or absent = missing. */
export type Measured = Readonly<Partial<Record<string, number | null>>>;

const farthest = 4;

/** zScores are clamp((x − mean)/sd, −4, 4) in the order of the features; missing or constant ones are 0. */
export function zScores(features: readonly Pick<ModelFeature, 'name' | 'mean' | 'sd'>[], values: Measured): number[] {
  return features.map(({ name, mean, sd }) => {
    const x = values[name] ?? null;
    return x === null || sd === 0 ? 0 : Math.min(farthest, Math.max(-farthest, (x - mean) / sd));
  });
}

/** modelLogOdds is b0 + Σ b·z, before scaling. */
export function modelLogOdds({ b0, features }: Pick<LinearModel, 'b0' | 'features'>, values: Measured): number {
  return zScores(features, values).reduce((total, z, i) => total + at(features, i).b * z, b0);
}

/** modelProbability is σ(a·log-odds + c), 0..1. */
export function modelProbability(model: LinearModel, values: Measured): number {
  return sigmoid(model.a * modelLogOdds(model, values) + model.c);
}
