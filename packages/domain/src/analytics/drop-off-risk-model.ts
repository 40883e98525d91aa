import { modelProbability } from '../prediction/linear-model.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import type { Day } from '../time/day.ts';
import { dropOffFeatureNames, measureDropOffFeatures } from './drop-off-risk-model-features.ts';
import type { DropOffFeatures, DueItem } from './drop-off-risk-model-features.ts';
import { firstDayOf } from './learner-time.ts';
import { gatesPass } from './model-card.ts';
import type { ModelCard } from './model-card.ts';
import type { LearnerState } from './state.ts';

/** dropOffProbability is σ(a · log-odds + c), 0..1, published; a feature that is missing or never varied counts as its mean (analytic 15). */
export function dropOffProbability(card: Pick<ModelCard, 'b0' | 'features' | 'a' | 'c'>, features: Readonly<Partial<Record<string, number | null>>>): number {
  return roundHalfEven(modelProbability(card, features), 4);
}

/** shownProbability is the probability of a card that passes its gates and asks for nothing the product does not know; else null. */
export function shownProbability(card: ModelCard | null, features: DropOffFeatures): { probability: number; modelId: string } | null {
  const isKnown = (name: string) => dropOffFeatureNames.some((known) => known === name);
  if (card === null || !gatesPass(card) || !card.features.every(({ name }) => isKnown(name))) return null;
  return { probability: dropOffProbability(card, features), modelId: card.modelId };
}

/** dueItemsOf are the enrollments with a due day; withdrawn and failed ones are left out. The day of a completion is not known and taken to be in time. */
function dueItemsOf({ enrollments }: LearnerState): DueItem[] {
  return enrollments.flatMap(({ dueDay, status }) => {
    if (dueDay === null || (status !== 'active' && status !== 'completed')) return [];
    return [{ dueDay, doneDay: status === 'completed' ? dueDay : null }];
  });
}

/** dropOffFeaturesOf measures the features of a learner as of day D, the day up to which the state's results are known. */
export function dropOffFeaturesOf(state: LearnerState, D: Day): DropOffFeatures {
  const { days, summary } = state;
  return measureDropOffFeatures({ firstDay: firstDayOf(state), days, pcts: summary.lastAttempts.map(({ pct }) => pct), due: dueItemsOf(state) }, D);
}
