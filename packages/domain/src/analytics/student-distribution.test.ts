import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groups } from '../testing/arbitrary-groups.ts';
import { buildGroup, buildLearner, buildLearners, buildResult, buildTopics } from '../testing/build-group.ts';
import { buildHidden, buildScore } from '../testing/build-release.ts';
import { buildContext, D } from '../testing/build-state.ts';
import { flawsOf } from '../testing/check-envelope.ts';
import { countAttemptsToPass, resultsByTopic } from './attempts-to-pass.ts';
import type { Envelope } from './envelope.ts';
import type { CourseGroup } from './group-state.ts';
import { computeReleasedDistribution, suppressCounts } from './released-distribution.ts';
import type { CutLearner } from './released-distribution.ts';
import { computeStudentDistribution, distribute, progressQuarters } from './student-distribution.ts';
import type { ReleasedDistribution, StudentDistribution, TaughtDistribution } from './student-distribution-value.ts';
import { settingsSchema } from './settings.ts';

const compute = (fields: Partial<CourseGroup>, context: Parameters<typeof buildContext>[0] = {}) =>
  computeStudentDistribution(buildGroup(fields), buildContext(context));
const taught = (envelope: Envelope<StudentDistribution>): TaughtDistribution => {
  if (envelope.value?.view !== 'course') throw new Error(`No value: ${envelope.reason ?? ''}`);
  return envelope.value;
};
const released = (envelope: Envelope<StudentDistribution>): ReleasedDistribution => {
  if (envelope.value?.view !== 'released') throw new Error(`No value: ${envelope.reason ?? ''}`);
  return envelope.value;
};

describe('distribute', () => {
  it('35 48 52 59.9 60 66 71 80 88 90 97 100: p25 52 + .75 · 7.9 = 57.9, p50 68.5, p75 88.5, p90 90 + .9 · 7 = 96.3; low 4, medium 3, high 5', () => {
    expect(distribute([35, 48, 52, 59.9, 60, 66, 71, 80, 88, 90, 97, 100])).toEqual({
      bins: [0, 0, 0, 1, 1, 2, 2, 1, 2, 3], levels: { high: 5, medium: 3, low: 4 }, p25: 57.9, p50: 68.5, p75: 88.5, p90: 96.3,
    });
  });
  it('100 lies in the last bin, 90 as well, 89.9 before it; 80 and 79.9, 60 and 59.9 part the levels', () => {
    expect(distribute([100, 90, 89.9]).bins).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 2]);
    expect(distribute([80, 79.9, 60, 59.9]).levels).toEqual({ high: 1, medium: 2, low: 1 });
  });
  it('quantiles from five scores: 10 20 30 40 50 have 20, 30, 40, 46; four have none', () => {
    expect(distribute([10, 20, 30, 40, 50])).toMatchObject({ p25: 20, p50: 30, p75: 40, p90: 46 });
    expect(distribute([10, 20, 30, 40])).toMatchObject({ p25: null, p50: null, p75: null, p90: null });
  });
  it('puts each score in one bin and one level, whatever the order', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 1000 }).map((n) => n / 10), { maxLength: 40 }), (scores) => {
      const { bins, levels, p25, p90 } = distribute(scores);
      expect(bins.reduce((all, n) => all + n, 0)).toBe(scores.length);
      expect(levels.high + levels.medium + levels.low).toBe(scores.length);
      expect([bins[8], bins[9]].reduce((all, n) => (all ?? 0) + (n ?? 0), 0)).toBe(levels.high);
      expect((p90 ?? 100) >= (p25 ?? 0)).toBe(true);
      expect(distribute([...scores].reverse())).toEqual({ bins, levels, p25, p50: distribute(scores).p50, p75: distribute(scores).p75, p90 });
    }));
  });
});

describe('tries to pass', () => {
  const results = [[70], [50, 80], [40, 60, 75], [1, 2, 3, 4, 90], [10, 20], [5]].map((pcts, i) => buildResult(`u${i}`, pcts));
  it('passed at 1, 2, 3, 5 and twice never: 1 of 6 = 16.7, 1 of 4 = 25, 1 of 2 = 50, the fourth and later 1 of 1 = 100 %', () => {
    expect(countAttemptsToPass(results)).toEqual({ attemptsToPass: [1, 1, 1, 1], passRateByAttempt: [16.7, 25, 50, 100] });
    expect(countAttemptsToPass([buildResult('a', [90, 20])])).toEqual({ attemptsToPass: [1, 0, 0, 0], passRateByAttempt: [100, null, null, null] });
  });
  it('stuck are those below 60 with three tries on one assessment, weakest first: not 60, not two tries', () => {
    const stuck = [buildResult('a', [10, 20, 59]), buildResult('b', [10, 20, 60]), buildResult('c', [10, 20]), buildResult('d', [1, 2, 3])];
    expect(taught(compute({ learners: ['a', 'b', 'c', 'd'].map((id) => buildLearner(id)), results: stuck })).cluster).toEqual([
      { learnerId: 'd', averagePct: 3, attempts: 3 }, { learnerId: 'a', averagePct: 59, attempts: 3 },
    ]);
  });
  it('a topic of five learners has the median 60 of 40 50 60 70 80, 2 of 5 passed = 40 %, 7 tries on 5 assessments = 1.4; four learners are too few', () => {
    const onTopic = [[40], [50], [30, 60], [70], [60, 80]].map((pcts, i) => buildResult(`u${i}`, pcts, { topicId: 't1' }));
    expect(resultsByTopic(buildTopics(2), onTopic, 'best')).toEqual([{ topicId: 't1', learners: 5, p50: 60, passRatePct: 40, meanAttempts: 1.4 }]);
    expect(resultsByTopic(buildTopics(2), onTopic.slice(1), 'best')).toEqual([]);
  });
});

