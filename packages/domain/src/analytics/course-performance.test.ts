import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCourseDay, buildGroup, buildLearner, buildLearners, buildResult, buildTopics } from '../testing/build-group.ts';
import { buildHidden, buildRate, buildRelease, buildScore } from '../testing/build-release.ts';
import { buildContext, D } from '../testing/build-state.ts';
import { flawsOf } from '../testing/check-envelope.ts';
import { groups } from '../testing/arbitrary-groups.ts';
import { addDays } from '../time/day.ts';
import { envelopeAt } from './build-envelope.ts';
import { computeCoursePerformance, dropStageOf, enrolmentTrend, finishesWithin30Days, trendOfEnrolments } from './course-performance.ts';
import { measureRatings } from './course-measures.ts';
import { riskReasonsOf } from './course-risk.ts';
import type { CoursePerformance, ReleasedCoursePerformance, TaughtCoursePerformance } from './course-performance-value.ts';
import type { CourseGroup } from './group-state.ts';
import { computeReleasedCoursePerformance } from './released-course.ts';
import type { Envelope } from './envelope.ts';
import { settingsSchema } from './settings.ts';

const ago = (days: number) => addDays(D, -days);
const taught = (envelope: Envelope<CoursePerformance>): TaughtCoursePerformance => {
  if (envelope.value?.view !== 'course') throw new Error(`No value: ${envelope.reason ?? ''}`);
  return envelope.value;
};
const compute = (fields: Partial<CourseGroup>, context: Parameters<typeof buildContext>[0] = {}) =>
  computeCoursePerformance(buildGroup(fields), buildContext(context));

describe('course performance', () => {
  const mature = { enrolledDay: ago(60) };
  const forty = [
    ...buildLearners(18, 'done', { ...mature, status: 'completed', completedDay: ago(20), furthest: 4, topicsDone: 4 }),
    ...buildLearners(10, 'long', mature), ...buildLearners(3, 'gone', { status: 'withdrawn', furthest: 2 }),
    ...buildLearners(2, 'idle', { enrolledDay: ago(50), lastActiveDay: ago(30) }), ...buildLearners(7, 'new', { enrolledDay: ago(5) }),
  ];

  it('18 of 40 completed is 45 % [30.7, 60.2], 18 of the 28 enrolled 60 days ago 64.3 %, 3 withdrawn and 2 idle for 30 days 12.5 % dropped', () => {
    const envelope = compute({ learners: forty });
    expect(envelope).toMatchObject({ status: 'ok', n: 40, value: {
      enrolled: 40, completed: 18, inProgress: 19, dropped: 5, completionRatePct: 45, completionRateInterval: [30.7, 60.2], matureCompletionPct: 64.3,
      dropoutRatePct: 12.5, medianDays: 40, dropStage: 2,
    } });
  });
  it('59 days of enrollment are not mature, 60 are; the course may set its own 30', () => {
    const one = (days: number) => [buildLearner('a', { enrolledDay: ago(days), status: 'completed', completedDay: D })];
    expect(taught(compute({ learners: one(59) })).matureCompletionPct).toBeNull();
    expect(taught(compute({ learners: one(60) })).matureCompletionPct).toBe(100);
    const { course } = buildGroup();
    expect(taught(compute({ learners: one(30), course: { ...course, targetDurationDays: 30 } })).matureCompletionPct).toBe(100);
  });
  it('idle counts from the last activity in the course, else from the enrollment: 29 days in progress, 30 dropped, a completed learner never', () => {
    const dropped = (fields: Parameters<typeof buildLearner>[1]) => taught(compute({ learners: [buildLearner('a', fields)] })).dropped;
    expect([dropped({ lastActiveDay: ago(29) }), dropped({ lastActiveDay: ago(30) }), dropped({ lastActiveDay: null, enrolledDay: ago(30) })])
      .toEqual([0, 1, 1]);
    expect([dropped({ status: 'completed', lastActiveDay: ago(300) }), dropped({ status: 'failed' }), dropped({ status: 'withdrawn' })]).toEqual([0, 1, 1]);
  });
  it('most of the dropped stopped at topic 1 and 3, two each: the lowest, 1; without topics or dropped there is none', () => {
    const learners = [3, 1, 3, 1, 0].map((furthest, i) => buildLearner(`u${i}`, { furthest, status: 'withdrawn' }));
    expect(dropStageOf(buildGroup({ learners }), D, 30)).toBe(1);
    expect(dropStageOf(buildGroup({ learners, topics: [] }), D, 30)).toBeNull();
    expect(dropStageOf(buildGroup({ learners: buildLearners(3) }), D, 30)).toBeNull();
  });

  it('completed after 1, 2, 3 and 8 days: median 2.5, half-even 2 days', () => {
    const learners = [1, 2, 3, 8].map((days, i) => buildLearner(`u${i}`, { enrolledDay: ago(20), status: 'completed', completedDay: addDays(ago(20), days) }));
    expect(taught(compute({ learners })).medianDays).toBe(2);
  });
  it('finished content is 30 of 10 items × 4 learners = 75 %; without items there is nothing to finish', () => {
    const learners = [10, 10, 6, 4].map((itemsCompleted, i) => buildLearner(`u${i}`, { itemsCompleted }));
    expect(taught(compute({ learners })).contentCompletionPct).toBe(75);
    expect(compute({ learners, course: { ...buildGroup().course, items: 0 } }).nulls).toMatchObject({ contentCompletionPct: 'no-data' });
  });
});

