import { describe, expect, it } from 'vitest';
import { buildContext } from '../testing/build-state.ts';
import { computeCourseContentEffectiveness, gainBandOf, measureDropOff, measureGain } from './course-content-effectiveness.ts';
import { analyseItems, discriminationBandOf } from './course-items.ts';
import type { CourseState, FirstAttempt } from './course-state.ts';

const course = (fields: Partial<CourseState>): CourseState => ({
  courseId: 'c', enrolled: 66, firstAttempts: [], gainPairs: [], dropOff: [], topicCount: 4, asOf: null, ...fields,
});
const compute = (fields: Partial<CourseState>, context: Parameters<typeof buildContext>[0] = {}) =>
  computeCourseContentEffectiveness(course(fields), buildContext(context));
/** `times` learners with each row of item scores. */
const sheet = (assessmentId: string, rows: string[], times: number): FirstAttempt[] => rows.flatMap((row, r) => Array.from({ length: times }, (_, i) => ({
  userId: `u${r}-${i}`, assessmentId, pct: 50, items: [...row].map((score, item) => ({ itemId: `i${item}`, score: Number(score) })),
})));
const rows = ['111', '110', '101', '100', '010', '000'];
const pairs = (n: number) => Array.from({ length: n }, (_, i) => ({ userId: `u${i}`, pre: [40, 50, 60][i % 3] ?? 0, post: [70, 80, 75][i % 3] ?? 0 }));
const leavers = (...groups: [number, number, number][]) => groups.flatMap(([furthest, idleDays, n]) => Array.from({ length: n }, () => ({
  furthest, idleDays, withdrawn: false,
})));
const stops = leavers([0, 40, 2], [1, 30, 24], [1, 1, 4], [2, 20, 3], [3, 3, 2], [4, 0, 31]);

describe('items of a course', () => {
  it('5 × six rows are 30: facility .667 .5 .333, discrimination .343 0 .343 good, review, good, alpha .364', () => {
    const { items, alphas } = analyseItems(sheet('a', rows, 5));
    expect(items.map(({ itemId, facility, discrimination, discriminationBand, rows: n, flags }) =>
      [itemId, facility, discrimination, discriminationBand, n, flags])).toEqual([
      ['i0', 0.667, 0.343, 'good', 30, []], ['i1', 0.5, 0, 'review', 30, []], ['i2', 0.333, 0.343, 'good', 30, []],
    ]);
    expect(alphas).toEqual([{ assessmentId: 'a', alpha: 0.364, items: 3, rows: 30 }]);
  });
  it('12 rows are shown without flags or alpha, 6 rows are not shown; incomplete rows are left out', () => {
    expect(analyseItems(sheet('a', rows, 2)).items.map(({ flags, discriminationBand }) => [flags, discriminationBand])).toEqual([
      [[], null], [[], null], [[], null],
    ]);
    expect(analyseItems(sheet('a', rows, 2)).alphas).toEqual([]);
    expect(analyseItems(sheet('a', rows, 1))).toEqual({ items: [], alphas: [], mostRows: 6 });
    expect(analyseItems([...sheet('a', rows, 2), { userId: 'z', assessmentId: 'a', pct: 1, items: [{ itemId: 'i0', score: 1 }] },
      { userId: 'y', assessmentId: 'a', pct: 1, items: null }]).items[0]?.rows).toBe(12);
  });
  it('without item scores each assessment is an item: pct/100 over learners who took all; one alone has no discrimination', () => {
    const attempts = Array.from({ length: 12 }, (_, i) => ['a',
      'b'].map((assessmentId): FirstAttempt => ({ userId: `u${i}`, assessmentId, pct: i * 8, items: null }))).flat();
    expect(analyseItems([...attempts, { userId: 'only-a', assessmentId: 'a', pct: 0, items: null }]).items).toMatchObject([
      { assessmentId: 'a', itemId: null, facility: 0.44, discrimination: 1, rows: 12 }, { assessmentId: 'b', facility: 0.44 },
    ]);
    expect(analyseItems(attempts.filter(({ assessmentId }) => assessmentId === 'a')).items).toMatchObject([{ discrimination: null, facility: 0.44 }]);
  });
  it('flags from 30 rows: 1 of 10 right is too hard, 97 of 100 too easy, a negative discrimination a key error', () => {
    const flags = (list: string[], times: number) => analyseItems(sheet('a', list, times)).items.map((item) => item.flags);
    expect(flags(['11', '10', '10', '10', '10', '10', '10', '10', '10', '10'], 3)).toEqual([['too-easy'], ['too-hard']]);
    expect(flags(['10', '01', '00'], 10)).toEqual([['key-error'], ['key-error']]);
  });
  it('bands of discrimination at .40 .30 .20 0', () => {
    expect([0.4, 0.399, 0.3, 0.2, 0.199, 0, -0.001].map(discriminationBandOf)).toEqual([
      'very-good', 'good', 'good', 'marginal', 'review', 'review', 'key-error',
    ]);
  });
});

