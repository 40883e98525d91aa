import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from './settings.ts';
import { riskBandOf, scoreDropOff } from './drop-off-risk-score.ts';
import type { DropOffInput } from './drop-off-risk-score.ts';

const { risk } = defaultSettings;
const score = (engagement: number | null, paces: [number, number] | null, daysSinceProgress: number | null) =>
  scoreDropOff({ engagement, paces: paces === null ? null : { current: paces[0], previous: paces[1] }, daysSinceProgress }, risk);

describe('scoreDropOff', () => {
  it('engagement 42; 3 v 5 topics is -40 %; progress 2 days ago: 40 + 30 = 70 high', () => {
    expect(score(42, [3, 5], 2)).toEqual({
      score: 70, band: 'high', available: 100, coverage: 1,
      signs: [{ code: 'low-engagement', numbers: { engagement: 42 } },
        { code: 'pace-decline', numbers: { currentPace: 3, previousPace: 5, changePct: -40 } }],
    });
  });
  it('engagement 55; 4 v 5 is -20 % exactly, not below; progress yesterday: 0 low', () => {
    expect(score(55, [4, 5], 1)).toMatchObject({ score: 0, band: 'low', signs: [] });
  });
  it('engagement not available; 0 v 4 is -100 %; 9 days without progress: 60 of 60 = 100 critical, coverage .6', () => {
    expect(score(null, [0, 4], 9)).toMatchObject({ score: 100, band: 'critical', available: 60, coverage: 0.6 });
  });
  it('engagement 42 alone: 40 of 100 points are too few, no score, coverage .4', () => {
    expect(score(42, null, null)).toMatchObject({ score: null, band: null, available: 40, coverage: 0.4 });
  });
  it('engagement 49.9; 0 v 0 is no decline; 7 days without progress: 40 + 30 = 70 high', () => {
    expect(score(49.9, [0, 0], 7)).toMatchObject({ score: 70, band: 'high', signs: [{ code: 'low-engagement' }, { numbers: { days: 7 } }] });
  });
  it('engagement 50; 2 v 2; 8 days without progress: 30 low', () => expect(score(50, [2, 2], 8)).toMatchObject({ score: 30, band: 'low' }));
  it('engagement below 50 without a pace: 40 of 70 = 57.1 is 57 medium; 6 days without progress are no sign', () => {
    expect(score(10, null, 6)).toMatchObject({ score: 57, band: 'medium', coverage: 0.7 });
  });
  it('bands: exactly 80 is high, exactly 60 high, exactly 40 medium', () => {
    expect([100, 81, 80, 60, 59, 40, 39, 0].map((points) => riskBandOf(points, risk)))
      .toEqual(['critical', 'critical', 'high', 'high', 'medium', 'medium', 'low', 'low']);
  });
  it('the points and bands are the organization’s: 60 20 20 without a pace is 60 of 80 = 75 critical above 70', () => {
    const own = { points: [60, 20, 20], critical: 70, high: 50, medium: 20 };
    expect(scoreDropOff({ engagement: 0, paces: null, daysSinceProgress: 0 }, own)).toMatchObject({ score: 75, band: 'critical', coverage: 0.8 });
  });
});

const inputs: fc.Arbitrary<DropOffInput> = fc.record({
  engagement: fc.option(fc.integer({ min: 0, max: 1000 }).map((x) => x / 10)),
  paces: fc.option(fc.record({ current: fc.nat(20), previous: fc.nat(20) })),
  daysSinceProgress: fc.option(fc.nat(400)),
});

describe('scoreDropOff of anything', () => {
  it('is a whole number 0..100 with its band from 50 points on, else nothing', () => {
    fc.assert(fc.property(inputs, (input) => {
      const { score: points, band, available, signs } = scoreDropOff(input, risk);
      expect(points === null).toBe(available < 50);
      if (points === null || band === null) return;
      expect(Number.isInteger(points) && points >= 0 && points <= 100 && !Object.is(points, -0)).toBe(true);
      expect(band).toBe(riskBandOf(points, risk));
      expect(points > 0).toBe(signs.length > 0);
    }), { numRuns: 500 });
  });
  it('never falls when engagement falls, the week brings less, or the silence grows', () => {
    const worse = fc.record({ engagement: fc.nat(1000), pace: fc.nat(20), days: fc.nat(30) });
    fc.assert(fc.property(inputs, worse, (input, by) => {
      const after: DropOffInput = {
        engagement: input.engagement === null ? null : Math.max(0, input.engagement - by.engagement / 10),
        paces: input.paces === null ? null : { ...input.paces, current: Math.max(0, input.paces.current - by.pace) },
        daysSinceProgress: input.daysSinceProgress === null ? null : input.daysSinceProgress + by.days,
      };
      expect(scoreDropOff(after, risk).score ?? 0).toBeGreaterThanOrEqual(scoreDropOff(input, risk).score ?? 0);
    }), { numRuns: 500 });
  });
});