describe('time in a course', () => {
  const learners = buildLearners(2);
  const days = [buildCourseDay(D, { activeMin: 400, sessions: 8, posts: 3 }), buildCourseDay(ago(29), { activeMin: 200, sessions: 4, posts: 1 }),
    buildCourseDay(ago(30), { activeMin: 999, sessions: 9, posts: 9 })];
  it('600 minutes in 12 sessions of 30 days are 50 each, and 10 h · 7/30 ÷ 2 active learners = 1.2 h a week; 4 posts', () => {
    expect(taught(compute({ learners, days }))).toMatchObject({ meanSessionMin: 50, weeklyHours: 1.2, posts: 4, active30: 2 });
  });
  it('without minutes from any source both are null, no-source; without anyone active no-data', () => {
    const { facts } = buildContext().available;
    const silent = compute({ learners, days }, { available: { facts, measures: new Set(['time-of-day'] as const) } });
    expect(silent.nulls).toMatchObject({ meanSessionMin: 'no-source', weeklyHours: 'no-source' });
    expect(compute({ learners: [buildLearner('a', { lastActiveDay: null })] }).nulls).toMatchObject({ meanSessionMin: 'no-data', weeklyHours: 'no-data' });
  });
  it('active in 30 days reaches back 29 days and not 30', () => {
    const active = (day: string) => taught(compute({ learners: [buildLearner('a', { lastActiveDay: day })] })).active30;
    expect([active(ago(29)), active(ago(30))]).toEqual([1, 0]);
  });
});

