import type { ModelCard } from '../analytics/model-card.ts';

/** buildModelCard is a card that passes every gate. */
export const buildModelCard = (fields: Partial<ModelCard> = {}): ModelCard => ({
  modelId: 'm1', trainedAt: '2026-01-01T00:00:00.000Z', b0: 0, features: [], a: 1, c: 0,
  holdout: { trainedOn: { id: 'AAA_2013J', startsOn: '2013-10-01' }, judgedOn: { id: 'AAA_2014J', startsOn: '2014-10-01' } },
  auc20: 0.7, auc50: 0.8, ece: 0.03, subgroupGap: 0.02, positives: 80, ...fields,
});
