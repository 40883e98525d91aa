import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auc, aucOf } from './auc.ts';
import { calibrationBins, ece } from './ece.ts';

const probability = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
const scores = fc.array(probability, { minLength: 1, maxLength: 40 });
const forecasts = fc.array(fc.record({ p: probability, y: fc.constantFrom(0, 1) }), { minLength: 1, maxLength: 60 });

describe('auc', () => {
  it('.8 .6 .55 over .7 .3 .55 .1 wins 4 + 3 + 2½ of 12 pairs = .791667', () => {
    expect(auc([0.8, 0.6, 0.55], [0.7, 0.3, 0.55, 0.1])).toBeCloseTo(0.791667, 6);
  });
  it('of a side without cases is null; of equal scores it is ½', () => {
    expect([auc([], [0.1]), auc([0.1], []), auc([0.4, 0.4], [0.4]), aucOf([])]).toEqual([null, null, 0.5, null]);
  });
  it('equals the count of all pairs, one by one', () => {
    fc.assert(fc.property(scores, scores, (positives, negatives) => {
      let won = 0;
      for (const a of positives) for (const b of negatives) won += a > b ? 1 : a === b ? 0.5 : 0;
      expect(auc(positives, negatives)).toBeCloseTo(won / (positives.length * negatives.length), 12);
    }));
  });
  it('is turned around when the sides are, and keeps its value under any rising change of the scores', () => {
    fc.assert(fc.property(scores, scores, (positives, negatives) => {
      const value = auc(positives, negatives) ?? Number.NaN;
      expect(auc(negatives, positives)).toBeCloseTo(1 - value, 12);
      expect(auc(positives.map((x) => 3 * x ** 3 - 7), negatives.map((x) => 3 * x ** 3 - 7))).toBeCloseTo(value, 12);
      expect(auc([...positives].reverse(), [...negatives].reverse())).toBe(value);
    }));
  });
  it('aucOf takes y = 1 as positive', () => {
    expect(aucOf([{ p: 0.9, y: 1 }, { p: 0.2, y: 0 }, { p: 0.95, y: 0 }])).toBe(0.5);
  });
});

describe('ece', () => {
  const pairs = [[0.1, 0], [0.15, 0], [0.35, 1], [0.35, 0], [0.8, 1], [0.85, 1], [0.9, 0], [0.95, 1]].map(([p = 0, y = 0]) => ({ p, y }));
  it('bins .1, .3, .8, .9 miss by .125, .15, .175, .425, each ¼ of the forecasts = .21875', () => expect(ece(pairs)).toBeCloseTo(0.21875, 12));
  it('of nothing is null; the ten bins of nothing are empty', () => {
    expect(ece([])).toBeNull();
    expect(calibrationBins([]).map(({ n, meanP, meanY }) => [n, meanP, meanY])).toEqual(Array.from({ length: 10 }, () => [0, null, null]));
  });
  it('puts .1 into the second bin and 1 into the last', () => {
    expect(calibrationBins([{ p: 0.1, y: 0 }, { p: 1, y: 1 }]).map(({ n }) => n)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
  });
  it('refuses what is no probability', () => expect(() => ece([{ p: -0.2, y: 0 }])).toThrow(RangeError));
  it('lies in 0..1, does not depend on the order, and is the plain bias when all forecasts are equal', () => {
    fc.assert(fc.property(forecasts, probability, (list, p) => {
      const error = ece(list) ?? Number.NaN;
      expect(error).toBeGreaterThanOrEqual(0);
      expect(error).toBeLessThanOrEqual(1);
      expect(ece([...list].reverse())).toBeCloseTo(error, 12);
      const share = list.filter(({ y }) => y === 1).length / list.length;
      expect(ece(list.map(({ y }) => ({ p, y })))).toBeCloseTo(Math.abs(p - share), 12);
    }));
  });
});