describe('results of a course', () => {
  it('learners average 80 and 50, so the course 65; passed 3 of 4 learner × assessment is 75 % [30.1, 95.4]', () => {
    const results = [buildResult('u0', [70]), buildResult('u0', [60, 90], { assessmentId: 'b' }), buildResult('u1', [20]),
      buildResult('u1', [80], { assessmentId: 'b' })];
    expect(taught(compute({ learners: buildLearners(2), results }))).toMatchObject({ averagePct: 65, passRatePct: 75, passRateInterval: [30.1, 95.4] });
  });
  it('the policy decides: of 60 then 90 the first gives 60 and no pass', () => {
    const settings = settingsSchema.parse({ performance: { policy: 'first' } });
    expect(taught(compute({ learners: buildLearners(1), results: [buildResult('u0', [60, 90])] }, { settings }))).toMatchObject({ averagePct: 60,
      passRatePct: 0 });
  });
  it('topics of 5 learners: 400/5 = 80 best, 250/5 = 50 hardest, the first of equals; four learners are too few', () => {
    const [a, b, c, d, e] = buildTopics(5);
    if (!a || !b || !c || !d || !e) throw new Error('topics');
    const topics = [{ ...a, learners: 4, pctSum: 400 }, { ...b, learners: 5, pctSum: 250 }, { ...c, learners: 5, pctSum: 400 },
      { ...d, learners: 8, pctSum: 640 },
      { ...e, learners: 5, pctSum: 250 }];
    expect(taught(compute({ learners: buildLearners(1), topics }))).toMatchObject({
      bestTopic: { topicId: 't3', meanPct: 80, learners: 5 }, strugglingTopic: { topicId: 't2', meanPct: 50, learners: 5 },
    });
    expect(compute({ learners: buildLearners(1), topics: topics.slice(0, 1) }).nulls).toMatchObject({ bestTopic: 'too-few-learners' });
  });
  it('5 ratings 4 4 5 4 4 are 4.2; the last 30 days 4.2 against 3.4 before is +.8; 4 raters are too few', () => {
    const rated = (values: number[], day: string, prefix: string) => values.map((value, i) => buildLearner(`${prefix}${i}`, { rating: { value, day } }));
    const recent = rated([4, 4, 5, 4, 4], D, 'r');
    expect(measureRatings(recent, D, 5)).toEqual({ raters: 5, ratingMean: 4.2, ratingDelta: null });
    const both = [...recent, ...rated([3, 3, 4, 3, 4], ago(30), 'b'), ...rated([1, 1, 1, 1, 1], ago(60), 'o')];
    expect(measureRatings(both, D, 5)).toMatchObject({ raters: 15, ratingDelta: 0.8 });
    expect(measureRatings(recent.slice(1), D, 5)).toEqual({ raters: 4, ratingMean: null, ratingDelta: null });
  });
});

describe('enrolmentTrend', () => {
  it.each([
    ['12 v 9 is +33.3 growing', [14, 10, 12, 9, 8, 10], 'growing', 33.3], ['6 v 6.33 is −5.3 stable', [6, 6, 6, 6, 6, 7], 'stable', -5.3],
    ['11 v 10 is +10 exactly, stable', [11, 11, 11, 10, 10, 10], 'stable', 10], ['8 v 9 is −11.1 declining', [8, 8, 8, 9, 9, 9], 'declining', -11.1],
    ['something after nothing is growing', [0, 0, 1, 0, 0, 0], 'growing', null], ['nothing after nothing is stable', [0, 0, 0, 0, 0, 0], 'stable', null],
  ] as const)('%s', (_name, periods, trend, growthPct) => expect(enrolmentTrend(periods)).toEqual({ trend, growthPct }));

  it('periods of 30 days end at D: 29 days ago is the first, 30 the second, 180 none; a course of 179 days has no trend', () => {
    const learners = [0, 29, 30, 59, 90, 179, 180].map((days, i) => buildLearner(`u${i}`, { enrolledDay: ago(days) }));
    expect(trendOfEnrolments(buildGroup({ learners }), D)).toEqual({ trend: 'growing', growthPct: 100 });
    const young = { ...buildGroup().course, createdDay: ago(179) };
    expect(trendOfEnrolments(buildGroup({ learners, course: young }), D)).toEqual({ trend: null, growthPct: null });
    expect(compute({ learners, course: young }).nulls).toMatchObject({ trend: 'short-history', growthPct: 'short-history' });
  });
});

