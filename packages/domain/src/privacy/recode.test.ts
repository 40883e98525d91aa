import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recode, sizeBand } from './recode.ts';

const marks = { exact: '', 'at-most': '≤', 'at-least': '≥' };
const written = (pct: number, n: number) => {
  const coded = recode(pct, n);
  return coded && `${marks[coded.bound]}${coded.pct}`;
};

describe('recode', () => {
  it.each([
    [96, 15, '≥80'], [96, 25, '≥90'], [96, 45, '≥95'], [99, 120, '≥98'], [3, 40, '≤5'], [50, 12, '50'], [79.5, 19, '≥80'],
  ])('%d %% of %d people is %s', (pct, n, text) => {
    expect(written(pct, n)).toBe(text);
  });
  it.each([
    [20, 10, '≤20'], [20.5, 10, '≤20'], [21, 10, '21'], [79, 10, '79'], [10, 20, '≤10'], [10, 19, '≤20'], [5.4, 99, '≤5'], [2.4, 100, '≤2'], [3, 299, '3'],
    [99.4, 300, '≥99'], [98.4, 300, '98'], [0, 5000, '≤1'], [100, 5000, '≥99'],
  ])('at the edges %d %% of %d people is %s', (pct, n, text) => {
    expect(written(pct, n)).toBe(text);
  });
  it('says nothing of fewer than ten people', () => {
    expect(recode(50, 9)).toBeNull();
  });
  it('17 of 18, 11 of 22 and 39 of 39 participants are ≥80, 50 and ≥95 where the groups have 18, 22 and 40 people', () => {
    expect([written((100 * 17) / 18, 18), written((100 * 11) / 22, 22), written((100 * 39) / 40, 40)]).toEqual(['≥80', '50', '≥95']);
  });
  it('never tells 0 or 100, and never tells a group in which fewer than two people differ from all others', () => {
    fc.assert(fc.property(fc.integer({ min: 10, max: 400 }), fc.nat(400), (n, count) => {
      const coded = recode((100 * Math.min(count, n)) / n, n);
      const fewest = Math.min(count, n - count);
      expect(coded?.pct).toBeGreaterThan(0);
      expect(coded?.pct).toBeLessThan(100);
      if (fewest < 2 && fewest >= 0) expect(coded?.bound).not.toBe('exact');
    }));
  });
  it('is symmetric: 100 - pct is coded as the other end', () => {
    fc.assert(fc.property(fc.integer({ min: 10, max: 400 }), fc.integer({ min: 0, max: 100 }), (n, pct) => {
      const coded = recode(pct, n);
      const other = { exact: 'exact', 'at-most': 'at-least', 'at-least': 'at-most' } as const;
      expect(recode(100 - pct, n)).toEqual(coded && { pct: 100 - coded.pct, bound: other[coded.bound] });
    }));
  });
});

describe('sizeBand', () => {
  it.each([
    [0, null], [9, null], [10, '10-19'], [19, '10-19'], [20, '20-39'], [39, '20-39'], [40, '40-99'], [99, '40-99'], [100, '100-299'], [299, '100-299'],
    [300, '300+'], [20_000, '300+'],
  ] as const)('%d people are %s', (n, band) => {
    expect(sizeBand(n)).toBe(band);
  });
});
