import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildHidden, buildRate, buildRelease, buildScore } from '../testing/build-release.ts';
import { buildContext, D } from '../testing/build-state.ts';
import { flawsOf } from '../testing/check-envelope.ts';
import { addDays } from '../time/day.ts';
import { distributePace, paceLevelOf } from './distribute-pace.ts';
import { computeOrgLearningVelocity, showContributions, trendOfPace } from './org-learning-velocity.ts';
import type { OrgVelocityState } from './org-learning-velocity.ts';
import { floorToFive } from './released.ts';
import { defaultSettings, settingsSchema } from './settings.ts';

const before = (days: number) => addDays(D, -days);
const release = (counts: Parameters<typeof buildRelease>[1] = [['org', 'pace-levels', [14, 40, 22, 24]]], participation = 68) => buildRelease([
  buildRate('org', 'participation', participation, 100), buildScore('org', 'pace28', [7, 3, 11], 68), buildRate('org', 'completers', 52, 80),
], counts);
const compute = (fields: Partial<OrgVelocityState>, context: Parameters<typeof buildContext>[0] = {}) =>
  computeOrgLearningVelocity({ employees: 100, release: release(), earlier: [], ...fields }, buildContext(context));

describe('distributePace', () => {
  it('high 14, medium 40, low 22, none 24 of 100 are all shown', () => {
    expect(distributePace({ high: 14, medium: 40, low: 22, none: 24 }, 10)).toEqual({ distribution: { high: 14, medium: 40, low: 22, none: 24 }, total: 100 });
  });
  it('high 4 is hidden, and none 24, the smallest of the others, with it; medium 40, low 32 and the total 100 are shown', () => {
    expect(distributePace({ high: 4, medium: 40, low: 32, none: 24 }, 10)).toEqual({ distribution: { high: null, medium: 40, low: 32, none: null },
      total: 100 });
  });
  it('12 topics in 28 days are high, 11 and 4 medium, 3 and 1 low, 0 none; the limits are settings', () => {
    expect([12, 11, 4, 3, 1, 0].map((topics) => paceLevelOf(topics, defaultSettings.orgPace))).toEqual(['high', 'medium', 'medium', 'low', 'low', 'none']);
    expect(paceLevelOf(8, settingsSchema.parse({ orgPace: { high: 8, medium: 2 } }).orgPace)).toBe('high');
  });
  it('never shows a level of fewer than k people, nor lets one follow from the total', () => {
    const level = fc.nat(40);
    fc.assert(fc.property(fc.record({ high: level, medium: level, low: level, none: level }), (people) => {
      const { distribution, total } = distributePace(people, 10);
      const shown = Object.values(distribution).flatMap((n) => n ?? []);
      expect(shown.every((n) => n >= 10)).toBe(true);
      if (total !== null && shown.length < 4) expect(total - shown.reduce((all, n) => all + n, 0)).toBeGreaterThanOrEqual(10);
    }));
  });
});

describe('what was brought together', () => {
  it('73 completions by 61 learners are 70; 14 certificates by 9 learners are hidden; 40 by 10 of whom one has more than half are dominated', () => {
    expect(showContributions([61, 73], 10)).toEqual({ shown: 70, reason: null });
    expect(showContributions([9, 14], 10)).toEqual({ shown: null, reason: 'too-few' });
    expect(showContributions([10, null], 10)).toEqual({ shown: null, reason: 'dominated' });
    expect(showContributions([null, 3], 10)).toEqual({ shown: null, reason: 'too-few' });
  });
  it('down to a multiple of 5: 4, 5, 9, 10 are 0, 5, 5, 10', () => expect([4, 5, 9, 10].map(floorToFive)).toEqual([0, 5, 5, 10]));
});