describe('who is at risk', () => {
  const reasons = (fields: Parameters<typeof buildLearner>[1], averagePct: number | null = null, topics = 10) =>
    riskReasonsOf(buildLearner('a', { topicsDone: 5, ...fields }), { D, topics, averagePct });
  it('idle for 8 days, not for 7', () => expect([reasons({ lastActiveDay: ago(8) }), reasons({ lastActiveDay: ago(7) })]).toEqual([['idle'], []]));
  it('2 of 10 topics after 14 days, not after 13; 3 of 10 is 30 %, enough; without topics there is no progress to miss', () => {
    expect(reasons({ topicsDone: 2, enrolledDay: ago(14) })).toEqual(['little-progress']);
    expect([reasons({ topicsDone: 2, enrolledDay: ago(13) }), reasons({ topicsDone: 3 }), reasons({ topicsDone: 0 }, null, 0)]).toEqual([[], [], []]);
  });
  it('an average of 59.9, not of 60', () => expect([reasons({}, 59.9), reasons({}, 60)]).toEqual([['low-results'], []]));
  it('only in progress: whoever completed or left is not', () => {
    expect((['completed', 'withdrawn', 'failed'] as const).map((status) => reasons({ status, lastActiveDay: ago(90) }, 10))).toEqual([[], [], []]);
  });
  it('those with most reasons stand first, then by id', () => {
    const learners = [buildLearner('c', { lastActiveDay: ago(9) }), buildLearner('b', { lastActiveDay: ago(9) }),
      buildLearner('z', { lastActiveDay: ago(9), topicsDone: 0 })];
    expect(taught(compute({ learners })).atRisk.map(({ learnerId }) => learnerId)).toEqual(['z', 'b', 'c']);
  });
});

describe('finishesWithin30Days', () => {
  it('4 remaining at 6 in 30 days are 20 days, counted; 7 are 35, not; 6 are 30, counted; without progress never', () => {
    const finishes = (remaining: number, done: number, days = 30) => finishesWithin30Days({ remaining, done, days });
    expect([finishes(4, 6), finishes(7, 6), finishes(6, 6), finishes(0, 0)]).toEqual([true, false, true, false]);
    expect([finishes(3, 1, 10), finishes(3, 1, 11)]).toEqual([true, false]);
  });
  it('someone enrolled 3 days ago is judged by 7 days, after 20 by 21; 3 of 4 topics left', () => {
    const one = (days: number, doneAgo: number) => taught(compute({ learners: [
      buildLearner('a', { enrolledDay: ago(days), topicsDone: 1, recentDoneDays: [ago(doneAgo)] }),
    ] })).completions30;
    expect([one(3, 6), one(3, 7), one(20, 6)]).toEqual([1, 0, 0]);
  });
  it('only in progress, and not in a course without topics', () => {
    const learners = [buildLearner('a', { status: 'completed', recentDoneDays: [D] })];
    expect(taught(compute({ learners })).completions30).toBe(0);
    expect(taught(compute({ learners, topics: [] })).completions30).toBeNull();
  });
});

describe('envelope of a course', () => {
  it('without an enrollment is insufficient, no-data; without the service no-source; a stale service makes it stale', () => {
    expect(compute({})).toMatchObject({ status: 'insufficient', reason: 'no-data', need: { have: 0, required: 1 }, n: 0 });
    expect(compute({}, { available: { facts: new Set(['enrollments'] as const), measures: new Set() } })).toMatchObject({ reason: 'no-source',
      need: { what: 'courses' } });
    const sources = [{ service: 'course-builder', state: 'stale' as const, fetchedAt: null }];
    expect(compute({ learners: buildLearners(1) }, { sources }).status).toBe('stale');
  });
  it('coverage is events, attempts and completions delivered, and ratings given: 4 of 4, without ratings 3 of 4', () => {
    const rating = { value: 4, day: D };
    expect(compute({ learners: buildLearners(2, 'u', { rating }) }).coverage).toBe(1);
    expect(compute({ learners: buildLearners(2) }).coverage).toBe(0.75);
  });
  it('compares with the released completion of the organization, or says why not', () => {
    const group = buildGroup({ learners: buildLearners(1) });
    expect(taught(computeCoursePerformance(group, buildContext(), buildRate('org', 'completers', 52))).orgCompletionPct).toBe(52);
    const hidden = buildHidden({ cohortId: 'org', metric: 'completers' }, 'rate', 'reset');
    expect(computeCoursePerformance(group, buildContext(), hidden).nulls).toMatchObject({ orgCompletionPct: 'reset' });
  });
});

