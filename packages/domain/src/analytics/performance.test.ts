import { describe, expect, it } from 'vitest';
import { buildAttempt, on, uuid } from '../testing/build-facts.ts';
import { buildContext, buildState } from '../testing/build-state.ts';
import { computePerformance, placeInCourse, policyResult, predictNext, trendOf } from './performance.ts';
import { settingsSchema } from './settings.ts';
import { placeInCourses, withStandings } from './standing.ts';

const tries = (...list: [string, number][]) => list.map(([id, pct], i) => buildAttempt(id, on(`2026-03-${String(i + 1).padStart(2, '0')}`), pct));
const compute = (attempts: ReturnType<typeof tries>, context: Parameters<typeof buildContext>[0] = {}) =>
  computePerformance(buildState({ attempts }, 60), buildContext(context));
const seven = tries(['a1', 55], ['a2', 80], ['a1', 72], ['a3', 64], ['a3', 68], ['a4', 90], ['a5', 75]);

describe('performance', () => {
  it('55 80 72 64 68 90 75 on five assessments: mean of 72 80 68 90 75 is 77, 4 of 5 passed, slope 3.25 stable, next 77.7', () => {
    const envelope = compute(seven);
    expect(envelope).toMatchObject({ status: 'ok', n: 7, window: null, asOf: on('2026-03-07'), coverage: 0 });
    expect(envelope.value).toMatchObject({
      attempts: 7, assessments: 5, averagePct: 77, recentMeanPct: 73.8, bestPct: 90, worstPct: 68, passed: 4, passRatePct: 80, passRateInterval: [37.6, 96.4],
      slope: 3.25, slopeInterval: [-2, 6], trend: 'stable', retryRatePct: 40, retrySuccessPct: 50, attemptsToPass: 1.25, meanMin: null,
      nextScore: { expected: 77.7, low: 63.2, high: 92.1 }, standing: [],
    });
    expect(envelope.nulls).toEqual({ meanMin: 'no-data' });
  });
  it('six assessments 50 55 61 64 70 78: average 63, slope 5.5 [4.67, 6] improving, 2 of 6 passed, next 70.7 + 5 = 75.7', () => {
    expect(compute(tries(['a', 50], ['b', 55], ['c', 61], ['d', 64], ['e', 70], ['f', 78])).value).toMatchObject({
      averagePct: 63, slope: 5.5, slopeInterval: [4.67, 6], trend: 'improving', passed: 2, passRatePct: 33.3, passRateInterval: [9.7, 70],
      nextScore: { expected: 75.7, low: 62.7, high: 88.6 },
    });
  });
  it('a baseline of 40 and then 70 is 1 attempt, passed 1 of 1 [20.7, 100], without rate and trend', () => {
    const envelope = compute([buildAttempt('b', on('2026-03-01'), 40, { kind: 'baseline' }), ...tries(['a', 70])]);
    expect(envelope).toMatchObject({
      n: 1, value: { attempts: 1, passed: 1, passRatePct: null, passRateInterval: [20.7, 100], trend: null, slope: null, nextScore: null },
      nulls: { passRatePct: 'too-few-observations', trend: 'too-few-observations', slope: 'too-few-observations', nextScore: 'too-few-observations',
        retrySuccessPct: 'no-data' },
    });
  });
  it('the policy decides what counts of 55 then 72 then 60 at mark 70: best 72 passed, first 55 and latest 60 not', () => {
    const state = buildState({ attempts: tries(['a', 55], ['a', 72], ['a', 60]) }, 60);
    const [row] = state.assessments;
    if (row === undefined) throw new Error('one assessment expected');
    expect((['best', 'first', 'latest'] as const).map((policy) => policyResult(row, policy))).toEqual([
      { pct: 72, passed: true }, { pct: 55, passed: false }, { pct: 60, passed: false },
    ]);
    const settings = settingsSchema.parse({ performance: { policy: 'latest' } });
    expect(computePerformance(state, buildContext({ settings })).value).toMatchObject({ averagePct: 60, passed: 0 });
  });
  it('no attempt is insufficient: 0 of 1; without attempts delivered it is no-source', () => {
    expect(compute([])).toMatchObject({ status: 'insufficient', reason: 'too-few-observations', need: { what: 'attempts', have: 0, required: 1 } });
    expect(compute(seven, { available: { facts: new Set(), measures: new Set() } })).toMatchObject({
      reason: 'no-source', need: { what: 'assessment attempts' },
    });
  });
  it('minutes and skills are means over what has them: (20 + 30)/2 = 25 min, skill one (80 + 60)/2 = 70, coverage 2/2', () => {
    const [one, two] = [uuid('50', 1), uuid('50', 2)];
    const attempts = [
      buildAttempt('a', on('2026-03-01'), 80, { durationMin: 20, skills: [{ skillId: one, score: 0.8 }, { skillId: two, score: 0.7 }] }),
      buildAttempt('b', on('2026-03-02'), 60, { durationMin: 30, skills: [{ skillId: one, score: 0.6 }] }), buildAttempt('c', on('2026-03-03'), 60),
    ];
    expect(compute(attempts)).toMatchObject({
      coverage: 1, value: { meanMin: 25, bySkill: [{ skillId: one, meanPct: 70, n: 2 }, { skillId: two, meanPct: 70, n: 1 }], attemptsToPass: 1 },
    });
  });
  it('never passed has no attempts to pass', () => {
    expect(compute(tries(['a', 10]))).toMatchObject({ value: { attemptsToPass: null }, nulls: { attemptsToPass: 'no-data' } });
  });
  it('standing is for named readers: a trainer gets it, the learner does not', () => {
    const standing = { courseId: 'c', z: 0.07, T: 50.7, percentile: 55, n: 10 };
    const state = buildState({ attempts: seven }, 60);
    expect(computePerformance(state, buildContext({ viewer: { role: 'trainer' } }), [standing]).value?.standing).toEqual([standing]);
    expect(computePerformance(state, buildContext(), [standing]).value?.standing).toEqual([]);
  });
});

