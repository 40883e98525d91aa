import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLearner } from '../rollups/fold-learner.ts';
import { factSets } from '../testing/arbitrary-facts.ts';
import { buildAttempt, buildCompletion, buildEvent, on, utc, uuid } from '../testing/build-facts.ts';
import { buildContext, buildPath, buildState, D } from '../testing/build-state.ts';
import { idleReasons, undeclaredNumbers, unexplainedNulls } from '../testing/check-envelope.ts';
import { addDays } from '../time/day.ts';
import { computeOutcomeForecast } from './outcome-forecast.ts';
import type { ForecastRequest } from './outcome-forecast.ts';
import { chooseForecastScope } from './outcome-forecast-scope.ts';
import type { EnrollmentRef, LearnerState } from './state.ts';

const topics = Array.from({ length: 20 }, (_, i) => uuid('10', i + 1));
const done = (...days: string[]) => days.map((day, i) => buildCompletion(topics[i] ?? '', on(`2026-${day}`)));
const nine = done('02-05', '02-20', '03-04', '03-10', '03-19', '03-24', '03-25', '03-29', '03-31');
const path = buildPath(topics, { targetDate: '2026-05-11' });
const course = (fields: Partial<EnrollmentRef> = {}): EnrollmentRef =>
  ({ courseId: 'c', enrolledDay: addDays(D, -59), status: 'active', dueDay: '2026-05-11', topicIds: topics, ...fields });
/** 240 minutes at the end of each of eight weeks: 4 h a week. */
const fourHours = Array.from({ length: 8 }, (_, i) => buildEvent({ occurredAt: on(addDays(D, -7 * i), '08:00'), durationMin: 240 }));
const compute = (state: LearnerState, request: Partial<ForecastRequest> = {}, context: Parameters<typeof buildContext>[0] = {}) =>
  computeOutcomeForecast(state, buildContext(context), { prediction: 'in', ...request });

