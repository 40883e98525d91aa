import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from './settings.ts';
import { forecastDemand, growthOf, scoreSkillDemand } from './skill-demand-score.ts';

const { demand } = defaultSettings;
const skill = (skillId: string, enrolled: number | null, targets: number | null, paths: number | null) => ({ skillId, enrolled, targets, paths });

describe('scoreSkillDemand', () => {
  it('largest 40, 60, 20: ts .4 · 50 + .35 · 100 + .25 · 100 = 80; sql 40 + .35 · 50 + .25 · 50 = 70; go .4 · 25 + 0 + .25 · 25 = 16', () => {
    expect(scoreSkillDemand([skill('sql', 40, 30, 10), skill('ts', 20, 60, 20), skill('go', 10, 0, 5)], demand)).toEqual({
      skills: [{ skillId: 'ts', score: 80 }, { skillId: 'sql', score: 70 }, { skillId: 'go', score: 16 }], coverage: 1,
    });
  });
  it('nobody on a path: sql (40 + 17.5)/.75 = 77, ts (20 + 35)/.75 = 73, coverage .75; the same where paths are not known', () => {
    for (const paths of [0, null]) {
      expect(scoreSkillDemand([skill('sql', 40, 30, paths), skill('ts', 20, 60, paths)], demand)).toEqual({
        skills: [{ skillId: 'sql', score: 77 }, { skillId: 'ts', score: 73 }], coverage: 0.75,
      });
    }
  });
  it('equal scores go by id; without skills, or with nobody anywhere, nothing counts', () => {
    expect(scoreSkillDemand([skill('b', 10, 5, 1), skill('a', 10, 5, 1)], demand).skills.map(({ skillId }) => skillId)).toEqual(['a', 'b']);
    expect(scoreSkillDemand([], demand)).toEqual({ skills: [], coverage: 0 });
    expect(scoreSkillDemand([skill('a', 0, null, 0)], demand)).toEqual({ skills: [{ skillId: 'a', score: 0 }], coverage: 0 });
  });
  const count = fc.option(fc.nat(300));
  const any = fc.record({ skillId: fc.string({ maxLength: 3 }), enrolled: count, targets: count, paths: count });
  const skills = fc.uniqueArray(any, { selector: ({ skillId }) => skillId });
  it('is whole, 0..100, in order, and the same in any order of skills', () => {
    fc.assert(fc.property(skills, (given) => {
      const scored = scoreSkillDemand(given, demand);
      expect(scored.skills.every(({ score }) => Number.isInteger(score) && score >= 0 && score <= 100 && !Object.is(score, -0))).toBe(true);
      expect(scored.skills.map(({ score }) => score)).toEqual(scored.skills.map(({ score }) => score).sort((a, b) => b - a));
      expect(scoreSkillDemand([...given].reverse(), demand)).toEqual(scored);
    }), { numRuns: 300 });
  });
  it('never lowers a skill that gains learners, nor raises another', () => {
    fc.assert(fc.property(skills, fc.nat(50), (given, more) => {
      const [first, ...others] = given;
      if (first === undefined || first.enrolled === null || first.enrolled === 0) return;
      const scoreOf = (enrolled: number, skillId: string) =>
        scoreSkillDemand([{ ...first, enrolled }, ...others], demand).skills.find((one) => one.skillId === skillId)?.score ?? 0;
      const { enrolled } = first;
      expect(scoreOf(enrolled + more, first.skillId)).toBeGreaterThanOrEqual(scoreOf(enrolled, first.skillId));
      for (const { skillId } of others) expect(scoreOf(enrolled + more, skillId)).toBeLessThanOrEqual(scoreOf(enrolled, skillId));
    }), { numRuns: 200 });
  });
});

describe('growthOf', () => {
  it('from 30: 33 is +10 %, steady; 34 rising; 27 is -10 %, steady; 26 falling', () => {
    expect([33, 34, 27, 26, 0].map((now) => growthOf(now, 30, 10))).toEqual(['steady', 'rising', 'steady', 'falling', 'falling']);
  });
  it('from fewer than k: new from k on, else not told; from k on it is compared', () => {
    expect([growthOf(10, 9, 10), growthOf(9, 9, 10), growthOf(10, 0, 10), growthOf(9, 10, 10), growthOf(null, 30, 10)])
      .toEqual(['new', null, 'new', 'steady', null]);
  });
});

describe('forecastDemand', () => {
  it('20 24 23 29 31 34: slope 2.75 [2.33, 3.67], 26.5 + 2.75 · 8.5 = 49.875 is 45; 46.3 is 45, 57.7 is 55', () => {
    expect(forecastDemand([20, 24, 23, 29, 31, 34])).toEqual({ value: 45, lo: 45, hi: 55 });
  });
  it('a falling skill ends at 0: 60 50 40 30 20 10, slope -10, 35 - 85 = -50', () => {
    expect(forecastDemand([60, 50, 40, 30, 20, 10])).toEqual({ value: 0, lo: 0, hi: 0 });
  });
  it('30 30 30 30 30 30 stay 30', () => expect(forecastDemand([30, 30, 30, 30, 30, 30])).toEqual({ value: 30, lo: 30, hi: 30 }));
  it('four blocks above 0 are enough, three are not; five blocks are no six', () => {
    expect(forecastDemand([0, 0, 20, 20, 20, 20])).not.toBeNull();
    expect([forecastDemand([0, 0, 0, 20, 20, 20]), forecastDemand([20, 20, 20, 20, 20]), forecastDemand([])]).toEqual([null, null, null]);
  });
  it('is multiples of 5 from 0, lo to value to hi', () => {
    fc.assert(fc.property(fc.array(fc.nat(500), { minLength: 6, maxLength: 6 }), (blocks) => {
      const forecast = forecastDemand(blocks);
      if (forecast === null) return;
      expect([forecast.lo, forecast.value, forecast.hi].every((n) => n >= 0 && n % 5 === 0 && !Object.is(n, -0))).toBe(true);
      expect(forecast.lo <= forecast.value && forecast.value <= forecast.hi).toBe(true);
    }), { numRuns: 300 });
  });
});