describe('gain of a course', () => {
  it('(40,50,60) to (70,80,75) four times over: classGain .5 medium, mean individual change (.5 + .6 + .375)/3 = .49', () => {
    expect(measureGain(pairs(12))).toMatchObject({ classGain: 0.5, band: 'medium', meanIndividualChange: 0.49, pairs: 12 });
    expect(measureGain(pairs(9))).toBeNull();
  });
  it('a mean baseline of 100 has no gain, equal pairs no individual change', () => {
    const full = Array.from({ length: 10 }, (_, i) => ({ userId: `u${i}`, pre: 100, post: 100 }));
    expect(measureGain(full)).toEqual({ classGain: null, band: null, meanIndividualChange: null, cohenD: null, pairs: 10 });
    expect(compute({ gainPairs: full }).nulls).toMatchObject({
      'gain.classGain': 'zero-variance', 'gain.cohenD': 'zero-variance', 'gain.meanIndividualChange': 'no-data',
    });
  });
  it('bands at .70 and .30', () => expect([0.7, 0.69, 0.3, 0.29].map(gainBandOf)).toEqual(['high', 'medium', 'medium', 'low']));
});

describe('content effectiveness of a course', () => {
  it('66 enrolled, items, gain and drop-off: index (71.4 + 100 + 57.2 + 87.2)/4 = 78.9', () => {
    const envelope = compute({ firstAttempts: sheet('a', rows, 5), gainPairs: pairs(12), dropOff: stops });
    expect(envelope).toMatchObject({ status: 'ok', n: 66, coverage: 1, window: { from: '2025-04-01', to: '2026-03-31', days: 365 } });
    expect(envelope.value).toMatchObject({
      view: 'course', enrolled: 66, index: { value: 78.9, coverage: 1, parts: { gain: 71.4, items: 100, discrimination: 57.2, dropOff: 87.2 } },
      dropOff: { threshold: 0.1402, steps: [{ h: 0.0303, lo: 0.0083, flag: false }, { h: 0.4, lo: 0.2857, flag: true }, { h: 0.0833 }, { h: 0, lo: 0 }] },
    });
  });
  it('drop-off alone is enough and leaves the index open; fewer than 20 at the first step are not shown', () => {
    const envelope = compute({ dropOff: leavers([0, 40, 5], [2, 0, 15]), topicCount: 2 },
      { available: { facts: new Set(['enrollments', 'courses'] as const), measures: new Set() } });
    expect(envelope).toMatchObject({
      status: 'ok', coverage: 0, value: { items: [], gain: null, index: { value: null } },
      nulls: { gain: 'too-few-observations', 'dropOff.threshold': 'too-few-observations', 'index.value': 'too-few-observations' },
    });
    expect(measureDropOff({ dropOff: leavers([0, 40, 19]), topicCount: 2 })).toBeNull();
  });
  it('items alone show no drop-off; a constant item has no discrimination', () => {
    expect(compute({ firstAttempts: sheet('a', ['10', '11'], 5) }).nulls).toMatchObject({
      dropOff: 'too-few-learners', 'items[].discrimination': 'zero-variance',
    });
  });
  it('no part with its minimum is insufficient: 9 of 10 pairs; enrollments delivered by nobody are no-source', () => {
    expect(compute({ gainPairs: pairs(9) })).toMatchObject({ status: 'insufficient', need: { have: 9, required: 10 }, n: 66 });
    expect(compute({}).need).toMatchObject({ have: 0 });
    expect(compute({}, { available: { facts: new Set(['courses'] as const), measures: new Set() } })).toMatchObject({
      reason: 'no-source', need: { what: 'enrollments' },
    });
  });
});
