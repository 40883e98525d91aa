import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '../stats/at.ts';
import { denseRow, fitLogistic, logOdds, type FeatureRow } from './fit-logistic.ts';
import { logit, logLoss, sigmoid } from './sigmoid.ts';
import { solvePositiveDefinite } from './solve-positive-definite.ts';
import { seededRandom } from './testing/seeded-random.ts';

const value = fc.integer({ min: -30, max: 30 }).map((n) => n / 10);
const cases = fc.array(fc.record({ x: fc.tuple(value, value), y: fc.constantFrom(0, 1) }), { minLength: 1, maxLength: 40 });

function generated(n: number, b0: number, b: readonly number[]): { rows: FeatureRow[]; y: number[] } {
  const random = seededRandom(7);
  const rows = Array.from({ length: n }, () => denseRow(b.map(() => 4 * random() - 2)));
  return { rows, y: rows.map((row) => (random() < sigmoid(logOdds({ b0, b: [...b] }, row)) ? 1 : 0)) };
}

describe('fitLogistic', () => {
  it('finds the weights 20,000 generated outcomes were drawn with: −.5, 1.2, −.8, 0', () => {
    const { rows, y } = generated(20_000, -0.5, [1.2, -0.8, 0]);
    const fit = fitLogistic(rows, y, { features: 3, l2: 1e-3 });
    [1.2, -0.8, 0].forEach((b, i) => expect(Math.abs(at(fit.b, i) - b)).toBeLessThan(0.06));
    expect(Math.abs(fit.b0 + 0.5)).toBeLessThan(0.06);
  });

  it('without features is the log-odds of the share: 3 of 4 is ln 3', () => {
    expect(fitLogistic([1, 1, 1, 0].map(() => denseRow([])), [1, 1, 1, 0], { features: 0, l2: 1 }).b0).toBeCloseTo(Math.log(3), 5);
  });

  it('takes targets between 0 and 1: .25 and .75 have the mean log-odds 0', () => {
    expect(fitLogistic([denseRow([]), denseRow([])], [0.25, 0.75], { features: 0, l2: 1 }).b0).toBeCloseTo(0, 9);
  });

  it('stands where the slope is 0: Σ (y − p)·x = l2·b for every feature', () => {
    fc.assert(fc.property(cases, (list) => {
      const fit = fitLogistic(list.map(({ x }) => denseRow(x)), list.map(({ y }) => y), { features: 2, l2: 0.5 });
      for (const i of [0, 1]) {
        const slope = list.reduce((total, { x, y }) => total + (y - sigmoid(logOdds(fit, denseRow(x)))) * at(x, i), 0);
        expect(slope).toBeCloseTo(0.5 * at(fit.b, i), 5);
      }
    }));
  });

  it('does not depend on the order of the cases', () => {
    fc.assert(fc.property(cases, (list) => {
      const weights = (ordered: typeof list) => fitLogistic(ordered.map(({ x }) => denseRow(x)), ordered.map(({ y }) => y), { features: 2, l2: 1 });
      const [fit, turned] = [weights(list), weights([...list].reverse())];
      [0, 1].forEach((i) => expect(at(turned.b, i)).toBeCloseTo(at(fit.b, i), 6));
    }));
  });

  it('keeps finite weights for separable data, one kind of outcome, a constant feature and huge values', () => {
    const finite = (rows: number[][], y: number[]) => {
      const { b0, b } = fitLogistic(rows.map(denseRow), y, { features: rows[0]?.length ?? 0, l2: 1 });
      expect([b0, ...b].every(Number.isFinite)).toBe(true);
      return b;
    };
    expect(at(finite([[-2], [-1], [1], [2]], [0, 0, 1, 1]), 0)).toBeGreaterThan(0.5);
    finite([[1], [2], [3]], [1, 1, 1]);
    finite([[1e6], [-1e6], [1e6]], [1, 0, 0]);
    expect(at(finite([[0, 1], [0, 2], [0, 1], [0, 5]], [0, 1, 0, 1]), 0)).toBe(0);
  });

  it('reads sparse cases like dense ones with zeros', () => {
    const sparse = fitLogistic([{ at: [1], x: [2] }, { at: [0], x: [1] }, { at: [], x: [] }], [1, 0, 1], { features: 2, l2: 1 });
    const dense = fitLogistic([[0, 2], [1, 0], [0, 0]].map(denseRow), [1, 0, 1], { features: 2, l2: 1 });
    expect(sparse).toEqual(dense);
  });

  it('refuses no penalty and targets that do not match; no case gives weights of 0', () => {
    expect(() => fitLogistic([], [], { features: 1, l2: 0 })).toThrow(RangeError);
    expect(() => fitLogistic([denseRow([1])], [], { features: 1, l2: 1 })).toThrow(RangeError);
    expect(fitLogistic([], [], { features: 1, l2: 1 })).toEqual({ b0: 0, b: [0] });
  });
});

describe('solvePositiveDefinite', () => {
  it('4x + 2y = 10 and 2x + 3y = 9 have x 1.5, y 2', () => {
    expect([...solvePositiveDefinite(Float64Array.of(4, 2, 2, 3), Float64Array.of(10, 9))].map((x) => Number(x.toFixed(12)))).toEqual([1.5, 2]);
  });
  it('refuses a matrix that is not positive definite', () => {
    expect(() => solvePositiveDefinite(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toThrow(RangeError);
  });
});

describe('sigmoid, logit and logLoss', () => {
  it('are each other\'s inverse and finite at the ends', () => {
    fc.assert(fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (x) => { expect(logit(sigmoid(x))).toBeCloseTo(x, 5); }));
    expect([sigmoid(-1e9), sigmoid(1e9)]).toEqual([0, 1]);
    expect([logit(0), logit(1), logLoss(0, 1), logLoss(1, 0)].every(Number.isFinite)).toBe(true);
  });
  it('−ln .25 is the loss of .25 for what came; half of each for a target of .5', () => {
    expect(logLoss(0.25, 1)).toBeCloseTo(Math.log(4), 12);
    expect(logLoss(0.25, 0.5)).toBeCloseTo((Math.log(4) + Math.log(4 / 3)) / 2, 12);
  });
});
