import { describe, expect, it } from 'vitest';
import { at } from './at.ts';
import { bktPredict, bktUpdate } from './bkt.ts';
import { ceilDays } from './ceil-days.ts';
import { classGain, cohenD, individualChange } from './class-gain.ts';
import { compareText } from './compare-text.ts';
import { dropOff } from './drop-off.ts';
import type { DropOffLearner } from './drop-off.ts';
import { halfLife } from './half-life.ts';
import { itemStats } from './item-stats.ts';
import { mean, sampleDeviation } from './mean.ts';
import { midRank } from './mid-rank.ts';
import { pearson } from './pearson.ts';
import { mad, median, quantile } from './quantile.ts';
import { retained, reviewInDays } from './retained.ts';
import { roundHalfEven } from './round-half-even.ts';
import { sessions } from './sessions.ts';
import { theilSen } from './theil-sen.ts';
import { weighted } from './weighted.ts';
import { wilson } from './wilson.ts';
import { zT } from './z-t.ts';

const close = (actual: number | null | undefined, expected: number) => expect(actual).toBeCloseTo(expected, 6);
const marks = [52, 60, 60, 68, 75, 75, 75, 88, 91, 96];

describe('roundHalfEven', () => {
  it.each([
    [2.5, 0, 2], [3.5, 0, 4], [0.125, 2, 0.12], [-2.5, 0, -2], [86.25, 1, 86.2], [1.005, 2, 1], [0.375, 2, 0.38], [-0.04, 1, 0], [2.4, 0, 2], [2.6, 0, 3],
  ])('rounds %d at %d decimals to %d', (x, d, expected) => {
    expect(Object.is(roundHalfEven(x, d), expected)).toBe(true);
  });
});

describe('ceilDays', () => {
  it('7·11/1.63 = 47.24 days is 48, 14.0000000001 days is 14, nothing is 0 and never -0', () => {
    expect(ceilDays((7 * 11) / 1.63)).toBe(48);
    expect(ceilDays(14.000_000_000_1)).toBe(14);
    expect(Object.is(ceilDays(0), 0)).toBe(true);
  });
});

describe('quantile, median, mad', () => {
  it('of 10 20 30 40 at .25 .5 .75 are 17.5, 25, 32.5, in any order of the values', () => {
    expect([0.25, 0.5, 0.75].map((p) => quantile([40, 10, 30, 20], p))).toEqual([17.5, 25, 32.5]);
  });
  it('mad of 1 2 4 7 9 is the median of 3 2 0 3 5 = 3', () => expect(mad([9, 1, 2, 7, 4])).toBe(3));
  it('of nothing are null', () => expect([quantile([], 0.5), median([]), mad([])]).toEqual([null, null, null]));
});

describe('wilson', () => {
  it.each([[7, 10, 0.396773, 0.892211], [0, 8, 0, 0.324416], [8, 8, 0.675584, 1]])('%d of %d lies in [%d, %d]', (c, n, lo, hi) => {
    close(wilson(c, n)?.lo, lo);
    close(wilson(c, n)?.hi, hi);
  });
  it('of nobody is null', () => expect(wilson(0, 0)).toBeNull());
});

describe('zT and midRank', () => {
  it('75 among ten marks of mean 74 and s 14.468356 has z .069116 and T 50.691164', () => {
    close(mean(marks), 74);
    close(sampleDeviation(marks), 14.468356);
    close(zT(75, marks)?.z, 0.069116);
    close(zT(75, marks)?.T, 50.691164);
  });
  it('has no z for one value, none, or values without spread', () => expect([zT(1, [1]), zT(1, []), zT(1, [1, 1])]).toEqual([null, null, null]));
  it.each([[52, 5], [60, 20], [75, 55], [96, 95]])('mid-rank of %d is %d', (x, rank) => expect(midRank(x, marks)).toBe(rank));
  it('mid-rank among nobody is null', () => expect(midRank(1, [])).toBeNull());
});

describe('pearson', () => {
  it('of (1..5) with (2,4,5,4,5) is .774597', () => close(pearson([1, 2, 3, 4, 5], [2, 4, 5, 4, 5]), 0.774597));
  it('with a constant side, or of one pair, is null', () => {
    expect([pearson([1, 2], [3, 3]), pearson([3, 3], [1, 2]), pearson([1], [2])]).toEqual([null, null, null]);
  });
  it('refuses sides of different length', () => expect(() => pearson([1], [1, 2])).toThrow(RangeError));
});

