import { describe, expect, it } from 'vitest';
import { buildAttempt, buildCompletion, buildEvent, on, uuid } from '../testing/build-facts.ts';
import { buildContext, buildState, D } from '../testing/build-state.ts';
import { addDays } from '../time/day.ts';
import { computeEngagement, engagementBandOf, scoreEngagement } from './engagement.ts';
import { streakOf, typeMixOf } from './activity-pattern.ts';
import { defaultSettings } from './settings.ts';

const settings = defaultSettings.engagement;
const sums = (days: number, minutes: number | null, activities: number) => ({ days, minutes, activities });
const facts = (...kinds: ('learning_events' | 'assessment_attempts' | 'practice_results')[]) => new Set(kinds);
const both = new Set(['time-of-day', 'minutes'] as const);

/** One completed item a day with 30 minutes, on the given days before D. */
const activeDays = (...ago: number[]) => ago.map((days) => buildEvent({
  occurredAt: on(addDays(D, -days), '10:00'), verb: 'completed', durationMin: 30, object: { type: 'content', id: uuid('1e', days), contentType: 'video' },
}));

describe('scoreEngagement', () => {
  it.each([
    ['recent (4,120,6), rest (5,200,12), r 7', sums(4, 120, 6), sums(5, 200, 12), 7, [86.7, 97.8, 80], 86.8, 'highly-engaged'],
    ['tenure 10: recent (2,30,1), rest (1,10,2), r 3', sums(2, 30, 1), sums(1, 10, 2), 3, [41.2, 19.2, 16.5], 25.8, 'at-risk'],
    ['N 30: recent (6,300,9), rest (9,400,20), r 23', sums(6, 300, 9), sums(9, 400, 20), 23, [79.5, 100, 71.9], 81.6, 'highly-engaged'],
    ['nothing', sums(0, 0, 0), sums(0, 0, 0), 7, [0, 0, 0], 0, 'at-risk'],
  ] as const)('%s', (_, recent, rest, r, parts, score, band) => {
    const scored = scoreEngagement(recent, rest, r, settings);
    expect([scored.parts.days, scored.parts.minutes, scored.parts.activities].map((part) => Number(part?.score.toFixed(1)))).toEqual(parts);
    expect(Number(scored.score.toFixed(1))).toBe(score);
    expect(engagementBandOf(score, settings)).toBe(band);
  });
  it('without minutes is (.35·86.67 + .40·80)/.75 = 83.1 with coverage .75', () => {
    const scored = scoreEngagement(sums(4, null, 6), sums(5, 200, 12), 7, settings);
    expect(Number(scored.score.toFixed(1))).toBe(83.1);
    expect(scored.coverage).toBeCloseTo(0.75, 12);
    expect(scoreEngagement(sums(4, 1, 6), sums(5, null, 12), 7, settings).parts.minutes).toBeNull();
  });
  it('bands at exactly 80 and 50', () => {
    expect([80, 79.9, 50, 49.9].map((score) => engagementBandOf(score, settings))).toEqual(['highly-engaged', 'engaged', 'engaged', 'at-risk']);
  });
});

