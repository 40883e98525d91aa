import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from './at.ts';
import { bktUpdate } from './bkt.ts';
import { cohenD } from './class-gain.ts';
import { halfLife } from './half-life.ts';
import { itemStats } from './item-stats.ts';
import { midRank } from './mid-rank.ts';
import { quantile } from './quantile.ts';
import { retained, reviewInDays } from './retained.ts';
import { roundHalfEven } from './round-half-even.ts';
import { sessions } from './sessions.ts';
import { theilSen } from './theil-sen.ts';
import { wilson } from './wilson.ts';

const inside = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const numbers = fc.array(inside(-1000, 1000), { minLength: 1, maxLength: 30 });
const shuffled = <T>(values: readonly T[], seed: readonly number[]) =>
  values.map((value, i) => ({ value, key: seed[i % seed.length] ?? 0, i })).sort((a, b) => a.key - b.key || b.i - a.i).map(({ value }) => value);
const seeds = fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 });

describe('kernels keep their promises for any input', () => {
  it('bktUpdate stays in (0, 1)', () => {
    fc.assert(fc.property(inside(0.01, 0.99), inside(0, 0.5), inside(0.01, 0.3), inside(0.01, 0.1), inside(0, 1), (L, T, G, S, s) => {
      const next = bktUpdate(L, { T, G, S }, s);
      expect(next).toBeGreaterThan(0);
      expect(next).toBeLessThan(1);
    }));
  });
  it('a correct answer never lowers L when 1 - S > G', () => {
    fc.assert(fc.property(inside(0.01, 0.99), inside(0, 0.5), inside(0.01, 0.3), inside(0.01, 0.1), (L, T, G, S) => {
      expect(bktUpdate(L, { T, G, S }, 1)).toBeGreaterThanOrEqual(L - 1e-12);
    }));
  });
  it('retained never rises with days, and equals L on day 0', () => {
    fc.assert(fc.property(inside(0, 1), inside(0, 0.5), fc.nat(400), fc.nat(400), inside(3, 274), (L, floor, a, b, h) => {
      expect(retained(L, floor, Math.max(a, b), h)).toBeLessThanOrEqual(retained(L, floor, Math.min(a, b), h));
      expect(retained(L, floor, 0, h)).toBeCloseTo(L, 12);
    }));
  });
  it('reviewInDays is the first whole day below .70', () => {
    fc.assert(fc.property(inside(0.71, 1), inside(3, 274), (L, h) => {
      const day = reviewInDays(L, 0.3, h) ?? Number.NaN;
      expect(retained(L, 0.3, day, h)).toBeLessThan(0.7 + 1e-9);
      expect(retained(L, 0.3, day - 1, h)).toBeGreaterThanOrEqual(0.7 - 1e-9);
    }));
  });
  it('halfLife stays within its bounds', () => {
    fc.assert(fc.property(inside(3, 274), fc.nat(400), inside(0, 1), (h, gap, s) => {
      expect(halfLife(h, gap, s)).toBeGreaterThanOrEqual(3);
      expect(halfLife(h, gap, s)).toBeLessThanOrEqual(274);
    }));
  });
  it('one outlier moves a Theil-Sen slope over five points no further than the slopes the others span', () => {
    fc.assert(fc.property(fc.array(inside(-100, 100), { minLength: 5, maxLength: 12 }), inside(-1e6, 1e6), fc.nat(11), (ys, outlier, where) => {
      const clean = ys.map((y, i) => ({ t: 7 * i, y }));
      const spoilt = clean.map((point, i) => (i === where % ys.length ? { ...point, y: outlier } : point));
      expect(Math.abs(theilSen(spoilt)?.slope ?? 0)).toBeLessThanOrEqual(200 / 7 + 1e-9);
    }));
  });
  it('a constant item has no discrimination and leaves the other facilities alone', () => {
    fc.assert(fc.property(fc.array(fc.tuple(inside(0, 1), inside(0, 1)), { minLength: 2, maxLength: 20 }), inside(0, 1), (rows, constant) => {
      const alone = itemStats(rows);
      const joined = itemStats(rows.map((row) => [...row, constant]));
      expect(joined?.items[2]?.discrimination).toBeNull();
      expect(joined?.items.slice(0, 2).map((item) => item.facility)).toEqual(alone?.items.map((item) => item.facility));
    }));
  });
  it('a Wilson interval holds its share and stays within 0..1', () => {
    fc.assert(fc.property(fc.nat(200), fc.nat(200), (a, b) => {
      const n = Math.max(a, b, 1);
      const c = Math.min(a, b);
      const interval = wilson(c, n);
      expect(interval?.lo).toBeLessThanOrEqual(c / n + 1e-12);
      expect(interval?.hi).toBeGreaterThanOrEqual(c / n - 1e-12);
      expect(interval?.lo).toBeGreaterThanOrEqual(0);
      expect(interval?.hi).toBeLessThanOrEqual(1);
    }));
  });
  it('roundHalfEven moves a number by half a step at most, is idempotent, and never gives -0', () => {
    fc.assert(fc.property(inside(-1e4, 1e4), fc.nat(4), (x, d) => {
      const rounded = roundHalfEven(x, d);
      expect(Math.abs(rounded - x)).toBeLessThanOrEqual(0.5 / 10 ** d + 1e-9);
      expect(roundHalfEven(rounded, d)).toBe(rounded);
      expect(Object.is(rounded, -0)).toBe(false);
    }));
  });
  it('the order of unordered arguments does not matter', () => {
    fc.assert(fc.property(numbers, seeds, inside(0, 1), (values, seed, p) => {
      const other = shuffled(values, seed);
      expect(quantile(other, p)).toBe(quantile(values, p));
      expect(midRank(at(values, 0), other)).toBe(midRank(at(values, 0), values));
      const points = values.map((y, t) => ({ t: t % 7, y }));
      expect(theilSen(shuffled(points, seed), 2, 0)).toEqual(theilSen(points, 2, 0));
      const pairs = shuffled(values.map((pre, i) => ({ pre, post: pre * 2 + i })), seed);
      const d = cohenD(pairs.map(({ pre }) => pre), pairs.map(({ post }) => post));
      const ordered = cohenD(values, values.map((pre, i) => pre * 2 + i));
      if (d !== null && ordered !== null) expect(d).toBeCloseTo(ordered, 6);
    }));
  });
  it('sessions do not depend on the order of points, and cover no more than first to last', () => {
    const point = fc.record({ endMin: fc.integer({ min: 0, max: 1440 }), durationMin: fc.option(fc.integer({ min: 0, max: 300 })) });
    fc.assert(fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), seeds, (list, seed) => {
      const points = list.map((one, i) => ({ ...one, id: `p${i}` }));
      const result = sessions(points);
      expect(sessions(shuffled(points, seed))).toEqual(result);
      const first = Math.min(...points.map((one) => one.endMin - Math.min(240, one.durationMin ?? 0)));
      expect(result.minutes).toBeLessThanOrEqual(Math.max(...points.map((one) => one.endMin)) - first);
      expect(result.sessions).toBeGreaterThanOrEqual(1);
    }));
  });
});
