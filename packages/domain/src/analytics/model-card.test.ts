import { describe, expect, it } from 'vitest';
import { buildModelCard } from '../testing/build-model-card.ts';
import { gatesPass, modelCardSchema, modelGates } from './model-card.ts';

const failed = (fields: Parameters<typeof buildModelCard>[0]) => modelGates(buildModelCard(fields)).filter(({ passed }) => !passed).map(({ gate }) => gate);
const auc20 = 'AUC at 20 % of the course ≥ .65';
const auc50 = 'AUC at 50 % of the course ≥ .75';
const ece = 'calibration error ≤ .05';
const subgroupGap = 'subgroup gap ≤ .05';
const { holdout: { trained, judged } } = buildModelCard();

describe('gatesPass', () => {
  it('auc20 .65, auc50 .75, ece .05, gap .05 and 50 positives, judged on a later run, just pass', () => {
    const card = buildModelCard({ auc20: 0.65, auc50: 0.75, ece: 0.05, subgroupGap: 0.05, positives: 50 });
    expect(modelCardSchema.parse(card)).toEqual(card);
    expect(gatesPass(card)).toBe(true);
  });
  it('auc20 .66 with auc50 .74 is not shown', () => {
    expect(gatesPass(buildModelCard({ auc20: 0.66, auc50: 0.74 }))).toBe(false);
    expect(failed({ auc20: 0.66, auc50: 0.74 })).toEqual([auc50]);
  });
  it.each([
    [{ auc20: 0.6499 }, auc20], [{ auc50: 0.7499 }, auc50], [{ ece: 0.0501 }, ece], [{ subgroupGap: 0.0501 }, subgroupGap],
    [{ positives: 49 }, 'people with the outcome ≥ 50'], [{ auc20: null }, auc20], [{ auc50: null }, auc50], [{ ece: null }, ece],
    [{ subgroupGap: null }, subgroupGap], [{ holdout: { trained, judged: trained } }, 'hold-out is a later run than training'],
    [{ holdout: { trained: judged, judged: trained } }, 'hold-out is a later run than training'],
  ] as const)('%j fails its own gate alone', (fields, gate) => {
    expect(failed(fields)).toEqual([gate]);
    expect(gatesPass(buildModelCard(fields))).toBe(false);
  });
  it('gates hold for the published figure, which they name: .64996 is .65 in four decimals, .05004 is .05', () => {
    expect(failed({ auc20: 0.64996, ece: 0.05004 })).toEqual([]);
    expect(modelGates(buildModelCard({ auc20: 0.64996, auc50: null })).map(({ value }) => value))
      .toEqual(['2013-10-01, then 2014-10-01', '0.65', 'not measured', '0.03', '0.02', '80']);
  });
  it('a card with a weight that is no number is refused', () => {
    expect(modelCardSchema.safeParse(buildModelCard({ b0: Number.NaN })).success).toBe(false);
    expect(modelCardSchema.safeParse(buildModelCard({ a: Number.POSITIVE_INFINITY })).success).toBe(false);
    expect(modelCardSchema.safeParse(buildModelCard({ features: [{ name: 'x', b: 1, mean: 0, sd: -1 }] })).success).toBe(false);
  });
});