describe('a course as the organization sees it', () => {
  const released = (release: Parameters<typeof computeReleasedCoursePerformance>[1]) => computeReleasedCoursePerformance('c', release, buildContext());
  it('45 people, 96 % completed is ≥ 95, risk 3 % is ≤ 5; results with quartiles; n is the least of the band, 40', () => {
    const envelope = released(buildRelease([
      buildRate('course:c', 'completion', 96, 45), buildRate('course:c', 'passing', 71.5, 45), buildRate('course:c', 'risk', 3, 45),
      buildScore('course:c', 'results', [71, 60, 82], 45), buildRate('org', 'completers', 61),
    ]));
    expect(envelope).toMatchObject({ status: 'ok', n: 40, coverage: 1, releaseId: D });
    expect(envelope.value).toEqual({
      view: 'released', courseId: 'c', sizeBand: '40-99', completion: { pct: 95, bound: 'at-least' }, passing: { pct: 72, bound: 'exact' },
      risk: { pct: 5, bound: 'at-most' }, results: { median: 71, p25: 60, p75: 82 }, orgCompletionPct: 61,
    } satisfies ReleasedCoursePerformance);
    expect(flawsOf(envelope)).toEqual([]);
  });
  it('hidden entries have their reasons; 12 people have no quartiles', () => {
    const envelope = released(buildRelease([
      buildRate('course:c', 'completion', 50, 12), buildHidden({ cohortId: 'course:c', metric: 'risk' }, 'rate', 'differencing'),
        buildScore('course:c', 'results', [71], 12),
    ]));
    expect(envelope).toMatchObject({ coverage: 0.5, value: { passing: null, risk: null }, nulls: {
      passing: 'no-data', risk: 'differencing', 'results.p25': 'too-few', orgCompletionPct: 'no-data',
    } });
    expect(flawsOf(envelope)).toEqual([]);
  });
  it('is suppressed when nothing may be shown, and turns stale after the 30 hours of a release, not the 6 of its own class', () => {
    const hidden = buildRelease([buildHidden({ cohortId: 'course:c', metric: 'completion' }, 'rate', 'reset')]);
    expect(released(hidden)).toMatchObject({ status: 'suppressed', reason: 'reset', value: null });
    expect(released(buildRelease([]))).toMatchObject({ status: 'suppressed', reason: 'too-few' });
    const shown = released(buildRelease([buildRate('course:c', 'completion', 50)]));
    const later = (hours: number) => new Date(Date.parse(shown.computedAt) + hours * 3_600_000).toISOString();
    expect([envelopeAt(shown, later(30)).status, envelopeAt(shown, later(31)).status]).toEqual(['ok', 'stale']);
    const own = compute({ learners: buildLearners(1) });
    expect([envelopeAt(own, later(6)).status, envelopeAt(own, later(6.1)).status]).toEqual(['ok', 'stale']);
  });
});

describe('course performance of any group', () => {
  it('does not depend on the order of rows, stays in range, declares every number and explains every null', () => {
    fc.assert(fc.property(groups, (group) => {
      const envelope = computeCoursePerformance(group, buildContext());
      const turned = { ...group, learners: [...group.learners].reverse(), results: [...group.results].reverse(), days: [...group.days].reverse() };
      expect(computeCoursePerformance(turned, buildContext())).toEqual(envelope);
      expect(flawsOf(envelope)).toEqual([]);
      if (envelope.value === null) return;
      const value = taught(envelope);
      expect(value.completed + value.dropped).toBeLessThanOrEqual(value.enrolled);
      for (const pct of [value.completionRatePct, value.dropoutRatePct, value.averagePct ?? 0, value.passRatePct ?? 0, value.contentCompletionPct ?? 0]) {
        expect(pct >= 0 && pct <= 100).toBe(true);
      }
    }));
  });
});
