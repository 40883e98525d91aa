import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { D } from '../testing/build-state.ts';
import { addDays } from '../time/day.ts';
import { forecastGrade, forecastOutcome, forecastScenarioSchema, scenarioChange } from './outcome-forecast-days.ts';
import type { Change, ForecastInput } from './outcome-forecast-days.ts';

const input = (fields: Partial<ForecastInput> = {}): ForecastInput => ({
  D, remaining: 11, pace: 1.63, weekly: [1, 2, 0, 2, 1, 3, 2, 3], targetDate: '2026-05-11', lastDone: null, ...fields,
});

describe('forecastOutcome', () => {
  it('11 left at 1.63: 47.2 is 48 days to 18 May; SD 1.035: 1.2816 · 1.035/√8 = .47, 77/2.1 = 37 days to 7 May, 77/1.16 = 67 to 6 June', () => {
    expect(forecastOutcome(input())).toMatchObject({
      halfWidth: 0.47, best: '2026-05-07', expected: '2026-05-18', worst: '2026-06-06', confidence: 'medium', outlook: 'uncertain',
    });
  });
  it('6 h on a usual 4 is 1.5 times each pace, and a week of break: 25 + 7, 32 + 7, 45 + 7 days to 2, 9 and 22 May', () => {
    const change = scenarioChange({ hoursPerWeek: 6, breakWeeks: 1 }, 4);
    expect(change).toEqual({ factor: 1.5, breakWeeks: 1 });
    if (typeof change === 'string') throw new Error(change);
    expect(forecastOutcome(input(), change)).toMatchObject({ best: '2026-05-02', expected: '2026-05-09', worst: '2026-05-22' });
  });
  it('no pace: 6 left, weeks 1 0 0 0, SD .5: 1.2816 · .5/2 = .32, 42/.3204 = 132 days to 10 August at best, no end at worst, unlikely by 1 June', () => {
    expect(forecastOutcome(input({ remaining: 6, pace: 0, weekly: [1, 0, 0, 0], targetDate: '2026-06-01' }))).toEqual({
      expected: null, best: '2026-08-10', worst: null, halfWidth: 0.32, confidence: 'low', outlook: 'unlikely',
      reasons: { expected: 'zero-pace', best: null, worst: 'zero-pace' },
    });
  });
  it('under 4 weeks there is no interval, no outlook, and low confidence', () => {
    expect(forecastOutcome(input({ weekly: [2, 1, 2] }))).toEqual({
      expected: '2026-05-18', best: null, worst: null, halfWidth: null, confidence: 'low', outlook: null,
      reasons: { expected: null, best: 'short-history', worst: 'short-history' },
    });
  });
  it('nothing left is done on the last day, also late, with a break or under 4 weeks', () => {
    const done = { remaining: 0, lastDone: '2026-03-24', targetDate: '2026-03-23' };
    for (const weekly of [[1, 1, 1], [1, 1, 1, 1]]) {
      expect(forecastOutcome(input({ ...done, weekly }), { factor: 2, breakWeeks: 5 })).toMatchObject({
        expected: '2026-03-24', best: '2026-03-24', worst: '2026-03-24', outlook: 'done',
      });
    }
  });
  it('outlook against the target: worst on it is likely, best on it uncertain, best a day after it unlikely; none without a target', () => {
    const outlook = (targetDate: string | null) => forecastOutcome(input({ targetDate })).outlook;
    expect(['2026-06-06', '2026-06-05', '2026-05-07', '2026-05-06'].map(outlook)).toEqual(['likely', 'uncertain', 'uncertain', 'unlikely']);
    expect([addDays(D, -1), D].map(outlook)).toEqual(['unlikely', 'unlikely']);
    expect(outlook(null)).toBeNull();
  });
  it('confidence of even weeks: 8 weeks ±0 high, 7 medium; .47/1.88 = .25 high, .47/1.87 = .2513 medium, .47/.94 = .5 medium, .47/.93 low', () => {
    const confidence = (pace: number, weekly = input().weekly) => forecastOutcome(input({ pace, weekly })).confidence;
    expect([confidence(1, [1, 1, 1, 1, 1, 1, 1, 1]), confidence(1, [1, 1, 1, 1, 1, 1, 1])]).toEqual(['high', 'medium']);
    expect([1.88, 1.87, 0.94, 0.93].map((pace) => confidence(pace))).toEqual(['high', 'medium', 'medium', 'low']);
  });
  it('more than 1,825 days are no end: 7 · 365/1.4 = 1,825 is, with a week of break it is not', () => {
    const far = input({ remaining: 365, pace: 1.4, weekly: [] });
    expect(forecastOutcome(far).expected).toBe(addDays(D, 1825));
    expect(forecastOutcome(far, { factor: 1, breakWeeks: 1 })).toMatchObject({ expected: null, reasons: { expected: 'beyond-horizon' } });
  });
});

