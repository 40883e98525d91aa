import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogramMedian } from '../stats/histogram-median.ts';
import { groups } from '../testing/arbitrary-groups.ts';
import { buildCourseDay, buildGroup, buildLearner, buildLearners, buildResult, buildTopics } from '../testing/build-group.ts';
import { buildHidden, buildRate, buildRelease, buildScore } from '../testing/build-release.ts';
import { buildContext, D } from '../testing/build-state.ts';
import { flawsOf } from '../testing/check-envelope.ts';
import { addDays, weekdayOf } from '../time/day.ts';
import { computeCourseHealth, countFunnel, heatOf, scoreCourseHealth } from './course-health.ts';
import type { CourseHealth, TaughtCourseHealth } from './course-health-value.ts';
import { healthSteps, stepReasonOf } from './course-steps.ts';
import type { Envelope } from './envelope.ts';
import type { CourseGroup } from './group-state.ts';
import { computeReleasedCourseHealth } from './released-course-health.ts';
import { courseHealthBandOf } from './score-course-health.ts';
import { defaultSettings } from './settings.ts';

const ago = (days: number) => addDays(D, -days);
const unknown = { matureCompletionPct: null, targetCompletionPct: 70, passRatePct: null, dropoutRatePct: null, ratingMean: null, activityPct: null };
const score = (input: Partial<Parameters<typeof scoreCourseHealth>[0]>) => scoreCourseHealth({ ...unknown, ...input }, defaultSettings.health);
const compute = (fields: Partial<CourseGroup>, context: Parameters<typeof buildContext>[0] = {}) => computeCourseHealth(buildGroup(fields),
  buildContext(context));
const taught = (envelope: Envelope<CourseHealth>): TaughtCourseHealth => {
  if (envelope.value?.view !== 'course') throw new Error(`No value: ${envelope.reason ?? ''}`);
  return envelope.value;
};

describe('scoreCourseHealth', () => {
  const all = { matureCompletionPct: 56, passRatePct: 72, dropoutRatePct: 15, ratingMean: 4.2, activityPct: 40 };
  it('.30 · 80 + .25 · 72 + .20 · 85 + .15 · 80 + .10 · 40 = 75, healthy: 56 of a target of 70, dropout 15, rating 4.2', () => {
    expect(score(all)).toMatchObject({ score: 75, band: 'healthy', parts: { completion: 80, passing: 72, retention: 85, rating: 80, activity: 40 } });
    expect(score(all).coverage).toBeCloseTo(1, 9);
  });
  it('without the rating 63/.85 = 74.1, watch, coverage .85', () => {
    expect(score({ ...all, ratingMean: null })).toMatchObject({ score: 74.1, band: 'watch', parts: { rating: null } });
    expect(score({ ...all, ratingMean: null }).coverage).toBeCloseTo(0.85, 9);
  });
  it('dropout, rating and activity alone are .45 of the weights: no score', () => {
    expect(score({ dropoutRatePct: 10, ratingMean: 5, activityPct: 100 })).toMatchObject({ score: null, band: null });
    expect(score({ dropoutRatePct: 10, ratingMean: 5, activityPct: 100 }).coverage).toBeCloseTo(0.45, 9);
  });
  it('80 of 70 counts as 100, dropout 10 leaves 90: (30 + 18)/.5 = 96, healthy, coverage .5', () => {
    expect(score({ matureCompletionPct: 80, dropoutRatePct: 10 })).toMatchObject({ score: 96, band: 'healthy', coverage: 0.5, parts: { completion: 100 } });
  });
  it('half of the weights without completion and passing is still no score; a target of 0 leaves completion out', () => {
    const settings = { ...defaultSettings.health, weights: [0.2, 0.2, 0.2, 0.2, 0.2] };
    expect(scoreCourseHealth({ ...unknown, dropoutRatePct: 0, ratingMean: 5, activityPct: 100 }, settings).score).toBeNull();
    expect(score({ ...all, targetCompletionPct: 0 }).parts.completion).toBeNull();
  });
  it('bands at 75 and 50 of the published score', () => {
    expect([75, 74.9, 50, 49.9].map((one) => courseHealthBandOf(one, defaultSettings.health))).toEqual(['healthy', 'watch', 'watch', 'unhealthy']);
  });
  const percent = fc.option(fc.double({ min: 0, max: 100, noNaN: true }));
  it('stays within 0..100, and no part that rises lowers it', () => {
    fc.assert(fc.property(percent, percent, percent, fc.option(fc.double({ min: 1, max: 5, noNaN: true })), percent, (mature, pass, drop, rating, activity) => {
      const input = { ...unknown, matureCompletionPct: mature, passRatePct: pass, dropoutRatePct: drop, ratingMean: rating, activityPct: activity };
      const value = scoreCourseHealth(input, defaultSettings.health).score;
      if (value === null) return;
      expect(value >= 0 && value <= 100).toBe(true);
      const better = scoreCourseHealth({ ...input, passRatePct: pass === null ? null : Math.min(100, pass + 10) }, defaultSettings.health).score;
      expect(better ?? -1).toBeGreaterThanOrEqual(value);
    }));
  });
});