describe('theilSen', () => {
  const weekly = (ys: number[]) => ys.map((y, i) => ({ t: 7 * i, y }));
  it('of .20 .32 .38 .90 .56 by weeks is .012857 a day [.008571, .041429], up', () => {
    const fit = theilSen(weekly([0.2, 0.32, 0.38, 0.9, 0.56]));
    close(fit?.slope, 0.012857);
    close(fit?.lo, 0.008571);
    close(fit?.hi, 0.041429);
    expect(fit?.direction).toBe('up');
  });
  it('of 10 12 11 15 by weeks is .226190 a day [-.142857, .571429], flat', () => {
    const fit = theilSen(weekly([10, 12, 11, 15]));
    close(fit?.slope, 0.22619);
    close(fit?.lo, -0.142857);
    close(fit?.hi, 0.571429);
    expect(fit?.direction).toBe('flat');
  });
  it('of falling points is down', () => expect(theilSen(weekly([5, 4, 3, 2]))?.direction).toBe('down'));
  it('averages points of equal time first: 1 and 3 at t 0 count as 2', () => {
    expect(theilSen([{ t: 0, y: 1 }, { t: 0, y: 3 }, { t: 1, y: 3 }], 2, 0)?.slope).toBe(1);
  });
  it('of three points, or of a span of 13 days, is null', () => {
    expect(theilSen(weekly([1, 2, 3]))).toBeNull();
    expect(theilSen([0, 4, 8, 13].map((t) => ({ t, y: t })))).toBeNull();
  });
});

describe('bktPredict and bktUpdate', () => {
  it('predicts .3·.9 + .7·.2 = .41', () => close(bktPredict(0.3, { G: 0.2, S: 0.1 }), 0.41));
  it.each([
    [[1, 0, 1, 1, 1], [0.692683, 0.297833, 0.690587, 0.918505, 0.982598]],
    [[0.5, 0.8, 1, 0.25], [0.419223, 0.665415, 0.909543, 0.696049]],
  ])('scores %j from L .3 give %j', (scores, expected) => {
    let L = 0.3;
    scores.forEach((score, i) => {
      L = bktUpdate(L, { T: 0.1, G: 0.2, S: 0.1 }, score);
      close(L, at(expected, i));
    });
  });
});

describe('halfLife, retained, reviewInDays', () => {
  it('(0,1)(3,1)(7,1)(13,.9)(14,.9)(5,.2)(40,.6) from 14 days gives 14 14 28 28 56 28 28', () => {
    let h = 14;
    const steps = [[0, 1], [3, 1], [7, 1], [13, 0.9], [14, 0.9], [5, 0.2], [40, 0.6]] as const;
    expect(steps.map(([gap, score]) => (h = halfLife(h, gap, score)))).toEqual([14, 14, 28, 28, 56, 28, 28]);
  });
  it('stays within 3 and 274 days', () => expect([halfLife(200, 100, 1), halfLife(4, 0, 0)]).toEqual([274, 3]));
  it.each([[0.95, 0.3, 14, 14, 0.625], [0.95, 0.3, 28, 14, 0.4625], [0.8, 0.3, 7, 28, 0.720448], [0.2, 0.3, 30, 14, 0.2]])(
    'of L %d over floor %d after %d days at half-life %d is %d', (L, floor, days, h, expected) => close(retained(L, floor, days, h), expected),
  );
  it.each([[0.95, 14, 10], [0.99, 28, 23]])('L %d at half-life %d is reviewed after %d days', (L, h, days) => expect(reviewInDays(L, 0.3, h)).toBe(days));
  it('needs no review day at .70 or below, or with a floor that never falls below', () => {
    expect([reviewInDays(0.7, 0.3, 14), reviewInDays(0.95, 0.7, 14)]).toEqual([null, null]);
  });
});

describe('sessions', () => {
  const points = (...list: [number, number?][]) => list.map(([endMin, durationMin], i) => ({ id: `p${i}`, endMin, durationMin: durationMin ?? null }));
  it('9:00 9:04 9:20 | 9:50 within 30 min, 10:21 after 31: 4 + 10 + 10 min in the first of 2 sessions', () => {
    expect(sessions(points([540], [544], [560], [590], [621]))).toEqual({ sessions: 2, minutes: 24 });
  });
  it('10:00, 11:00 (50), 10:55 (20), 11:05: 10 + 50 + 5 = 65 min in 1 session', () => {
    expect(sessions(points([600], [660, 50], [655, 20], [665]))).toEqual({ sessions: 1, minutes: 65 });
  });
  it('counts an exam with only its hand-in of 50 minutes, and no interval beyond 240', () => {
    expect(sessions(points([660, 50]))).toEqual({ sessions: 1, minutes: 50 });
    expect(sessions(points([900, 500]))).toEqual({ sessions: 1, minutes: 240 });
  });
  it('of no points are none', () => expect(sessions([])).toEqual({ sessions: 0, minutes: 0 }));
});

describe('classGain, individualChange, cohenD', () => {
  it('means 50 to 75 of 100 gain 25/50 = .5', () => close(classGain([40, 50, 60], [70, 80, 75]), 0.5));
  it('of a mean baseline of 100, or of nobody, is null', () => {
    expect([classGain([100, 100], [90, 90]), classGain([], []), classGain([50], [])]).toEqual([null, null, null]);
  });
  it('40 to 70 is .5, 60 to 50 is -1/6, 100 to 90 is -.1, 50 to 50 is 0, 0 to 0 and 100 to 100 are left out', () => {
    expect(individualChange(40, 70)).toBe(0.5);
    close(individualChange(60, 50), -0.166667);
    close(individualChange(100, 90), -0.1);
    expect([individualChange(50, 50), individualChange(0, 0), individualChange(100, 100)]).toEqual([0, null, null]);
  });
  it('differences 30 30 15 have d = 25/8.66 = 2.886751', () => close(cohenD([40, 50, 60], [70, 80, 75]), 2.886751));
  it('has no d for equal differences, one pair, or none', () => expect([cohenD([1, 2], [2, 3]), cohenD([1], [2]), cohenD([], [])]).toEqual([null, null, null]));
});

