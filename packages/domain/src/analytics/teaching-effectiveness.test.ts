import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groups } from '../testing/arbitrary-groups.ts';
import { buildLearner, buildLearners, buildResult } from '../testing/build-group.ts';
import { buildHidden, buildRelease, buildScore } from '../testing/build-release.ts';
import { buildContext, D } from '../testing/build-state.ts';
import { flawsOf } from '../testing/check-envelope.ts';
import { addDays } from '../time/day.ts';
import type { Envelope } from './envelope.ts';
import { gainAxisOf, satisfactionTrendOf } from './score-teaching.ts';
import { computeReleasedTeaching, computeTeachingEffectiveness, measureTeaching, scoreTeaching } from './teaching-effectiveness.ts';
import type { OwnTeaching, TeachingEffectiveness } from './teaching-effectiveness-value.ts';
import type { TeachingState } from './teaching-state.ts';

const ago = (days: number) => addDays(D, -days);
const teaching = (fields: Partial<TeachingState> = {}): TeachingState => ({
  learners: [], results: [], gainPairs: [], targetDurationDays: new Map(), asOf: null, ...fields,
});
const own = (envelope: Envelope<TeachingEffectiveness>): OwnTeaching => {
  if (envelope.value?.view !== 'own') throw new Error(`No value: ${envelope.reason ?? ''}`);
  return envelope.value;
};
const axes = { satisfaction: 85, passing: 78, completion: 64, gain: 60, firstTry: 55 };

describe('scoreTeaching', () => {
  it('(85 + 78 + 64 + 60 + 55)/5 = 68.4, best satisfaction, weakest first try', () => {
    expect(scoreTeaching(axes)).toMatchObject({ overall: 68.4, bestAxis: 'satisfaction', weakestAxis: 'firstTry', known: 5 });
  });
  it('without rating and gain (78 + 64 + 55)/3 = 65.7, coverage .6', () => {
    const score = scoreTeaching({ ...axes, satisfaction: null, gain: null });
    expect(score).toMatchObject({ overall: 65.7, bestAxis: 'passing', weakestAxis: 'firstTry' });
    expect(score.coverage).toBeCloseTo(0.6, 9);
  });
  it('two axes are too few', () => expect(scoreTeaching({ ...axes, satisfaction: null, gain: null, firstTry: null })).toMatchObject({ overall: null,
    known: 2 }));
  it('among equals the first in the order of the axes is best and weakest', () => {
    expect(scoreTeaching({ satisfaction: 50, passing: 50, completion: 50, gain: null, firstTry: null })).toMatchObject({ bestAxis: 'satisfaction',
      weakestAxis: 'satisfaction' });
  });
  it('a gain of .42 is 60, of .7 and more 100, a loss 0', () => expect([0.42, 0.7, 0.9, -0.2].map((gain) => Math.round(gainAxisOf(gain)))).toEqual([60, 100,
    100, 0]));
  it('+.2 is up, −.2 down, +.19 flat, unknown none', () => {
    expect([0.2, -0.2, 0.19, -0.19, null].map(satisfactionTrendOf)).toEqual(['up', 'down', 'flat', 'flat', null]);
  });
  it('the mean lies between its weakest and its best axis', () => {
    const axis = fc.option(fc.integer({ min: 0, max: 1000 }).map((n) => n / 10));
    fc.assert(fc.property(fc.record({ satisfaction: axis, passing: axis, completion: axis, gain: axis, firstTry: axis }), (drawn) => {
      const score = scoreTeaching(drawn);
      if (score.overall === null) return;
      const known = Object.values(drawn).filter((one) => one !== null);
      expect(score.overall >= Math.min(...known) - 0.05 && score.overall <= Math.max(...known) + 0.05).toBe(true);
      expect([drawn[score.bestAxis], drawn[score.weakestAxis]]).toEqual([Math.max(...known), Math.min(...known)]);
    }));
  });
});