describe('health of a course', () => {
  /** 50 enrolled: 25 mature of whom 14 completed; 100 results of whom 72 passed; 12 raters. */
  const group = () => {
    const rated = (i: number) => (i < 12 ? { value: i < 2 ? 5 : 4, day: D } : null);
    const done = Array.from({ length: 14 }, (_, i) => buildLearner(`d${i}`,
      { enrolledDay: ago(90), status: 'completed', rating: rated(i), furthest: 4, topicsDone: 4 }));
    const late = Array.from({ length: 11 }, (_, i) => buildLearner(`l${i}`,
      { enrolledDay: ago(60), status: i < 5 ? 'withdrawn' : 'active', lastActiveDay: ago(8) }));
    const open = Array.from({ length: 25 }, (_, i) => buildLearner(`o${i}`, { lastActiveDay: i < 10 ? ago(6) : ago(7) }));
    const learners = [...done, ...late, ...open];
    const results = learners.flatMap(({ userId }, i) => ['a', 'b'].map((assessmentId) => buildResult(userId, [i < 36 ? 70 : 69], { assessmentId })));
    return { learners, results };
  };
  it('14 of 25 mature is 56 of 70, 72 of 100 passed, 5 of 50 left, rating 50/12 = 4.17, 10 of 31 active: 24 + 18 + 18 + 11.9 + 3.2 = 75.1', () => {
    const envelope = compute(group());
    expect(envelope).toMatchObject({ status: 'ok', n: 50, coverage: 1, value: {
      score: 75.1, band: 'healthy', parts: { completion: 80, passing: 72, retention: 90, rating: 79.2, activity: 32.3 }, atRisk: 6,
    } });
    expect(flawsOf(envelope, ['steps[].topicId', 'steps[].reason', 'steps[].action', 'steps[].flag'])).toEqual([]);
  });
  it('a course may aim at 56 %: completion 100', () => {
    expect(taught(compute({ ...group(), course: { ...buildGroup().course, targetCompletionPct: 56 } })).parts.completion).toBe(100);
  });
  it('nobody in progress leaves activity out, not 0; 4 ratings are too few', () => {
    const learners = group().learners.filter(({ status }) => status === 'completed').map((one, i) => (i < 4 ? one : { ...one, rating: null }));
    expect(compute({ learners })).toMatchObject({ value: { parts: { activity: null, rating: null } },
      nulls: { 'parts.activity': 'no-data', 'parts.rating': 'too-few-learners' } });
  });
  it('4 enrolled are too few; 5 with only dropout, rating and activity know .45 of the score', () => {
    expect(compute({ learners: buildLearners(4) })).toMatchObject({ status: 'insufficient', reason: 'too-few-learners', need: { have: 4, required: 5 } });
    const envelope = compute({ learners: buildLearners(9, 'u', { rating: { value: 4, day: D } }) });
    expect(envelope).toMatchObject({ status: 'insufficient', coverage: 0.45, need: { have: 45, required: 50 } });
    expect(compute({}, { available: { facts: new Set(['courses'] as const), measures: new Set() } })).toMatchObject({ reason: 'no-source' });
  });
});