describe('outcome forecast', () => {
  it('9 of 20 done, 1.63 a week, weeks 1 0 1 0 2 0 2 3, SD 1.126: ±.51, 77/2.14 = 36 days to 6 May, 48 to 18 May, 77/1.12 = 69 to 8 June', () => {
    const envelope = compute(buildState({ completions: nine }, 60, { paths: [path] }));
    expect(envelope).toMatchObject({
      status: 'ok', n: 9, coverage: 0.67, window: { from: '2026-02-04', to: D, days: 56 }, asOf: on(D), formulaVersion: 'outcome-forecast@1.0.0/s1',
      units: { halfWidth: 'topics/week' }, nulls: { scenario: 'no-data', grade: 'no-data' },
    });
    expect(envelope.value).toEqual({
      scope: 'path', scopeId: 'path', remainingTopics: 11, pace: 1.63, targetDate: '2026-05-11', best: '2026-05-06', expected: '2026-05-18',
      worst: '2026-06-08', halfWidth: 0.51, confidence: 'medium', outlook: 'uncertain', scenario: null, grade: null,
    });
  });
  it('6 h where 4 are usual: 1.5 · 1.63 is 32 days to 2 May without a break; 26 weeks of break are 182 days more', () => {
    const state = buildState({ completions: nine, events: fourHours }, 60, { paths: [path] });
    expect(compute(state, { scenario: { hoursPerWeek: 6 } }).value?.scenario).toEqual({
      hoursPerWeek: 6, breakWeeks: 0, best: '2026-04-24', expected: '2026-05-02', worst: '2026-05-16',
    });
    expect(compute(state, { scenario: { breakWeeks: 26 } }).value?.scenario).toMatchObject({ hoursPerWeek: null, expected: addDays('2026-05-18', 182) });
    expect(compute(state, { scenario: { hoursPerWeek: 6 } }).value).toMatchObject({ expected: '2026-05-18' });
  });
  it('without usual hours there is no scenario of hours: no-baseline; where minutes are not delivered no-source', () => {
    const state = buildState({ completions: nine }, 60, { paths: [path] });
    const ask = { scenario: { hoursPerWeek: 6 } };
    expect(compute(state, ask)).toMatchObject({ value: { scenario: null }, nulls: { scenario: 'no-baseline' } });
    const dates = { available: { ...buildContext().available, measures: new Set<'minutes'>() } };
    expect(compute(state, ask, dates)).toMatchObject({ coverage: 0.33, value: { scenario: null }, nulls: { scenario: 'no-source' } });
  });
  it('a course stands for a path to its due day; its grade: (80 + 70 + 90 + 2 · 80)/5 = 80, next 80 ± 12.8', () => {
    const attempts = [80, 70, 90].map((pct, i) => buildAttempt(`a${i}`, on(`2026-03-0${i + 1}`), pct, { courseId: 'c' }));
    const state = buildState({ completions: nine, attempts }, 60, { enrollments: [course()], paths: [path] });
    const envelope = compute(state, { courseId: 'c', courseAssessments: ['a0', 'a1', 'a2', 'a3', 'a4', 'a4'] });
    expect(envelope).toMatchObject({ coverage: 1, value: { scope: 'course', scopeId: 'c', expected: '2026-05-18', outlook: 'uncertain' } });
    expect(envelope.value?.grade).toEqual({ expected: 80, low: 74.9, high: 85.1 });
    expect(compute(state).value).toMatchObject({ scope: 'path', grade: null });
  });
  it('a grade needs the list of the course, and a next result for what is open', () => {
    const graded = (courseAssessments?: string[]) => {
      const facts = { completions: nine, attempts: [buildAttempt('a0', on('2026-03-01'), 80, { courseId: 'c' }), buildAttempt('x', on('2026-03-02'), 1)] };
      const list = courseAssessments === undefined ? {} : { courseAssessments };
      return compute(buildState(facts, 60, { enrollments: [course()] }), { courseId: 'c', ...list });
    };
    expect(graded()).toMatchObject({ value: { grade: null }, nulls: { grade: 'no-source' } });
    expect(graded(['a0', 'a1'])).toMatchObject({ value: { grade: null }, nulls: { grade: 'too-few-observations' } });
    expect(graded(['a0']).value?.grade).toEqual({ expected: 80, low: 80, high: 80 });
    const other = buildState({ completions: nine }, 60, { enrollments: [course()] });
    expect(compute(other, { courseId: 'c', courseAssessments: [] })).toMatchObject({ value: { grade: null }, nulls: { grade: 'no-data' } });
  });
  it('a finished path is done on its last day; one that stands still has no end', () => {
    const three = buildPath(topics.slice(0, 3), { targetDate: '2026-03-01' });
    expect(compute(buildState({ completions: nine.slice(0, 3) }, 60, { paths: [three] })).value).toMatchObject({
      remainingTopics: 0, expected: '2026-03-04', best: '2026-03-04', worst: '2026-03-04', outlook: 'done',
    });
    const stopped = compute(buildState({ completions: done('02-05', '02-06', '02-07') }, 60, { paths: [path] }));
    expect(stopped.value).toMatchObject({ expected: null, worst: null, confidence: 'low', outlook: 'unlikely' });
    expect(stopped.nulls).toMatchObject({ expected: 'zero-pace', worst: 'zero-pace' });
  });
  it('14 days give 2 weeks: an expected day without an interval; without a target there is no outlook', () => {
    const young = compute(buildState({ completions: done('03-20', '03-24', '03-31') }, 14, { paths: [buildPath(topics)] }));
    expect(young).toMatchObject({
      status: 'ok', n: 3, window: { days: 14 }, value: { pace: 1.5, expected: '2026-06-19', best: null, worst: null, outlook: null, confidence: 'low' },
      nulls: { best: 'short-history', worst: 'short-history', halfWidth: 'short-history', outlook: 'no-target', targetDate: 'no-target' },
    });
    expect(young.nulls['expected']).toBeUndefined();
  });
  it('only 12 weeks count: of 14 weeks with a topic each, n is 12, window 84 days', () => {
    const weeks = Array.from({ length: 14 }, (_, i) => buildCompletion(topics[i] ?? '', on(addDays(D, -7 * i))));
    expect(compute(buildState({ completions: weeks }, 200, { paths: [path] }))).toMatchObject({
      n: 12, window: { days: 84 }, value: { halfWidth: 0, confidence: 'high', remainingTopics: 6 },
    });
  });
});

