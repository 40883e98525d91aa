import type { ModelCard } from '../analytics/model-card.ts';

/** buildModelCard is a card that passes every gate. */
export const buildModelCard = (fields: Partial<ModelCard> = {}): ModelCard => ({
  modelId: 'm1', trainedAt: '2026-01-01T00:00:00.000Z', b0: 0, features: [], a: 1, c: 0,
  holdout: {
    trained: { name: 'AAA_2013J', from: '2013-10-01', to: '2014-06-26' }, judged: { name: 'AAA_2014J', from: '2014-10-01', to: '2015-06-27' },
  },
  auc20: 0.7, auc50: 0.8, ece: 0.03, subgroupGap: 0.02, positives: 80, ...fields,
});
