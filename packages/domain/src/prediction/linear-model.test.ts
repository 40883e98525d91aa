import { describe, expect, it } from 'vitest';
import { modelLogOdds, modelProbability, zScores } from './linear-model.ts';
import { plattScaling } from './platt-scaling.ts';
import { logit, sigmoid } from './sigmoid.ts';
import { seededRandom } from './testing/seeded-random.ts';

const features = [{ name: 'x', b: 0.8, mean: 10, sd: 2 }, { name: 'y', b: -0.6, mean: 0, sd: 1 }];
const values = { x: 13, y: 0.5 };

describe('modelLogOdds and modelProbability', () => {
  it('b0 −.4, b .8 and −.6, z 1.5 and .5: −.4 + 1.2 − .3 = .5, σ(.5) = .6225', () => {
    expect(modelLogOdds({ b0: -0.4, features }, values)).toBeCloseTo(0.5, 12);
    expect(modelProbability({ b0: -0.4, features, a: 1, c: 0 }, values)).toBeCloseTo(0.6225, 4);
  });
  it('scaled with a 1.1 and c −.2: σ(.35) = .5866', () => {
    expect(modelProbability({ b0: -0.4, features, a: 1.1, c: -0.2 }, values)).toBeCloseTo(0.5866, 4);
  });
});

describe('zScores', () => {
  it('end at −4 and 4: (30 − 10)/2 = 10 is 4, (−9 − 0)/1 is −4', () => expect(zScores(features, { x: 30, y: -9 })).toEqual([4, -4]));
  it('are 0 for what is missing, null or constant', () => {
    expect(zScores([...features, { name: 'constant', mean: 3, sd: 0 }], { x: null, constant: 7 })).toEqual([0, 0, 0]);
  });
});

describe('plattScaling', () => {
  const random = seededRandom(3);
  const logOdds = Array.from({ length: 20_000 }, () => 6 * random() - 3);

  it('finds a ½ and c −1 of outcomes drawn from σ(½·x − 1)', () => {
    const { a, c } = plattScaling(logOdds, logOdds.map((x) => (random() < sigmoid(x / 2 - 1) ? 1 : 0)));
    expect(Math.abs(a - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(c + 1)).toBeLessThan(0.05);
  });
  it('never turns a ranking around: outcomes against it give everybody the share of positives, 2 of 4 drawn in = ½', () => {
    expect(plattScaling([1, 2, 3, 4], [1, 1, 0, 0])).toEqual({ a: 0, c: logit(0.5) });
  });
  it('stays finite for outcomes that are all alike or split without overlap', () => {
    for (const outcomes of [[1, 1, 1], [0, 0, 0], [0, 1, 1]]) {
      const { a, c } = plattScaling([1, 2, 3], outcomes);
      expect([a, c].every(Number.isFinite)).toBe(true);
    }
  });
});