describe('org learning velocity', () => {
  const counts: Parameters<typeof buildRelease>[1] = [
    ['org', 'pace-levels', [14, 40, 22, 24]], ['org', 'skills-acquired', [33, 48]], ['org', 'certificates', [9, 14]], ['org', 'completions', [61, 73]],
  ];
  it('of 100 people: 68 % take part, median 7 topics, all levels; 45 skills, no certificates, 70 completions; 68 now and 61 a quarter ago are +7', () => {
    const earlier = [buildRelease([buildRate('org', 'participation', 61, 100)], [], before(91)),
      buildRelease([buildRate('org', 'participation', 70, 100)], [], before(364))];
    const envelope = compute({ release: release(counts), earlier });
    expect(envelope).toMatchObject({ status: 'ok', n: 100, coverage: 1, releaseId: D, window: { from: before(27), to: D, days: 28 },
      nulls: { certificates: 'too-few' } });
    expect(envelope.value).toEqual({
      employees: 100, sizeBand: '100-299', participationPct: 68, medianPace28: 7, distribution: { high: 14, medium: 40, low: 22, none: 24 }, completionPct: 52,
      skillsAcquired: 45, certificates: null, completions: 70, trend: null, quarterChange: 7, yearChange: -2,
    });
    expect(flawsOf(envelope)).toEqual([]);
  });
  it('a level with one person is dominated by that person and hidden as the 1 that it is: with 9 others hidden these are 10, enough', () => {
    expect(compute({ release: release([['org', 'pace-levels', [null, 9, 41, 49]]]) }).value?.distribution).toEqual({ high: null, medium: null, low: 41,
      none: 49 });
    expect(compute({ release: release([['org', 'pace-levels', [null, 40, 32, 24]]]) }).value?.distribution).toEqual({ high: null, medium: 40, low: 32,
      none: null });
  });
  it('a release of 90 days ago is no quarter, a hidden one no comparison', () => {
    const earlier = [buildRelease([buildRate('org', 'participation', 61, 100)], [], before(90)),
      buildRelease([buildHidden({ cohortId: 'org', metric: 'participation' }, 'rate', 'reset')], [], before(364))];
    expect(compute({ earlier })).toMatchObject({ value: { quarterChange: null, yearChange: null }, nulls: { quarterChange: 'short-history' } });
  });
  it('below k employees is suppressed, with k people not; k may be raised to 101', () => {
    expect(compute({ employees: 9 })).toMatchObject({ status: 'suppressed', reason: 'too-few', n: 0, value: null });
    expect(compute({ employees: 10 }).status).toBe('ok');
    expect(compute({}, { settings: settingsSchema.parse({ privacyK: 100 }) }).status).toBe('ok');
  });
  it('hidden entries have their reasons; without completions from anyone there is no source', () => {
    const hidden = buildRelease([buildHidden({ cohortId: 'org', metric: 'pace28' }, 'score', 'homogeneous'), buildRate('org', 'participation', 40, 100)]);
    const envelope = compute({ release: hidden });
    expect(envelope.nulls).toMatchObject({ medianPace28: 'homogeneous', completionPct: 'no-data', 'distribution.high': 'no-data', skillsAcquired: 'no-data' });
    expect(flawsOf(envelope)).toEqual([]);
    expect(compute({}, { available: { facts: new Set(['learning_events'] as const), measures: new Set([]) } })).toMatchObject({ status: 'insufficient',
      reason: 'no-source' });
  });
  it('coverage is skills and enrollments delivered: without either 0, with observations .5', () => {
    const facts = (...kinds: ('skill_observations' | 'enrollments')[]) => new Set([...kinds, 'topic_completions', 'learning_events'] as const);
    const coverage = (...kinds: Parameters<typeof facts>) => compute({}, { available: { facts: facts(...kinds), measures: new Set([]) } }).coverage;
    expect([coverage(), coverage('skill_observations'), coverage('skill_observations', 'enrollments')]).toEqual([0, 0.5, 1]);
  });
});

describe('trendOfPace', () => {
  const week = (weeksAgo: number, median: number, asOf = before(7 * weeksAgo)) => buildRelease([buildScore('org', 'pace28', [median], 60, { asOf })], [],
    before(7 * weeksAgo));
  it('medians 4 5 6 7 of four weeks rise by 1 a week: up; falling ones down, equal ones flat', () => {
    const trend = (...medians: number[]) => trendOfPace({ release: week(0, medians[0] ?? 0),
      earlier: medians.slice(1).map((median, i) => week(i + 1, median)) });
    expect([trend(7, 6, 5, 4), trend(4, 5, 6, 7), trend(5, 5, 5, 5), trend(7, 6, 5)]).toEqual(['up', 'down', 'flat', null]);
  });
  it('a frozen one counts once at its own day: three days of figures are too few', () => {
    const frozen = before(21);
    expect(trendOfPace({ release: week(0, 7), earlier: [week(1, 4, frozen), week(2, 4, frozen), week(3, 4, frozen), week(4, 3)] })).toBeNull();
    expect(trendOfPace({ release: week(0, 7), earlier: [week(1, 6), week(2, 4, frozen), week(3, 4, frozen), week(4, 3)] })).toBe('up');
  });
  it('releases between the weeks, and older than 77 days, do not count', () => {
    const off = buildRelease([buildScore('org', 'pace28', [1], 60, { asOf: before(3) })], [], before(3));
    expect(trendOfPace({ release: week(0, 7), earlier: [week(1, 6), week(2, 5), off, week(12, 1)] })).toBeNull();
    expect(trendOfPace({ release: week(0, 7), earlier: [week(1, 6), week(2, 5), week(11, 1)] })).toBe('up');
  });
});