describe('engagement', () => {
  it('3 days of 30 minutes and one item each: weekly 7·6/21 = 2 days, 60 min, 2 items: 40, 40, 20 and .35·40 + .25·40 + .40·20 = 32', () => {
    const envelope = computeEngagement(buildState({ events: activeDays(1, 2, 4) }, 60), buildContext());
    expect(envelope).toMatchObject({ status: 'ok', n: 3, coverage: 1, window: { from: '2026-03-18', to: D, days: 14 }, asOf: on('2026-03-30', '10:00') });
    expect(envelope.value).toMatchObject({
      score: 32, band: 'at-risk', parts: { days: { weekly: 2, score: 40 }, minutes: { weekly: 60, score: 40 }, activities: { weekly: 2, score: 20 } },
      previousScore: 0, delta: 32, streak: 2, longestStreak: 2, sessionsPerWeek: 1.5, meanSessionMin: 30, activeMin: 90, lastActiveDay: '2026-03-30',
      peakHour: 10,
      typeMix: [{ type: 'video', share: 1 }], diversity: 0,
    });
    expect(envelope.value?.daily).toHaveLength(60);
    expect(envelope.value?.daily.at(-2)).toEqual({ day: '2026-03-30', minutes: 30, activities: 1 });
    expect(envelope.value?.daily.at(-1)).toEqual({ day: D, minutes: 0, activities: 0 });
    expect(Object.is(envelope.value?.diversity, 0)).toBe(true);
  });

  it('silence with 60 days of history is a score of 0, not insufficient', () => {
    const envelope = computeEngagement(buildState({}, 60), buildContext());
    expect(envelope).toMatchObject({
      status: 'ok',
      value: { score: 0, band: 'at-risk', previousScore: 0, delta: 0, streak: 0, peakHour: null, meanSessionMin: null, lastActiveDay: null, diversity: null },
      nulls: { peakHour: 'no-data', meanSessionMin: 'no-data', diversity: 'no-data', lastActiveDay: 'no-data' }, asOf: null, n: 0,
    });
    expect(Object.is(envelope.value?.delta, 0)).toBe(true);
  });

  it('10 days of history: no score of a week ago, window of 10 days', () => {
    expect(computeEngagement(buildState({}, 10), buildContext())).toMatchObject({
      value: { previousScore: null, delta: null }, nulls: { previousScore: 'short-history', delta: 'short-history' }, window: { days: 10 },
    });
  });
  it('6 days of history are insufficient, and so is a start ahead', () => {
    expect(computeEngagement(buildState({}, 6), buildContext())).toMatchObject({ status: 'insufficient', need: { have: 6, required: 7 } });
    expect(computeEngagement(buildState({}, -1), buildContext()).need).toMatchObject({ have: 0 });
  });
  it('of dates without times (minutes and practice missing) covers .35 + .40·2/3 = .62', () => {
    const ctx = buildContext({ available: { facts: facts('learning_events', 'assessment_attempts'), measures: new Set() } });
    const envelope = computeEngagement(buildState({ events: activeDays(1) }, 60), ctx);
    expect(envelope).toMatchObject({
      coverage: 0.62, value: { parts: { minutes: null }, sessionsPerWeek: null, meanSessionMin: null, activeMin: null, peakHour: null },
      nulls: { 'parts.minutes': 'no-source', sessionsPerWeek: 'no-source', peakHour: 'no-source', 'daily[].minutes': 'no-source' },
    });
    expect(envelope.value?.daily.at(-2)).toEqual({ day: '2026-03-30', minutes: null, activities: 1 });
  });
  it('attempts and completions are activities: 1 + 1 in the week are 7·2·2/21 = 1.33 a week', () => {
    const state = buildState({ attempts: [buildAttempt('a', on(D), 50)], completions: [buildCompletion(uuid('10', 1), on(D))] }, 30);
    const ctx = buildContext({ available: { facts: facts('learning_events'), measures: both } });
    expect(computeEngagement(state, ctx)).toMatchObject({ value: { parts: { activities: { weekly: 1.33, score: 13.3 } } }, coverage: 0.73 });
  });
  it('a window of 7 days has no rest: 7·2·1/14 = 1 day a week; an unknown window falls back to 14', () => {
    const state = buildState({ events: activeDays(1, 9) }, 60);
    expect(computeEngagement(state, buildContext({ windowDays: 7 }))).toMatchObject({ value: { parts: { days: { weekly: 1 } } }, window: { days: 7 } });
    expect(computeEngagement(state, buildContext({ windowDays: 8 })).window?.days).toBe(14);
  });
  it('without learning events there is no source', () => {
    const ctx = buildContext({ available: { facts: new Set(), measures: both } });
    expect(computeEngagement(buildState({}, 60), ctx)).toMatchObject({ reason: 'no-source', need: { what: 'learning events' } });
  });
  it('as of an earlier day ignores later facts: the last active day is then known from its rows', () => {
    const state = buildState({ events: activeDays(0, 5) }, 60);
    expect(computeEngagement(state, buildContext({ now: '2026-03-28T12:00:00.000Z' })).value).toMatchObject({
      lastActiveDay: '2026-03-26', streak: 0, longestStreak: 1,
    });
  });
});

describe('patterns', () => {
  it('a streak ends today, or yesterday while today has no activity yet', () => {
    expect(streakOf(new Set(['2026-03-31', '2026-03-30', '2026-03-28']), D)).toBe(2);
    expect(streakOf(new Set(['2026-03-30', '2026-03-29']), D)).toBe(2);
    expect(streakOf(new Set(['2026-03-29']), D)).toBe(0);
  });
  it('two types in equal parts have an entropy of ln 2 / ln 7 = .3562', () => {
    const { days } = buildState({ events: [
      buildEvent({ occurredAt: on(D), object: { type: 'content', id: 'a', contentType: 'article' } }),
      buildEvent({ occurredAt: on(D), object: { type: 'content', id: 'v', contentType: 'video' } }), buildEvent({ occurredAt: on(D) }),
    ] }, 10);
    const { typeMix, diversity } = typeMixOf(days);
    expect(typeMix).toEqual([{ type: 'video', share: 0.5 }, { type: 'article', share: 0.5 }]);
    expect(diversity).toBeCloseTo(0.3562, 4);
  });
});