describe('outcome forecast that is not told', () => {
  const ready = (fields: Partial<LearnerState> = {}) => buildState({ completions: nine }, 60, { paths: [path], ...fields });
  it('who opts out is suppressed', () => {
    expect(compute(ready(), { prediction: 'out' })).toMatchObject({ status: 'suppressed', reason: 'opted-out', value: null, n: 0, asOf: null });
  });
  it('13 days are too short: 13 of 14; 2 topics done are too few: 2 of 3; those of other paths do not help', () => {
    const short = compute(buildState({ completions: done('03-20', '03-24', '03-31') }, 13, { paths: [path] }));
    expect(short).toMatchObject({ status: 'insufficient', reason: 'short-history', need: { have: 13, required: 14 } });
    expect(compute(buildState({}, 3, { paths: [path] }))).toMatchObject({ reason: 'short-history', need: { have: 3, required: 14 } });
    const few = compute(ready({ paths: [buildPath(topics.slice(7))] }));
    expect(few).toMatchObject({ status: 'insufficient', reason: 'too-few-observations', need: { what: 'topics done', have: 2, required: 3 }, coverage: 0.33 });
  });
  it('needs an active path or a course with topics', () => {
    const nothing = { status: 'insufficient', reason: 'nothing-open', need: { have: 0, required: 1 } };
    expect(compute(ready({ paths: [] }))).toMatchObject(nothing);
    expect(compute(ready(), { courseId: 'unknown' })).toMatchObject(nothing);
    expect(compute(ready({ enrollments: [course({ status: 'withdrawn' })] }), { courseId: 'c' })).toMatchObject(nothing);
    expect(compute(ready({ paths: [], enrollments: [course({ status: 'completed' })] }))).toMatchObject(nothing);
  });
  it('needs a source of completions', () => {
    const without = compute(ready(), {}, { available: { facts: new Set(['topics'] as const), measures: new Set() } });
    expect(without).toMatchObject({ reason: 'no-source', need: { what: 'topic completions' } });
  });
  it('is stale from the start when a source it needs is', () => {
    const late = compute(ready(), {}, { sources: [{ service: 'learner-ai', state: 'stale', fetchedAt: null }] });
    expect(late).toMatchObject({ status: 'stale', value: { pace: 1.63 } });
  });
});

describe('chooseForecastScope', () => {
  const state = (enrollments: EnrollmentRef[], paths = [path]) => ({ ...buildState({}, 1), enrollments, paths });
  it('takes the course asked for, else the path, else the active course due first, none last, then by id', () => {
    const courses = [course({ courseId: 'z', dueDay: null }), course({ courseId: 'b' }), course({ courseId: 'a' }),
      course({ courseId: 'old', dueDay: '2026-01-01', status: 'completed' }), course({ courseId: 'bare', dueDay: '2026-01-01', topicIds: [] }),
      course({ courseId: 'ahead', dueDay: '2026-01-01', enrolledDay: addDays(D, 1) })];
    const id = (given: ReturnType<typeof state>, asked = {}) => chooseForecastScope(given, D, asked)?.path.id;
    expect(id(state(courses), { courseId: 'z' })).toBe('z');
    expect(id(state(courses), { courseId: 'old' })).toBe('old');
    expect(id(state(courses))).toBe('path');
    expect(id(state(courses), { pathId: 'unknown' })).toBe('path');
    expect(id(state(courses, []))).toBe('a');
    expect(id(state([], []))).toBeUndefined();
  });
});

describe('outcome forecast of anyone', () => {
  it('is whole, names each null field with its reason, and is the same after a journey as JSON and in any order of rows', () => {
    const cases = fc.record({
      facts: factSets, tenure: fc.integer({ min: 1, max: 120 }), offset: fc.integer({ min: -5, max: 40 }), hours: fc.option(fc.nat(20)),
    });
    fc.assert(fc.property(cases, ({ facts, tenure, offset, hours }) => {
      const state = buildState({}, tenure, { ...foldLearner(facts, utc), paths: [buildPath(topics.slice(0, 4), { targetDate: '2026-05-01' })] });
      const ctx = { now: `${addDays(D, offset)}T18:00:00.000Z` };
      const envelope = compute(state, { scenario: { hoursPerWeek: hours } }, ctx);
      expect(JSON.parse(JSON.stringify(envelope))).toEqual(envelope);
      expect(JSON.stringify(envelope)).not.toMatch(/-0[,}\]]/);
      expect([undeclaredNumbers(envelope), unexplainedNulls(envelope, ['scenario.hoursPerWeek']), idleReasons(envelope)]).toEqual([[], [], []]);
      const turned = { ...state, topics: [...state.topics].reverse(), assessments: [...state.assessments].reverse() };
      expect(compute(turned, { scenario: { hoursPerWeek: hours } }, ctx)).toEqual(envelope);
    }), { numRuns: 200 });
  });
});