describe('itemStats', () => {
  const rows = ['111', '110', '101', '100', '010', '000'].map((row) => [...row].map(Number));
  it('of 111 110 101 100 010 000: facility 4/6 3/6 2/6, discrimination .342997 0 .342997, alpha .363636', () => {
    const stats = itemStats(rows);
    expect(stats?.items.map(({ facility }) => Number(facility.toFixed(6)))).toEqual([0.666667, 0.5, 0.333333]);
    expect(stats?.items.map(({ discrimination }) => Number(discrimination?.toFixed(6)))).toEqual([0.342997, 0, 0.342997]);
    close(stats?.alpha, 0.363636);
  });
  it('of no rows is null; of one row, one item or equal rows there is no alpha', () => {
    expect(itemStats([])).toBeNull();
    expect(itemStats([[1, 0]])?.alpha).toBeNull();
    expect(itemStats([[1], [0]])).toEqual({ items: [{ facility: 0.5, discrimination: null }], alpha: null });
    expect(itemStats([[1, 0], [1, 0]])?.alpha).toBeNull();
  });
  it('refuses rows that are not complete', () => expect(() => itemStats([[1, 0], [1]])).toThrow(RangeError));
});

describe('dropOff', () => {
  const learners = (...groups: [number, number, number, boolean?][]): DropOffLearner[] =>
    groups.flatMap(([furthest, idleDays, n, withdrawn]) => Array.from({ length: n }, () => ({ furthest, idleDays, withdrawn: withdrawn ?? false })));
  it('K 4: risk 66 60 36 31, stopped 2 24 3 0, threshold .140152, only step 1 flagged', () => {
    const { steps, threshold } = dropOff(learners([0, 40, 2], [1, 30, 24], [1, 1, 4], [2, 20, 3], [3, 3, 2], [4, 0, 31]), 4);
    expect(steps.map(({ risk }) => risk)).toEqual([66, 60, 36, 31]);
    expect(steps.map(({ stopped }) => stopped)).toEqual([2, 24, 3, 0]);
    [0.030303, 0.4, 0.083333, 0].forEach((h, k) => close(at(steps, k).h, h));
    [0.00835, 0.285693, 0.028748, 0].forEach((lo, k) => close(at(steps, k).lo, lo));
    close(threshold, 0.140152);
    expect(steps.map(({ flag }) => flag)).toEqual([false, true, false, false]);
  });
  it('K 3: risk 44 35 30, h 4/44 5/35 10/30, threshold .246753 above the largest lo .192303: no flag', () => {
    const { steps, threshold } = dropOff(learners([0, 40, 4], [0, 2, 6], [1, 30, 5], [1, 1, 5], [2, 20, 8], [2, 3, 2, true], [3, 0, 20]), 3);
    expect(steps.map(({ risk }) => risk)).toEqual([44, 35, 30]);
    [0.090909, 0.142857, 0.333333].forEach((h, k) => close(at(steps, k).h, h));
    close(threshold, 0.246753);
    close(at(steps, 2).lo, 0.192303);
    expect(steps.map(({ flag }) => flag)).toEqual([false, false, false]);
  });
  it('shows a step from 20 at risk; below three shown steps there is no threshold; nobody at risk has no h', () => {
    const { steps, threshold } = dropOff(learners([0, 40, 1], [1, 30, 19]), 3);
    expect(steps.map(({ shown, h, flag }) => ({ shown, h, flag }))).toEqual([
      { shown: true, h: 1 / 20, flag: null }, { shown: false, h: 1, flag: null }, { shown: false, h: null, flag: null },
    ]);
    expect(threshold).toBeNull();
  });
});

describe('weighted', () => {
  it('drops a missing part and renormalises: (.35·80 + .40·50)/.75 = 64, coverage .75', () => {
    const { value, coverage } = weighted([{ weight: 0.35, value: 80 }, { weight: 0.25, value: null }, { weight: 0.4, value: 50 }]);
    close(value, 64);
    close(coverage, 0.75);
  });
  it('of no part is null with coverage 0', () => {
    expect(weighted([{ weight: 1, value: null }])).toEqual({ value: null, coverage: 0 });
    expect(weighted([])).toEqual({ value: null, coverage: 0 });
  });
});

describe('means, elements and order', () => {
  it('of nothing are null', () => expect([mean([]), sampleDeviation([]), sampleDeviation([1])]).toEqual([null, null, null]));
  it('an element outside is refused', () => expect(() => at([1], 1)).toThrow(RangeError));
  it('text is ordered by code unit', () => expect(['b', 'a', 'B', 'a'].sort(compareText)).toEqual(['B', 'a', 'a', 'b']));
});
