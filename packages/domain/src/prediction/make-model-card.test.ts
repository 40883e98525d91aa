import { describe, expect, it } from 'vitest';
import { aucInterval } from './auc-interval.ts';
import { foldOf, hashText } from './fold-of.ts';
import { modelGates } from '../analytics/model-card.ts';
import { makeModelCard, type ModelFigures } from './make-model-card.ts';
import { subgroupGap, subgroupsOf, type GroupedForecast } from './subgroup-gap.ts';

const trained = { name: 'AAA_2013J', from: '2013-10-01', to: '2014-06-26' };
const judged = { name: 'AAA_2014J', from: '2014-10-01', to: '2015-06-27' };
const good: ModelFigures = { auc20: 0.65, auc50: 0.75, ece: 0.05, subgroupGap: 0.05, positives: 50 };
const card = (figures: Partial<ModelFigures> = {}) => makeModelCard(
  { b0: -1, features: [{ name: 'x', b: 0.5, mean: 1, sd: 2 }], a: 1, c: 0 }, { trained, judged }, { ...good, ...figures }, '2026-03-31T12:00:00.000Z',
);
const failing = (figures: Partial<ModelFigures>) => modelGates(card(figures)).filter(({ passed }) => !passed).map(({ gate }) => gate);

describe('modelGates of a made card', () => {
  it('pass at the limits', () => expect(failing({})).toEqual([]));
  it('decide on the published figure: .64996 is .65, .64994 is .6499', () => {
    expect(failing({ auc20: 0.64996 })).toEqual([]);
    expect(failing({ auc20: 0.64994 })).toEqual(['AUC at 20 % of the course ≥ .65']);
  });
});

describe('makeModelCard', () => {
  it('names a model by its training run and weights, whatever its figures', () => {
    expect(card().modelId).toMatch(/^drop-off-AAA_2013J-[0-9a-f]{8}$/);
    expect(card({ auc20: 0.9 }).modelId).toBe(card().modelId);
  });
  it('rounds figures to 4 decimals, half to even, and leaves weights alone', () => {
    expect(card({ auc20: 0.67535, ece: 0.05655 })).toMatchObject({ auc20: 0.6754, ece: 0.0566, b0: -1 });
    expect(card({ subgroupGap: 0.00125 }).subgroupGap).toBe(0.0012);
  });
});

describe('subgroupsOf and subgroupGap', () => {
  const group = (value: string, people: number, p: number, positives: number, attribute = 'gender'): GroupedForecast[] =>
    Array.from({ length: people }, (_, i) => ({ personId: `${value}${i}`, groups: { [attribute]: value }, p, y: i < positives ? 1 : 0 }));

  it('.2 said and .1 come among 50, .2 said and .3 come among 60: biases .1 and −.1, gap .2', () => {
    const groups = subgroupsOf([...group('F', 50, 0.2, 5), ...group('M', 60, 0.2, 18)]);
    expect(groups.map(({ group: name, bias, people }) => [name, Number(bias.toFixed(9)), people])).toEqual([['F', 0.1, 50], ['M', -0.1, 60]]);
    expect(subgroupGap(groups)).toBeCloseTo(0.2, 9);
  });
  it('does not count a group of 49 people, whose many forecasts make it no larger', () => {
    const small = group('X', 49, 0.9, 0);
    const groups = subgroupsOf([...group('F', 50, 0.2, 5), ...group('M', 60, 0.2, 18), ...small, ...small]);
    expect(groups.find(({ group: name }) => name === 'X')).toMatchObject({ people: 49, forecasts: 98, counted: false });
    expect(subgroupGap(groups)).toBeCloseTo(0.2, 9);
  });
  it('compares groups of one attribute only, and is null without two that count', () => {
    expect(subgroupGap(subgroupsOf([...group('F', 60, 0.5, 0), ...group('Y', 60, 0.1, 30, 'disability')]))).toBeNull();
    expect(subgroupGap([])).toBeNull();
  });
});

describe('aucInterval', () => {
  it('.75 of 50 and 300 cases: Q1 .6, Q2 .642857, s .041675 → .6683 to .8317', () => {
    const { lo, hi } = aucInterval(0.75, 50, 300) ?? { lo: 0, hi: 0 };
    expect([lo, hi].map((x) => Number(x.toFixed(4)))).toEqual([0.6683, 0.8317]);
  });
  it('stays within 0 and 1, and is null without cases on a side', () => {
    expect(aucInterval(1, 5, 5)).toEqual({ lo: 1, hi: 1 });
    expect([aucInterval(0.5, 0, 5), aucInterval(0.5, 5, 0)]).toEqual([null, null]);
  });
});

describe('hashText and foldOf', () => {
  it('is FNV-1a: of nothing 811c9dc5, of a e40c292c, of foobar bf9cf968', () => {
    expect(['', 'a', 'foobar'].map((text) => hashText(text).toString(16))).toEqual(['811c9dc5', 'e40c292c', 'bf9cf968']);
  });
  it('puts a thousand ids into five parts of about 200', () => {
    const sizes = [0, 0, 0, 0, 0];
    for (let i = 0; i < 1000; i++) sizes[foldOf(`learner ${i}`, 5)] = (sizes[foldOf(`learner ${i}`, 5)] ?? 0) + 1;
    for (const size of sizes) expect(Math.abs(size - 200)).toBeLessThan(60);
  });
});