describe('student distribution', () => {
  it('a learner without attempts counts in progress, not in scores: 2 of 3 scored, coverage .67; 0, 1, 3 of 4 topics are the quarters 1, 2 and 4', () => {
    const learners = [0, 1, 3].map((topicsDone, i) => buildLearner(`u${i}`, { topicsDone }));
    const envelope = compute({ learners, results: [buildResult('u0', [55]), buildResult('u1', [100]), buildResult('stranger', [80])] });
    expect(envelope).toMatchObject({ status: 'ok', n: 2, coverage: 0.67,
      value: { scored: 2, enrolled: 3, progress: [1, 1, 0, 1], attemptsToPass: [1, 0, 0, 0] } });
    expect(envelope.nulls).toMatchObject({ p50: 'too-few-learners' });
    expect(progressQuarters({ learners, topics: [] })).toBeNull();
    expect(progressQuarters({ learners: [buildLearner('a', { topicsDone: 9 })], topics: buildTopics(4) })).toEqual([0, 0, 0, 1]);
  });
  it('averages over the assessments of a learner: 50 and 71 are 60.5, medium', () => {
    const results = [buildResult('u0', [50]), buildResult('u0', [71], { assessmentId: 'b' })];
    expect(taught(compute({ learners: buildLearners(1), results })).levels).toEqual({ high: 0, medium: 1, low: 0 });
  });
  it('nobody scored is insufficient, no-data; attempts delivered by nobody no-source', () => {
    expect(compute({ learners: buildLearners(3) })).toMatchObject({ status: 'insufficient', reason: 'no-data', coverage: 0 });
    const available = { facts: new Set(['enrollments'] as const), measures: new Set([]) };
    expect(compute({}, { available })).toMatchObject({ reason: 'no-source', need: { what: 'assessment attempts' } });
  });
  it('of any course does not depend on the order of rows, declares every number and explains every null', () => {
    fc.assert(fc.property(groups, (group) => {
      const envelope = computeStudentDistribution(group, buildContext());
      expect(computeStudentDistribution({ ...group, learners: [...group.learners].reverse(), results: [...group.results].reverse() },
        buildContext())).toEqual(envelope);
      expect(flawsOf(envelope)).toEqual([]);
    }));
  });
});