describe('scenarioChange', () => {
  it('hours count 1/4 to 4 times the usual ones; none asked for leaves the pace', () => {
    const factor = (hoursPerWeek: number) => scenarioChange({ hoursPerWeek }, 4);
    expect([0, 0.5, 1, 2, 16, 40].map(factor)).toEqual([0.25, 0.25, 0.25, 0.5, 4, 4].map((x) => ({ factor: x, breakWeeks: 0 })));
    expect(scenarioChange({ breakWeeks: 3 }, null)).toEqual({ factor: 1, breakWeeks: 3 });
  });
  it('.25 usual hours are a baseline, .24 are none; unknown minutes have no source', () => {
    expect(scenarioChange({ hoursPerWeek: 1 }, 0.25)).toEqual({ factor: 4, breakWeeks: 0 });
    expect([scenarioChange({ hoursPerWeek: 1 }, 0.24), scenarioChange({ hoursPerWeek: 1 }, null)]).toEqual(['no-baseline', 'no-source']);
  });
  it('a break is 0 to 26 whole weeks, hours are those of a week', () => {
    const accepts = (scenario: unknown) => forecastScenarioSchema.safeParse(scenario).success;
    expect([{ breakWeeks: 0 }, { breakWeeks: 26 }, { hoursPerWeek: 168 }, {}, { breakWeeks: null }].map(accepts)).toEqual([true, true, true, true, true]);
    expect([{ breakWeeks: 27 }, { breakWeeks: -1 }, { breakWeeks: 1.5 }, { hoursPerWeek: 169 }, { hoursPerWeek: -1 }].map(accepts))
      .toEqual([false, false, false, false, false]);
  });
});

describe('forecastGrade', () => {
  it('72 80 68 90 = 310 and 2 open at 77.7 [66.5, 88.8]: 465.4/6 = 77.6, 443/6 = 73.8, 487.6/6 = 81.3', () => {
    expect(forecastGrade([72, 80, 68, 90], 2, { expected: 77.7, low: 66.5, high: 88.8 })).toEqual({ expected: 77.6, low: 73.8, high: 81.3 });
  });
  it('nothing open is the mean, with or without a next result; something open and no next result is not told; nothing at all neither', () => {
    const mean = { expected: 77.5, low: 77.5, high: 77.5 };
    expect([forecastGrade([72, 80, 68, 90], 0, null), forecastGrade([72, 80, 68, 90], 0, { expected: 1, low: 0, high: 2 })]).toEqual([mean, mean]);
    expect([forecastGrade([72], 1, null), forecastGrade([], 0, null)]).toEqual([null, null]);
    expect(forecastGrade([], 2, { expected: 70, low: 60, high: 80 })).toEqual({ expected: 70, low: 60, high: 80 });
  });
});

const cases = fc.record({
  remaining: fc.integer({ min: 0, max: 400 }), pace: fc.integer({ min: 0, max: 2000 }).map((x) => x / 100),
  weekly: fc.array(fc.nat(9), { minLength: 2, maxLength: 12 }), target: fc.option(fc.integer({ min: -30, max: 400 })),
}).map(({ target, ...rest }): ForecastInput => ({ D, lastDone: D, targetDate: target === null ? null : addDays(D, target), ...rest }));
const changes = fc.record({ factor: fc.constantFrom(0.25, 1, 4), breakWeeks: fc.nat(26) });
const open = '9999-12-31';

describe('a forecast of anything', () => {
  it('has best no later than expected and expected no later than worst, an open end being the latest', () => {
    fc.assert(fc.property(cases, changes, (one, change) => {
      const { best, expected, worst, halfWidth, confidence } = forecastOutcome(one, change);
      if (halfWidth === null && one.remaining > 0) expect([best, worst, confidence]).toEqual([null, null, 'low']);
      else expect((best ?? open) <= (expected ?? open) && (expected ?? open) <= (worst ?? open)).toBe(true);
    }), { numRuns: 400 });
  });
  it('comes no earlier with more to do, no later with more hours, and a week later with each week of break', () => {
    fc.assert(fc.property(cases, changes, (one, change) => {
      const expected = (fields: Partial<ForecastInput>, changed: Partial<Change>) => forecastOutcome({ ...one, ...fields }, { ...change, ...changed }).expected;
      const day = expected({}, {});
      if (one.remaining > 0) expect((expected({ remaining: one.remaining + 1 }, {}) ?? open) >= (day ?? open)).toBe(true);
      expect((expected({}, { factor: change.factor * 2 }) ?? open) <= (day ?? open)).toBe(true);
      const later = expected({}, { breakWeeks: change.breakWeeks + 1 });
      if (later !== null && day !== null && one.remaining > 0) expect(later).toBe(addDays(day, 7));
    }), { numRuns: 400 });
  });
  it('keeps a grade within 0..100, low to high, whatever the order of the results', () => {
    const next = fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000)).map((xs) => [...xs].sort((a, b) => a - b).map((x) => x / 10))
      .map(([low = 0, expected = 0, high = 0]) => ({ low, expected, high }));
    fc.assert(fc.property(fc.array(fc.nat(1000).map((x) => x / 10)), fc.nat(5), next, (pcts, left, range) => {
      const grade = forecastGrade(pcts, left, range);
      expect(forecastGrade([...pcts].reverse(), left, range)).toEqual(grade);
      if (grade !== null) expect(grade.low >= 0 && grade.low <= grade.expected && grade.expected <= grade.high && grade.high <= 100).toBe(true);
    }), { numRuns: 300 });
  });
});
