import { roundHalfEven } from '../stats/round-half-even.ts';
import type { Day, Instant } from '../time/day.ts';
import { hashText } from './fold-of.ts';
import type { LinearModel, ModelFeature } from './linear-model.ts';

/** One run of a course, both days included. */
export type CourseRunRef = { name: string; from: Day; to: Day };

/** A trained drop-off model with the figures it is judged by; all of them come from the hold-out, probabilities and shares 0..1, 4 decimals. */
export type ModelCard = {
  modelId: string;
  trainedAt: Instant;
  b0: number;
  features: readonly ModelFeature[];
  a: number;
  c: number;
  holdout: { trained: CourseRunRef; judged: CourseRunRef };
  /** At 20 % and at 50 % of the course; null = outcomes of one kind only. */
  auc20: number | null;
  auc50: number | null;
  /** Over the cut-offs at 10, 20, 30 and 50 % of the course. */
  ece: number | null;
  subgroupGap: number | null;
  /** People of the hold-out with the outcome after one of these cut-offs. */
  positives: number;
};

export type ModelFigures = Pick<ModelCard, 'auc20' | 'auc50' | 'ece' | 'subgroupGap' | 'positives'>;

function published(value: number | null): number | null {
  return value === null ? null : roundHalfEven(value, 4);
}

/** modelCardOf names a model by its run and weights, and publishes its figures; the weights stay unrounded. */
export function modelCardOf(model: LinearModel, holdout: ModelCard['holdout'], figures: ModelFigures, trainedAt: Instant): ModelCard {
  const weights = hashText(JSON.stringify([model.b0, model.a, model.c, model.features])).toString(16).padStart(8, '0');
  return {
    modelId: `drop-off-${holdout.trained.name}-${weights}`, trainedAt, b0: model.b0, features: model.features, a: model.a, c: model.c, holdout,
    auc20: published(figures.auc20), auc50: published(figures.auc50), ece: published(figures.ece), subgroupGap: published(figures.subgroupGap),
    positives: figures.positives,
  };
}

/** One condition under which a probability may be shown, with the published figure it is decided on. */
export type ModelGate = { gate: string; value: string; passed: boolean };

const shown = (value: number | null) => (value === null ? 'not defined' : String(value));

/** modelGates lists the conditions under which the probability may be shown; a figure that is not defined does not pass. */
export function modelGates({ holdout, auc20, auc50, ece, subgroupGap, positives }: ModelCard): ModelGate[] {
  return [
    {
      gate: 'hold-out is a later run than training', value: `${holdout.trained.from}, then ${holdout.judged.from}`,
      passed: holdout.judged.from > holdout.trained.from,
    },
    { gate: 'AUC at 20 % of the course ≥ .65', value: shown(auc20), passed: auc20 !== null && auc20 >= 0.65 },
    { gate: 'AUC at 50 % of the course ≥ .75', value: shown(auc50), passed: auc50 !== null && auc50 >= 0.75 },
    { gate: 'calibration error ≤ .05', value: shown(ece), passed: ece !== null && ece <= 0.05 },
    { gate: 'subgroup gap ≤ .05', value: shown(subgroupGap), passed: subgroupGap !== null && subgroupGap <= 0.05 },
    { gate: 'people with the outcome ≥ 50', value: String(positives), passed: positives >= 50 },
  ];
}