describe('distribution as the organization sees it', () => {
  const cut = (averagePct: number | null, n: number, fields: Partial<CutLearner> = {}): CutLearner[] =>
    Array.from({ length: n }, () => ({ averagePct, progressPct: 50, stuck: false, ...fields }));
  const show = (learners: CutLearner[], entry = buildScore('course:c', 'results', [68, 60, 81], 61), k = 10) =>
    computeReleasedDistribution({ courseId: 'c', releaseId: D, results: entry, learners }, buildContext({ settings: settingsSchema.parse({ privacyK: k }) }));

  it('levels 12, 41, 8 of 61: the 8 are hidden and the 12 with them, 41 and the total are shown; nine of ten bins would be hidden, so levels stand in '
    + 'their place', () => {
    const envelope = show([...cut(30, 12), ...cut(65, 20), ...cut(75, 21), ...cut(95, 8)]);
    expect(released(envelope)).toMatchObject({ scored: 61, bins: null, levels: { low: null, medium: 41, high: null }, p25: 60, p50: 68, p75: 81 });
    expect(envelope).toMatchObject({ n: 61, coverage: 1, releaseId: D, nulls: { bins: 'too-few', 'levels.low': 'too-few' } });
    expect(flawsOf(envelope)).toEqual([]);
  });
  it('with at most half of the bins hidden bins are shown, and no level that would give a hidden bin away', () => {
    const envelope = show([5, 15, 25, 35, 45, 55, 65].flatMap((pct) => cut(pct, 11)).concat(cut(75, 4), cut(85, 3), cut(95, 5)));
    expect(released(envelope)).toMatchObject({ bins: [11, 11, 11, 11, 11, 11, 11, null, null, null], levels: { high: null, medium: null, low: null } });
    expect(envelope.nulls).toMatchObject({ 'bins[]': 'too-few', 'levels.medium': 'complementary' });
  });
  it('with all bins shown the levels are too', () => {
    const all = [5, 15, 25, 35, 45, 55, 65, 75, 85, 95].flatMap((pct) => cut(pct, 10));
    expect(released(show(all))).toMatchObject({ levels: { high: 20, medium: 20, low: 60 } });
  });
  it('people without a result are a cell of their own: 3 of them, nobody high and 12 low of 45 are hidden together, and how many have one is not told', () => {
    const envelope = show([...cut(30, 12), ...cut(65, 30), ...cut(null, 3)]);
    expect(released(envelope)).toMatchObject({ scored: null, levels: { low: null, medium: 30, high: null }, progress: [null, null, null, null] });
    expect(envelope).toMatchObject({ n: 40, nulls: { scored: 'complementary' } });
    expect(suppressCounts([12, 30], 3, 10)).toEqual([null, 30]);
    expect(suppressCounts([12, 30], 0, 10)).toEqual([12, 30]);
  });
  it('quarters of progress are a partition of their own: 20 and 25 people shown, 0 and 0 hidden with neither', () => {
    const learners = [...cut(65, 20, { progressPct: 10 }), ...cut(65, 25, { progressPct: 80 })];
    expect(released(show(learners)).progress).toEqual([null, null, null, 25]);
    expect(show(cut(65, 45, { progressPct: null }))).toMatchObject({ value: { progress: null }, nulls: { progress: 'no-data' } });
  });
  it('12 stuck of 30 low leave 18 others: told; of 21 low they would leave 9: not told; 9 are too few', () => {
    const stuck = (n: number, low: number) => released(show([...cut(30, n, { stuck: true }), ...cut(30, low - n), ...cut(65, 40), ...cut(85, 40)])).cluster;
    expect([stuck(12, 30), stuck(12, 21), stuck(9, 30), stuck(12, 12)]).toEqual([12, null, null, 12]);
  });
  it('below 20 people there are no quartiles and no median', () => {
    expect(show(cut(65, 15), buildScore('course:c', 'results', [65], 15))).toMatchObject({ value: { p25: null, p50: null, p75: null },
      nulls: { p50: 'too-few' } });
  });
  it('is suppressed below k, with a hidden or no entry; k 20 hides what k 10 shows', () => {
    expect(show(cut(65, 9))).toMatchObject({ status: 'suppressed', reason: 'too-few', n: 0 });
    expect(show(cut(65, 30), buildHidden({ cohortId: 'course:c', metric: 'results' }, 'score', 'homogeneous'))).toMatchObject({ reason: 'homogeneous',
      value: null });
    expect(computeReleasedDistribution({ courseId: 'c', releaseId: D, results: null, learners: cut(65, 30) },
      buildContext())).toMatchObject({ reason: 'too-few' });
    const levels = (k: number) => released(show([...cut(30, 15), ...cut(65, 25), ...cut(85, 30)], undefined, k)).levels;
    expect([levels(10), levels(20)]).toEqual([{ high: 30, medium: 25, low: 15 }, { high: 30, medium: null, low: null }]);
  });
  it('never shows a number of people below k, and what is hidden beside a shown total is at least k people', () => {
    const people = fc.array(fc.record({
      averagePct: fc.option(fc.integer({ min: 0, max: 100 }), { freq: 9 }), progressPct: fc.integer({ min: 0, max: 100 }), stuck: fc.boolean(),
    }), { maxLength: 120 });
    fc.assert(fc.property(people, (drawn) => {
      const learners = drawn.map((one) => ({ ...one, stuck: one.stuck && one.averagePct !== null && one.averagePct < 60 }));
      const envelope = show(learners);
      expect(flawsOf(envelope)).toEqual([]);
      if (envelope.value === null) return;
      const { bins, levels, progress, cluster, scored } = released(envelope);
      for (const cells of [bins ?? [], Object.values(levels), progress ?? []]) {
        const shown = cells.flatMap((n) => n ?? []);
        expect(shown.every((n) => n >= 10)).toBe(true);
        const none = learners.filter(({ averagePct }) => averagePct === null).length;
        expect(scored === null).toBe(none > 0 && none < 10);
        const total = learners.length;
        const rest = total - shown.reduce((all, n) => all + n, 0);
        if (cells.includes(null)) expect(rest).toBeGreaterThanOrEqual(10);
      }
      if (cluster !== null && levels.low !== null) expect(levels.low - cluster === 0 || levels.low - cluster >= 10).toBe(true);
    }));
  });
});
