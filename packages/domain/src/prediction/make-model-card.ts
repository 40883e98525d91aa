import type { ModelCard } from '../analytics/model-card.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import type { Instant } from '../time/day.ts';
import { hashText } from './fold-of.ts';
import type { LinearModel } from './linear-model.ts';

/** The figures a model is judged by, all from the hold-out; null = outcomes of one kind only. */
export type ModelFigures = Pick<ModelCard, 'auc20' | 'auc50' | 'ece' | 'subgroupGap' | 'positives'>;

function published(value: number | null): number | null {
  return value === null ? null : roundHalfEven(value, 4);
}

/** makeModelCard names a model by its run and weights, and publishes its figures with 4 decimals; the weights stay unrounded. */
export function makeModelCard(model: LinearModel, holdout: ModelCard['holdout'], figures: ModelFigures, trainedAt: Instant): ModelCard {
  const weights = hashText(JSON.stringify([model.b0, model.a, model.c, model.features])).toString(16).padStart(8, '0');
  return {
    modelId: `drop-off-${holdout.trained.name}-${weights}`, trainedAt, b0: model.b0, features: [...model.features], a: model.a, c: model.c, holdout,
    auc20: published(figures.auc20), auc50: published(figures.auc50), ece: published(figures.ece), subgroupGap: published(figures.subgroupGap),
    positives: figures.positives,
  };
}