describe('trend and next score', () => {
  it('falls by 10 an attempt: declining, and the next is lowered by 5; clamped at 0', () => {
    const { trend, slope } = trendOf([50, 40, 30, 20], 2);
    expect([trend, slope]).toEqual(['declining', -10]);
    expect(predictNext([50, 40, 30, 20], trend)).toMatchObject({ expected: 25, low: 8.5 });
    expect(predictNext([3, 2, 1], 'declining')).toEqual({ expected: 0, low: 0, high: 5 });
  });
  it('needs three attempts for a next score and keeps 5 points either way', () => {
    expect(predictNext([50, 50], null)).toBeNull();
    expect(predictNext([50, 50, 50], null)).toEqual({ expected: 50, low: 45, high: 55 });
  });
  it('a slope of exactly 2.00 as published is stable', () => expect(trendOf([10, 12.001, 14.002, 16.003], 2).trend).toBe('stable'));
});

describe('placeInCourse', () => {
  const all = [52, 60, 60, 68, 75, 75, 75, 88, 91, 96];
  it('75 among ten of mean 74 has z .07, T 50.7, mid-rank 55', () => expect(placeInCourse(75, all)).toEqual({ z: 0.07, T: 50.7, percentile: 55, n: 10 }));
  it('among nine is null; without spread z and T are null', () => {
    expect(placeInCourse(75, all.slice(1))).toBeNull();
    expect(placeInCourse(1, [])).toBeNull();
    expect(placeInCourse(70, Array.from({ length: 10 }, () => 70))).toEqual({ z: null, T: null, percentile: 50, n: 10 });
  });
});

describe('placeInCourses', () => {
  const ten = [52, 60, 60, 68, 75, 75, 75, 88, 91, 96];
  it('leaves out courses of nine, and goes by id', () => {
    const place = { z: 0.07, T: 50.7, percentile: 55, n: 10 };
    expect(placeInCourses([{ courseId: 'b', own: 75, all: ten }, { courseId: 'c', own: 75, all: ten.slice(1) }, { courseId: 'a', own: 75, all: ten }]))
      .toEqual([{ courseId: 'a', ...place }, { courseId: 'b', ...place }]);
    expect(placeInCourses([])).toEqual([]);
  });
  it('compares published averages: 75.04 is the 75 of three others, so the mid-rank stays 100·(4 + 4/2)/11 = 54.5', () => {
    expect(placeInCourses([{ courseId: 'a', own: 75.04, all: [...ten, 75.04] }])[0]?.percentile).toBe(54.5);
  });
  it('says why there is no z: ten equal averages', () => {
    const flat = placeInCourses([{ courseId: 'a', own: 70, all: Array.from({ length: 10 }, () => 70) }]);
    const envelope = withStandings(compute(seven), flat);
    expect(envelope).toMatchObject({ value: { averagePct: 77, standing: [{ z: null, T: null, percentile: 50 }] },
      nulls: { meanMin: 'no-data', 'standing[].z': 'zero-variance', 'standing[].T': 'zero-variance' } });
  });
  it('adds nothing to a performance without a value', () => {
    const empty = compute([]);
    expect(withStandings(empty, [{ courseId: 'a', z: 0, T: 50, percentile: 50, n: 10 }])).toEqual(empty);
  });
});
