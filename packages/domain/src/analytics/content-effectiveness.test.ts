import { describe, expect, it } from 'vitest';
import type { ContentType } from '../facts/content-types.ts';
import type { LearnerItem } from '../rollups/types.ts';
import { buildAttempt, buildEvent, on } from '../testing/build-facts.ts';
import { buildContext, buildState, D } from '../testing/build-state.ts';
import { addDays } from '../time/day.ts';
import { computeContentEffectiveness, correlateTimeWithScores, effectivenessIndex } from './content-effectiveness.ts';

const items = (type: ContentType, outcomes: (number | null)[], openOnly = 0): LearnerItem[] => [
  ...outcomes.map((outcomePct, i) => ({ contentItemId: `${type}${i}`, type, openedAt: on(D), completedAt: on(D), outcomePct })),
  ...Array.from({ length: openOnly }, (_, i) => ({ contentItemId: `${type}-open${i}`, type, openedAt: on(D), completedAt: null, outcomePct: null })),
];
const compute = (rows: LearnerItem[], context: Parameters<typeof buildContext>[0] = {}) =>
  computeContentEffectiveness(buildState({}, 60, { items: rows }), buildContext(context));

/** One hour of activity and one attempt in each of the given weeks before D; minutes and percent by week. */
const weeks = (list: [number, number][]) => buildState({
  events: list.map(([minutes], week) => buildEvent({ occurredAt: on(addDays(D, -7 * week)), durationMin: minutes })),
  attempts: list.map(([, pct], week) => buildAttempt(`a${week}`, on(addDays(D, -7 * week), '20:00'), pct)),
}, 100).days;

describe('content effectiveness of a learner', () => {
  it('video 60 70 80 90 100 of 6 opened is 80 with 83.3 % finished, article five times 50 is 50; four forum results are not shown', () => {
    const envelope = compute([...items('article', [50, 50, 50, 50, 50]), ...items('video', [60, 70, 80, 90, 100], 1), ...items('forum', [1, 1, 1, 1, null])]);
    expect(envelope.value).toEqual({
      view: 'learner', mostEffective: 'video', leastEffective: 'article', timeScoreR: null,
      byType: [
        { type: 'video', meanOutcome: 80, n: 5, opened: 6, completed: 5, completedPct: 83.3 },
        { type: 'article', meanOutcome: 50, n: 5, opened: 5, completed: 5, completedPct: 100 },
      ],
    });
    expect(envelope).toMatchObject({ status: 'ok', n: 14, coverage: 1, nulls: { timeScoreR: 'too-few-observations' } });
  });
  it('one type has no best; equal means go by the order of the type list', () => {
    expect(compute(items('video', [1, 1, 1, 1, 1]))).toMatchObject({ value: { mostEffective: null }, nulls: { mostEffective: 'too-few-observations' } });
    const three = [...items('forum', [9, 9, 9, 9, 9]), ...items('video', [9, 9, 9, 9, 9]), ...items('article', [3, 3, 3, 3, 3])];
    expect(compute(three).value).toMatchObject({ mostEffective: 'video', leastEffective: 'article' });
  });
  it('never opened has no finished share', () => {
    const rows = items('video', [1, 1, 1, 1, 1]).map((row) => ({ ...row, openedAt: null }));
    expect(compute(rows)).toMatchObject({ value: { byType: [{ completedPct: null }] }, nulls: { 'byType[].completedPct': 'no-data' } });
  });
  it('four results of a type are insufficient: 4 of 5; without events or attempts it is no-source', () => {
    expect(compute(items('video', [1, 2, 3, 4]))).toMatchObject({
      status: 'insufficient', need: { what: 'results for one type of content', have: 4, required: 5 }, n: 4,
    });
    const available = { facts: new Set(['learning_events'] as const), measures: new Set<never>() };
    expect(compute([], { available })).toMatchObject({ reason: 'no-source', need: { what: 'assessment attempts' } });
  });
  it('minutes 10 20 … 80 with percents 20 30 … 90 correlate at 1; without minutes it is no-source; with equal percents zero-variance', () => {
    const list = Array.from({ length: 8 }, (_, i): [number, number] => [10 * (i + 1), 10 * (i + 2)]);
    expect(correlateTimeWithScores(weeks(list), D)).toEqual({ r: 1, reason: 'zero-variance' });
    expect(correlateTimeWithScores(weeks(list.slice(1)), D)).toEqual({ r: null, reason: 'too-few-observations' });
    expect(correlateTimeWithScores(weeks(list.map(([minutes]) => [minutes, 50])), D)).toEqual({ r: null, reason: 'zero-variance' });
    const state = buildState({}, 60, { items: items('video', [1, 1, 1, 1, 1]), days: weeks(list) });
    expect(computeContentEffectiveness(state, buildContext()).value).toMatchObject({ timeScoreR: 1 });
    const dates = buildContext({ available: { ...buildContext().available, measures: new Set(['time-of-day'] as const) } });
    expect(computeContentEffectiveness(state, dates).nulls).toMatchObject({ timeScoreR: 'no-source' });
  });
});

describe('effectivenessIndex', () => {
  it('gain .5, 8 of 10 sound, discrimination .30, mean h .10: (71.4 + 80 + 75 + 90)/4 = 79.1', () => {
    expect(effectivenessIndex({ classGain: 0.5, cleanShare: 0.8, meanDiscrimination: 0.3, meanH: 0.1 })).toEqual({
      value: 79.1, coverage: 1, parts: { gain: 71.4, items: 80, discrimination: 75, dropOff: 90 },
    });
  });
  it('without discrimination (71.4 + 80 + 90)/3 = 80.5, coverage .75; two parts are too few; a loss counts as 0', () => {
    expect(effectivenessIndex({ classGain: 0.5, cleanShare: 0.8, meanDiscrimination: null, meanH: 0.1 })).toMatchObject({ value: 80.5, coverage: 0.75 });
    expect(effectivenessIndex({ classGain: -1, cleanShare: null, meanDiscrimination: 0.9, meanH: null })).toEqual({
      value: null, coverage: 0.5, parts: { gain: 0, items: null, discrimination: 100, dropOff: null },
    });
  });
});
