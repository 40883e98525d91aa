import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnerAnalyticIds } from '../analytics/catalogue.ts';
import { computeLearner } from '../analytics/compute-learner.ts';
import type { LearnerAnalytics } from '../analytics/values.ts';
import type { LearnerState } from '../analytics/state.ts';
import { foldLearner } from '../rollups/fold-learner.ts';
import type { LearnerFacts } from '../rollups/learner-facts.ts';
import { factSets } from '../testing/arbitrary-facts.ts';
import { buildAttempt, buildCompletion, buildEnrollment, buildFacts, buildPractice, on, utc, uuid } from '../testing/build-facts.ts';
import { buildContext, buildPath, buildState, buildTarget } from '../testing/build-state.ts';
import { addDays, dayOf, type Day } from '../time/day.ts';
import { replayLearner } from './replay.ts';

const { viewer: _viewer, windowDays: _windowDays, ...context } = buildContext();
const zones = ['UTC', 'Europe/Berlin', 'Pacific/Tongatapu', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Etc/GMT+12'] as const;
const topics = [1, 3, 4].map((n) => uuid('10', n));
const level = (skillId: string, value: number, assessedAt: string) => ({ skillId, level: value, assessedAt, by: 'trainer' as const, acquired: null });

/** Keeps what a test says belongs to the past; the day is Intl's, not that of the fast clock. */
function keepFacts(facts: LearnerFacts, keep: (day: Day) => boolean, timeZone: string): LearnerFacts {
  const cut = <F extends { occurredAt: string }>(list: readonly F[]) => list.filter((fact) => keep(dayOf(fact.occurredAt, timeZone)));
  return {
    ...facts, events: cut(facts.events), completions: cut(facts.completions), attempts: cut(facts.attempts), practice: cut(facts.practice),
    observations: cut(facts.observations),
  };
}

/** The last instant of a local day that is a whole hour. */
function lateOn(day: Day, timeZone: string): string {
  const hours = Array.from({ length: 72 }, (_, i) => new Date(Date.parse(`${addDays(day, -1)}T00:00:00.000Z`) + i * 3_600_000).toISOString());
  return hours.filter((at) => dayOf(at, timeZone) === day).at(-1) ?? '';
}

const withoutTime = (analytics: LearnerAnalytics) => learnerAnalyticIds.map((id) => ({ ...analytics[id], computedAt: null }));

const cases = fc.record({
  facts: factSets, later: factSets, day: fc.integer({ min: 0, max: 45 }).map((n) => addDays('2026-03-18', n)), timeZone: fc.constantFrom(...zones),
});
const state: LearnerState = buildState({}, 60, {
  paths: [buildPath(topics, { targetDate: '2026-05-01' })], targets: [1, 2].map((n) => buildTarget(uuid('50', n), 3)),
});

function replayOne(past: LearnerState, facts: LearnerFacts, day: Day, timeZone = 'UTC'): LearnerAnalytics {
  const [replayed] = replayLearner(past, facts, [day], { ...context, timeZone });
  if (replayed === undefined) throw new Error('no day');
  return replayed.analytics;
}

describe('replayLearner', () => {
  it('equals the analytics of the facts of whole days up to that day, in any zone from +14 to -12', () => {
    fc.assert(fc.property(cases, ({ facts, day, timeZone }) => {
      const rollups = foldLearner(keepFacts(facts, (at) => at <= day, timeZone), { ...utc, timeZone });
      const expected = computeLearner({ ...state, ...rollups }, { ...context, timeZone, now: lateOn(day, timeZone), viewer: { role: 'learner' } });
      expect(withoutTime(replayOne(state, facts, day, timeZone))).toEqual(withoutTime(expected));
    }), { numRuns: 200 });
  });

  it('does not change when anything is added on later days', () => {
    fc.assert(fc.property(cases, ({ facts, later, day, timeZone }) => {
      const future = keepFacts(later, (at) => at > day, timeZone);
      const both = { ...facts, events: [...facts.events, ...future.events], completions: [...facts.completions, ...future.completions],
        attempts: [...facts.attempts, ...future.attempts], practice: [...facts.practice, ...future.practice],
        observations: [...facts.observations, ...future.observations] };
      expect(replayOne(state, both, day, timeZone)).toEqual(replayOne(state, facts, day, timeZone));
    }), { numRuns: 200 });
  });

  it('calculates each day asked for on its own, whatever the order, and touches nothing it was given', () => {
    const facts = buildFacts({ attempts: ['2026-03-10', '2026-03-11', '2026-03-12'].map((day, i) => buildAttempt(uuid('a5', i), on(day), 60 + 10 * i)) });
    const before = structuredClone({ ...state });
    const days = ['2026-03-12', '2026-03-09', '2026-03-11', '2026-03-10'];
    const replayed = replayLearner(state, facts, days, context);
    expect(replayed.map(({ day }) => day)).toEqual(days);
    // 60, 70 and 80: means 70, 65 and 60 as they were known.
    expect(replayed.map(({ analytics }) => analytics.performance.value?.averagePct ?? null)).toEqual([70, null, 65, 60]);
    expect(state).toEqual(before);
    expect(replayLearner(state, facts, [], context)).toEqual([]);
  });

  it.each([
    // +13: 11:30 UTC is half past midnight of the next day there; -11: 10:30 UTC is half past eleven of the day before.
    ['Pacific/Tongatapu', '2026-03-10T11:30:00.000Z', '2026-03-11'],
    ['Pacific/Pago_Pago', '2026-03-10T10:30:00.000Z', '2026-03-09'],
  ])('in %s what happened at %s is of the %s: fact, level and day of calculation', (timeZone, at, day) => {
    const facts = buildFacts({ attempts: [buildAttempt(uuid('a5', 1), at, 90)] });
    const past = { ...state, levels: [level(uuid('50', 1), 2, at)] };
    const on = replayOne(past, facts, day, timeZone);
    const before = replayOne(past, facts, addDays(day, -1), timeZone);
    expect([on.performance.n, before.performance.n]).toEqual([1, 0]);
    expect([on, before].map((analytics) => analytics['skill-gaps'].value?.gaps.map(({ current }) => current))).toEqual([[2], []]);
    expect(dayOf(on.engagement.computedAt, timeZone)).toBe(day);
    expect(on['learning-velocity'].window?.to).toBe(day);
  });

  it('cuts levels at the local day: the newer of two levels counts from its own day', () => {
    const levels = [level(uuid('50', 1), 1, on('2026-03-05')), level(uuid('50', 1), 2, on('2026-03-10', '23:30'))];
    const levelOn = (day: Day, timeZone?: string) =>
      replayOne({ ...state, levels }, buildFacts(), day, timeZone)['skill-gaps'].value?.gaps.map(({ current }) => current);
    expect(['2026-03-04', '2026-03-09', '2026-03-10'].map((day) => levelOn(day))).toEqual([[], [1], [2]]);
    expect(['2026-03-10', '2026-03-11'].map((day) => levelOn(day, 'Europe/Berlin'))).toEqual([[1], [2]]);
  });

  it('knows skill gaps as named readers read them: the own wish in place of 3 is 4 for the learner alone, and nobody knew the level before the 10th', () => {
    const targets = [buildTarget(uuid('50', 1), 3), buildTarget(uuid('50', 1), 4, { origin: 'learner' })];
    const past = { ...state, targets, levels: [level(uuid('50', 1), 1, on('2026-03-10'))] };
    const replayed = replayLearner(past, buildFacts(), ['2026-03-09', '2026-03-10'], context);
    expect(replayed.map(({ namedGaps }) => namedGaps.value?.gaps.map(({ target }) => target))).toEqual([[], [3]]);
    expect(replayed.map(({ analytics }) => analytics['skill-gaps'].value?.gaps.map(({ target }) => target))).toEqual([[], [4]]);
  });

  it('knows enrollments and paths from the day they began: tenure 0, then 1 day, then the 7 that an analytic needs', () => {
    const enrolled: LearnerState = {
      ...state, joinedDay: '2026-06-01', paths: [buildPath(topics, { startDate: '2026-03-12' })],
      enrollments: [{ courseId: uuid('c0', 1), enrolledDay: '2026-03-10', status: 'active', dueDay: null, topicIds: [] }],
    };
    const velocityOn = (day: Day) => replayOne(enrolled, buildFacts(), day)['learning-velocity'];
    expect(['2026-03-09', '2026-03-10', '2026-03-15'].map((day) => velocityOn(day).need?.have)).toEqual([0, 1, 6]);
    expect(velocityOn('2026-03-16')).toMatchObject({ status: 'ok', value: { scope: 'path' } });
    const late: LearnerState = { ...enrolled, paths: [buildPath(topics, { startDate: '2026-03-17' })] };
    expect(['2026-03-16', '2026-03-17'].map((day) => replayOne(late, buildFacts(), day)['learning-velocity'].value?.scope)).toEqual(['all', 'path']);
  });

  it('a course that was finished later was still being learnt: 1 of 2 topics on the day before', () => {
    const courseId = uuid('c0', 1);
    const [first = '', second = ''] = topics;
    const facts = buildFacts({
      practice: ['01', '02', '03'].map((day) => buildPractice(on(`2026-03-${day}`), true, { skillIds: [uuid('50', 1)] })),
      completions: [buildCompletion(first, on('2026-03-05')), buildCompletion(second, on('2026-03-20'))],
      enrollments: [buildEnrollment(courseId, on('2026-03-01'), { status: 'completed', completedAt: on('2026-03-20', '23:30') })],
    });
    const finished: LearnerState = {
      ...state, paths: [], enrollments: [{ courseId, enrolledDay: '2026-03-01', status: 'completed', dueDay: null, topicIds: [first, second] }],
    };
    const topicsOn = (day: Day, timeZone?: string) => replayOne(finished, facts, day, timeZone).mastery.value?.topics;
    expect(topicsOn('2026-03-19')).toEqual({ mastered: 0, inProgress: 1, notStarted: 1 });
    const closed = replayOne({ ...finished, paths: [], enrollments: [] }, facts, '2026-03-20').mastery;
    expect(replayOne(finished, facts, '2026-03-20').mastery.value?.topics).toEqual(closed.value?.topics);
    // Half past eleven UTC is the 21st in Berlin, so that the course was open all through the 20th there.
    expect(topicsOn('2026-03-20', 'Europe/Berlin')).toEqual({ mastered: 0, inProgress: 2, notStarted: 0 });
  });

  it('someone who enrolled a second time was enrolled the first time before', () => {
    const courseId = uuid('c0', 1);
    const facts = buildFacts({ enrollments: [
      buildEnrollment(courseId, on('2026-03-20')), buildEnrollment(courseId, on('2026-03-01'), { status: 'withdrawn', withdrawnAt: on('2026-03-15') }),
    ] });
    const again: LearnerState = {
      ...state, joinedDay: '2026-06-01', enrollments: [{ courseId, enrolledDay: '2026-03-20', status: 'active', dueDay: null, topicIds: [] }],
    };
    expect(replayOne(again, facts, '2026-03-07').engagement.status).toBe('ok');
    expect(replayOne(again, facts, '2026-03-06').engagement.need?.have).toBe(6);
  });
});