describe('countFunnel', () => {
  it('a later stage implies the earlier ones: 1 completed and 1 at 2 of 4 topics reached the middle, 1 more started, 1 did not', () => {
    const learners = [
      buildLearner('a', { status: 'completed', topicsDone: 0, furthest: 0, lastActiveDay: null }),
        buildLearner('b', { topicsDone: 2, furthest: 0, lastActiveDay: null }),
      buildLearner('c', { topicsDone: 1, furthest: 0 }), buildLearner('d', { topicsDone: 0, furthest: 0, lastActiveDay: null }),
    ];
    expect(countFunnel({ learners, topics: buildTopics(4) })).toEqual({ enrolled: 4, started: 3, midpoint: 2, completed: 1 });
    expect(countFunnel({ learners, topics: [] })).toEqual({ enrolled: 4, started: 2, midpoint: 1, completed: 1 });
  });
});

describe('steps of a course', () => {
  const stops = (...rows: [number, number, number][]) => rows.flatMap(([furthest, idle, n], i) =>
    buildLearners(n, `s${i}-`, { furthest, lastActiveDay: ago(idle), status: furthest === 4 ? 'completed' : 'active' }));
  const learners = stops([0, 40, 2], [1, 30, 24], [1, 1, 4], [2, 20, 3], [3, 3, 2], [4, 0, 31]);
  it('24 of 60 stop after topic 1, [.2857, .5265] above the threshold .1402: flagged, and topic 1 has a mean of 295/5 = 59 %: too hard, add practice', () => {
    const steps = healthSteps({ learners, topics: buildTopics(4, { learners: 5, pctSum: 295 }) }, D);
    expect(steps.map(({ position, h, flag, reason }) => [position, h, flag, reason])).toEqual([
      [0, 0.0303, false, null], [1, 0.4, true, 'too-hard'], [2, 0.0833, false, null], [3, 0, false, null],
    ]);
    expect(steps[1]).toMatchObject({ topicId: 't1', lo: 0.2857, action: 'add-practice' });
    expect(steps[0]?.topicId).toBeNull();
  });
  it('steps with fewer than 20 who could go on are not told', () => expect(healthSteps({ learners: buildLearners(19), topics: buildTopics(4) },
    D)).toEqual([]));
  it('a topic of 60 % and a median of 31 minutes against 20 planned is too long, of 30 minutes unclear, of 59.9 % too hard', () => {
    const [topic] = buildTopics(1, { learners: 10, pctSum: 600, expectedMin: 20 });
    if (!topic) throw new Error('topic');
    const minutes = (bin: number) => Array.from({ length: 120 }, (_, i) => (i === bin ? 8 : 0));
    expect(stepReasonOf({ ...topic, minutes: minutes(15) })).toBe('too-long');
    expect(stepReasonOf({ ...topic, minutes: minutes(14) })).toBe('unclear');
    const exactly30 = minutes(14).map((n, bin) => (bin === 15 ? 8 : n));
    expect([histogramMedian(exactly30, 2), stepReasonOf({ ...topic, minutes: exactly30 })]).toEqual([30, 'unclear']);
    expect(stepReasonOf({ ...topic, pctSum: 599, minutes: minutes(15) })).toBe('too-hard');
    expect([stepReasonOf({ ...topic, expectedMin: null, minutes: minutes(50) }), stepReasonOf({ ...topic, learners: 0 }), stepReasonOf(null)])
      .toEqual(['unclear', 'unclear', 'unclear']);
  });
  it('histogramMedian: 2 in [0,2), 4 in [2,4) and 2 in [4,6) have the middle of 8 at 2 + 2 · 2/4 = 3; nothing has none', () => {
    expect(histogramMedian([2, 4, 2], 2)).toBe(3);
    expect(histogramMedian([0, 0, 5], 2)).toBe(5);
    expect(histogramMedian([0, 0], 2)).toBeNull();
  });
});