describe('the axes of a trainer', () => {
  /** 25 learners: 9 rated (4.44), 16 of 25 completed, 100 results of whom 78 passed and 55 at the first try, 20 gain pairs of .42. */
  const state = (): TeachingState => {
    const learners = Array.from({ length: 25 }, (_, i) => buildLearner(`u${String(i).padStart(2, '0')}`, {
      enrolledDay: ago(100), status: i < 16 ? 'completed' : 'active', completedDay: i < 16 ? ago(10) : null,
      rating: i < 9 ? { value: i < 4 ? 5 : 4, day: i < 4 ? D : ago(45) } : null,
    }));
    const results = Array.from({ length: 100 }, (_, i) => buildResult(`u${String(i % 25).padStart(2, '0')}`, i < 55 ? [90] : i < 78 ? [50, 90] : [50], {
      assessmentId: `a${Math.floor(i / 25)}`,
    }));
    const gainPairs = Array.from({ length: 20 }, (_, i) => ({ userId: `u${i}`, pre: i % 2 === 0 ? 40 : 60, post: i % 2 === 0 ? 67 : 75 }));
    return teaching({ learners, results, gainPairs });
  };
  it('rating 40/9 = 4.44 is 86, 78 of 100 passed, 16 of 25 completed is 64, gain (71 − 50)/50 = .42 is 60, 55 at the first try; 101 tries for 78 = 1.29',
    () => {
    const envelope = computeTeachingEffectiveness(state(), buildContext());
    expect(envelope).toMatchObject({ status: 'ok', n: 25, coverage: 1, window: { from: '2025-04-01', to: D, days: 365 }, value: {
      view: 'own', learners: 25, overall: 68.6, axes: { satisfaction: 86, passing: 78, completion: 64, gain: 60, firstTry: 55 }, ratingMean: 4.44,
      attemptsToPass: 1.29, cohenD: 3.41, bestAxis: 'satisfaction', weakestAxis: 'firstTry', peers: { satisfaction: null },
    } });
    expect(flawsOf(envelope)).toEqual([]);
  });
  it('completion pools the courses, each with its own duration: 1 of 2 mature, as the third learner of course d has 200 days', () => {
    const learners = [buildLearner('a', { enrolledDay: ago(70), status: 'completed' }), buildLearner('b', { enrolledDay: ago(70) }),
      buildLearner('c', { enrolledDay: ago(70), courseId: 'd', status: 'completed' })];
    const { axes: measured } = measureTeaching(teaching({ learners, targetDurationDays: new Map([['d', 200]]) }), buildContext());
    expect(measured.completion).toBe(50);
  });
  it('someone in two courses of the trainer is one learner: 10 enrollments of 9 people are too few', () => {
    const { results, gainPairs } = state();
    const learners = [...buildLearners(9, 'u', { enrolledDay: ago(100) }), buildLearner('u0', { courseId: 'd' })];
    expect(computeTeachingEffectiveness(teaching({ learners, results, gainPairs }), buildContext())).toMatchObject({
      status: 'insufficient', reason: 'too-few-learners', n: 9, need: { have: 9, required: 10 },
    });
  });
  it('only passing and completion are 2 of 3 axes: insufficient, coverage .4; courses delivered by nobody no-source', () => {
    const learners = buildLearners(10, 'u', { enrolledDay: ago(100) });
    // A first-try axis comes with any result, so passing alone cannot stand: here there are no results, ratings or pairs.
    expect(computeTeachingEffectiveness(teaching({ learners }), buildContext())).toMatchObject({ status: 'insufficient', coverage: 0.2,
      need: { have: 1, required: 3 } });
    const available = { facts: new Set(['enrollments'] as const), measures: new Set([]) };
    expect(computeTeachingEffectiveness(teaching({ learners }), buildContext({ available }))).toMatchObject({ reason: 'no-source' });
  });
  it('five ratings of 5 in the last 30 days after five of 4 are +1, up', () => {
    const { learners, ...rest } = state();
    const rated = learners.map((one, i) => ({ ...one, rating: i < 10 ? { value: i < 5 ? 5 : 4, day: i < 5 ? D : ago(45) } : null }));
    expect(own(computeTeachingEffectiveness({ ...rest, learners: rated }, buildContext()))).toMatchObject({ satisfactionDelta: 1, satisfactionTrend: 'up' });
  });
  it('among other trainers: 86 of quartiles 60 71 82 is q4, 64 of a median 61 the upper half, a hidden axis none with its reason', () => {
    const release = buildRelease([
      buildScore('trainers', 'satisfaction', [71, 60, 82], 25), buildScore('trainers', 'completion', [61], 12),
      buildHidden({ cohortId: 'trainers', metric: 'gain' }, 'score', 'too-few'),
    ]);
    const envelope = computeTeachingEffectiveness(state(), buildContext(), release);
    expect(own(envelope).peers).toEqual({ satisfaction: 'q4', passing: null, completion: 'upper-half', gain: null, firstTry: null });
    expect(envelope.nulls).toMatchObject({ 'peers.gain': 'too-few', 'peers.passing': 'no-data' });
  });
  it('of any learners does not depend on the order of rows, declares every number and explains every null', () => {
    fc.assert(fc.property(groups, fc.integer({ min: 0, max: 12 }), (group, pairs) => {
      const gainPairs = Array.from({ length: pairs }, (_, i) => ({ userId: `u${i}`, pre: 7 * i, post: 50 }));
      const drawn = teaching({ learners: group.learners, results: group.results, gainPairs });
      const envelope = computeTeachingEffectiveness(drawn, buildContext());
      const turned = { ...drawn, learners: [...drawn.learners].reverse(), results: [...drawn.results].reverse(), gainPairs: [...gainPairs].reverse() };
      expect(computeTeachingEffectiveness(turned, buildContext())).toEqual(envelope);
      expect(flawsOf(envelope)).toEqual([]);
    }));
  });
});

describe('teaching as the organization sees it', () => {
  it('is the released distribution of each axis over 25 trainers, and names nobody', () => {
    const envelope = computeReleasedTeaching(buildRelease([
      buildScore('trainers', 'satisfaction', [71, 60, 82], 25), buildScore('trainers', 'passing', [64], 25),
      buildHidden({ cohortId: 'trainers', metric: 'gain' }, 'score', 'homogeneous'),
    ]), buildContext());
    expect(envelope).toMatchObject({ status: 'ok', n: 20, coverage: 0.4, releaseId: D, value: {
      view: 'released', sizeBand: '20-39', axes: { satisfaction: { median: 71, p25: 60, p75: 82 }, passing: { median: 64, p25: null }, gain: null },
    }, nulls: { 'axes.gain': 'homogeneous', 'axes.passing.p25': 'too-few', 'axes.completion': 'no-data' } });
    expect(flawsOf(envelope)).toEqual([]);
  });
  it('with fewer than k trainers is suppressed', () => {
    expect(computeReleasedTeaching(buildRelease([buildHidden({ cohortId: 'trainers', metric: 'gain' }, 'score')]), buildContext())).toMatchObject({
      status: 'suppressed', reason: 'too-few', n: 0,
    });
  });
});
