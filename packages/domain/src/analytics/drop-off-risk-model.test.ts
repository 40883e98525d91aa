import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildAttempt, buildCompletion, buildEvent, on, uuid } from '../testing/build-facts.ts';
import { buildModelCard } from '../testing/build-model-card.ts';
import { buildState, D } from '../testing/build-state.ts';
import { addDays } from '../time/day.ts';
import { dropOffFeatureNames } from './drop-off-risk-model-features.ts';
import { dropOffFeaturesOf, dropOffProbability, shownProbability } from './drop-off-risk-model.ts';
import type { EnrollmentRef } from './state.ts';

const model = (fields: Parameters<typeof buildModelCard>[0] = {}) => buildModelCard({
  b0: -0.4, features: [{ name: 'activityDays28', b: 0.8, mean: 10, sd: 4 }, { name: 'recentMeanPct', b: -0.6, mean: 60, sd: 20 }], ...fields,
});
/** z 1.5 and .5 under that card. */
const values: Record<string, number> = { activityDays28: 16, recentMeanPct: 70 };
const of = (card: Parameters<typeof dropOffProbability>[0], known: Record<string, number> = values) =>
  dropOffProbability(card, known);

const alike = (x: number) => Object.fromEntries(dropOffFeatureNames.map((name) => [name, x]));

describe('dropOffProbability', () => {
  it('-.4 + .8 · 1.5 - .6 · .5 = .5; a 1, c 0: σ(.5) = .6225', () => expect(of(model())).toBe(0.6225));
  it('a 1.1, c -.2: σ(1.1 · .5 - .2 = .35) = .5866', () => expect(of(model({ a: 1.1, c: -0.2 }))).toBe(0.5866));
  it('what is missing, or never varied, counts as the mean: -.4 - .6 · .5 = -.7, σ = .3318', () => {
    expect(of(model(), { recentMeanPct: 70 })).toBe(0.3318);
    const flat = model({ features: [{ name: 'activityDays28', b: 0.8, mean: 10, sd: 0 }, { name: 'recentMeanPct', b: -0.6, mean: 60, sd: 20 }] });
    expect(of(flat)).toBe(0.3318);
  });
  it('z stays within ±4: (1000 - 10)/4 is 4, -.4 + .8 · 4 - .3 = 2.5, σ = .9241', () => {
    expect(of(model(), { activityDays28: 1000, recentMeanPct: 70 })).toBe(0.9241);
    expect(of(model(), { activityDays28: -1000, recentMeanPct: 70 })).toBe(0.0198);
  });
  it('is always 0..1, whatever the order of the features', () => {
    const feature = fc.record({
      name: fc.constantFrom(...dropOffFeatureNames), b: fc.double({ min: -50, max: 50, noNaN: true }), mean: fc.double({ min: -99, max: 99, noNaN: true }),
      sd: fc.double({ min: 0, max: 40, noNaN: true }),
    });
    fc.assert(fc.property(fc.uniqueArray(feature, { selector: ({ name }) => name }), fc.double({ min: -1e4, max: 1e4, noNaN: true }), (features, x) => {
      const p = dropOffProbability(buildModelCard({ features }), alike(x));
      expect(p >= 0 && p <= 1 && !Object.is(p, -0)).toBe(true);
      expect(dropOffProbability(buildModelCard({ features: [...features].reverse() }), alike(x))).toBeCloseTo(p, 3);
    }), { numRuns: 300 });
  });
});

describe('shownProbability', () => {
  const features = { activityDays28: 16, activitySlope: null, daysSinceActive: 0, recentMeanPct: 70, lateShare: null };
  it('a card that passes shows its probability by its name', () => expect(shownProbability(model(), features)).toEqual({ probability: 0.6225, modelId: 'm1' }));
  it('a card with auc20 .66, auc50 .74 is not shown, nor is no card, nor one that asks for what is not known', () => {
    expect(shownProbability(model({ auc20: 0.66, auc50: 0.74 }), features)).toBeNull();
    expect(shownProbability(null, features)).toBeNull();
    expect(shownProbability(model({ features: [{ name: 'postcode', b: 1, mean: 0, sd: 1 }] }), features)).toBeNull();
  });
});

describe('dropOffFeaturesOf', () => {
  const completions = (days: string[]) => days.map((day, i) => buildCompletion(uuid('10', i + 1), on(day)));
  const enrolled = (status: EnrollmentRef['status'], dueDay: string | null): EnrollmentRef =>
    ({ courseId: 'c', enrolledDay: '2026-01-01', status, dueDay, topicIds: [] });

  it('weeks of 1, 2, 3, 4 activities rise by 1 a week; 10 active days, the last today', () => {
    const days = [27, 20, 19, 13, 12, 11, 3, 2, 1, 0].map((ago) => addDays(D, -ago));
    expect(dropOffFeaturesOf(buildState({ completions: completions(days) }, 60), D)).toEqual({
      activityDays28: 10, activitySlope: 1, daysSinceActive: 0, recentMeanPct: null, lateShare: null,
    });
  });
  it('28 days in view: 28 days ago is too far, and one never active has been away for 28 days; 27 days of history have no slope', () => {
    const old = completions([addDays(D, -28)]);
    expect(dropOffFeaturesOf(buildState({ completions: old }, 60), D)).toMatchObject({ activityDays28: 0, daysSinceActive: 28, activitySlope: 0 });
    expect(dropOffFeaturesOf(buildState({}, 28), D)).toMatchObject({ daysSinceActive: 28, activitySlope: 0 });
    expect(dropOffFeaturesOf(buildState({}, 27), D)).toMatchObject({ activitySlope: null });
  });
  it('the last 5 of 6 results 0 50 60 70 80 90 average 350/5 = 70', () => {
    const attempts = [0, 50, 60, 70, 80, 90].map((pct, i) => buildAttempt(`a${i}`, on(addDays(D, i - 10)), pct));
    expect(dropOffFeaturesOf(buildState({ attempts }, 60), D).recentMeanPct).toBe(70);
  });
  it('2 of 3 due courses are late; what is not due yet, withdrawn or failed is not counted', () => {
    const enrollments = [enrolled('active', '2026-03-30'), enrolled('completed', '2026-03-01'), enrolled('active', D),
      enrolled('active', addDays(D, 1)), enrolled('active', null),
      enrolled('withdrawn', '2026-03-01'), enrolled('failed', '2026-03-01')];
    expect(dropOffFeaturesOf(buildState({}, 60, { enrollments }), D).lateShare).toBeCloseTo(2 / 3, 12);
  });
  it('what comes after the cut-off changes nothing', () => {
    const seen = buildState({ events: [buildEvent({ occurredAt: on('2026-03-20') })] }, 60);
    const later = buildState({ events: [buildEvent({ occurredAt: on('2026-03-20') }), buildEvent({ occurredAt: on('2026-04-02') })] }, 60);
    expect(dropOffFeaturesOf(later, D)).toEqual(dropOffFeaturesOf(seen, D));
  });
});