describe('heatOf', () => {
  it('2026-03-31 is a Tuesday: its points stand in row 1; a day 30 days back is left out', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 3 : 0));
    const heat = heatOf({ days: [buildCourseDay(D, { hours }), buildCourseDay(ago(7), { hours }), buildCourseDay(ago(30), { hours })] }, D);
    expect(heat[1]?.[9]).toBe(6);
    expect(heat.flat().reduce((all, n) => all + n, 0)).toBe(6);
    expect([weekdayOf('1970-01-01'), weekdayOf('1969-12-28'), weekdayOf('2026-03-30'), weekdayOf('2026-04-05')]).toEqual([3, 6, 0, 6]);
  });
  it('without times of day there is none', () => {
    const available = { facts: buildContext().available.facts, measures: new Set(['minutes'] as const) };
    const learners = buildLearners(5, 'u', { enrolledDay: ago(90), status: 'completed', rating: { value: 5, day: D } });
    expect(compute({ learners }, { available })).toMatchObject({ value: { heatmap: null }, nulls: { heatmap: 'no-source' } });
  });
});

describe('health as the organization sees it', () => {
  const course = { courseId: 'c', targetCompletionPct: null };
  const rate = (metric: string, pct: number) => buildRate('course:c', metric, pct, 50);
  const released = (entries: Parameters<typeof buildRelease>[0]) => computeReleasedCourseHealth(course, buildRelease(entries), buildContext());
  const shown = [rate('mature-completion', 56), rate('passing', 72), rate('dropout', 15), buildScore('course:c', 'rating', [4], 50), rate('active-7', 40),
    rate('started', 98), rate('midpoint', 61), rate('completion', 45)];
  it('parts from released numbers: 80, 72, 85, (4 − 1) · 25 = 75, 40 → 24 + 18 + 17 + 11.25 + 4 = 74.25, half-even 74.2; the funnel is coded', () => {
    const envelope = released(shown);
    expect(envelope).toMatchObject({ status: 'ok', n: 40, releaseId: D, value: {
      view: 'released', score: 74.2, band: 'watch', sizeBand: '40-99',
      funnel: { started: { pct: 95, bound: 'at-least' }, midpoint: { pct: 61, bound: 'exact' }, completed: { pct: 45, bound: 'exact' } },
    } });
    expect(flawsOf(envelope)).toEqual([]);
  });
  it('hidden parts are left out with their reasons; hidden altogether is suppressed, too little insufficient', () => {
    const hidden = (metric: string) => buildHidden({ cohortId: 'course:c', metric }, 'rate', 'differencing');
    const envelope = released([rate('mature-completion', 80), rate('dropout', 10), hidden('midpoint'),
      buildHidden({ cohortId: 'course:c', metric: 'rating' }, 'score', 'homogeneous')]);
    expect(envelope).toMatchObject({ coverage: 0.5, value: { score: 96 }, nulls: {
      'parts.rating': 'homogeneous', 'parts.passing': 'no-data', 'funnel.midpoint': 'differencing', 'funnel.started': 'no-data',
    } });
    expect(released([hidden('passing')])).toMatchObject({ status: 'suppressed', reason: 'differencing' });
    expect(released([rate('dropout', 10)])).toMatchObject({ status: 'insufficient', coverage: 0.2 });
  });
});

describe('health of any course', () => {
  it('does not depend on the order of rows, declares every number and explains every null', () => {
    fc.assert(fc.property(groups, (group) => {
      const envelope = computeCourseHealth(group, buildContext());
      expect(computeCourseHealth({ ...group, learners: [...group.learners].reverse(), results: [...group.results].reverse() },
        buildContext())).toEqual(envelope);
      const plain = ['steps[].topicId', 'steps[].reason', 'steps[].action', 'steps[].flag'];
      expect(flawsOf(envelope, plain)).toEqual([]);
      if (envelope.value === null) return;
      const { funnel, score: value } = taught(envelope);
      expect(funnel.enrolled >= funnel.started && funnel.started >= funnel.midpoint && funnel.midpoint >= funnel.completed).toBe(true);
      expect(value >= 0 && value <= 100).toBe(true);
    }));
  });
});
