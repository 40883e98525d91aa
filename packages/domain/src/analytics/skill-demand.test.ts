import { describe, expect, it } from 'vitest';
import { release } from '../privacy/release.ts';
import { countCohort, people } from '../privacy/testing/build-cohorts.ts';
import { buildContext } from '../testing/build-state.ts';
import { idleReasons, undeclaredNumbers, unexplainedNulls } from '../testing/check-envelope.ts';
import { computeSkillDemand, demandCohort, demandMetric, skillDemandFor } from './skill-demand.ts';
import type { DemandHistory, SkillDemandState } from './skill-demand.ts';

const day = '2026-03-30';
const options = { k: 10, day, resetAfterDays: 90 };
/** `enrolled`, `targets` and `paths` people of `n`, from the first on. */
const cohort = (skillId: string, n: number, counts: [number, number, number]) =>
  countCohort(demandCohort(skillId), people(1, n).map((id, i) => [id, counts.map((count) => (i < count ? 1 : 0))] as const), { metric: demandMetric });
const history = (skillId: string, fields: Partial<DemandHistory> = {}): DemandHistory =>
  ({ skillId, enrolledBefore: 30, enrolledBlocks: [20, 24, 23, 29, 31, 34], newlyMastered: 12, ...fields });
const state = (cohorts: ReturnType<typeof cohort>[], skills: DemandHistory[]): SkillDemandState =>
  ({ release: release(cohorts, [], options), skills });
const admin = buildContext({ viewer: { role: 'org_admin' } });

const three = () => state(
  [cohort('sql', 42, [40, 30, 10]), cohort('ts', 61, [20, 60, 20]), cohort('go', 12, [10, 0, 5]), cohort('vi', 9, [9, 9, 9])],
  [history('sql'), history('ts', { enrolledBefore: 9, newlyMastered: 9 }), history('vi'),
    history('go', { enrolledBefore: 12, enrolledBlocks: [0, 0, 0, 1, 2, 10] })],
);
const forecast = { value: 45, lo: 45, hi: 55 };

describe('skill demand', () => {
  it('ts 80, sql 70, go 16 of released counts; 9 people of vi are not shown; 40 v 30 rising, 20 v 9 new, 10 v 12 falling', () => {
    const envelope = computeSkillDemand(three(), admin);
    expect(envelope).toMatchObject({
      status: 'ok', n: 3, coverage: 1, releaseId: day, window: { to: day, days: 90 }, formulaVersion: 'skill-demand@1.0.0/s1',
      nulls: { 'skills[].acquiredPerMonth': 'too-few', 'skills[].forecast': 'too-few-observations' }, units: { 'skills[].counts.enrolled': 'count' },
    });
    expect([undeclaredNumbers(envelope), unexplainedNulls(envelope), idleReasons(envelope)]).toEqual([[], [], []]);
    expect(envelope.value?.skills).toEqual([
      { skillId: 'ts', score: 80, growth: 'new', counts: { enrolled: 20, targets: 60, paths: 20 }, acquiredPerMonth: null, forecast },
      { skillId: 'sql', score: 70, growth: 'rising', counts: { enrolled: 40, targets: 30, paths: 10 }, acquiredPerMonth: 10, forecast },
      { skillId: 'go', score: 16, growth: 'falling', counts: { enrolled: 10, targets: 0, paths: 5 }, acquiredPerMonth: 10, forecast: null },
    ]);
  });
  it('counts go down to a multiple of 5: 44, 13 and 4 are 40, 10 and 0; one person of a set is not told at all', () => {
    const counts = (given: [number, number, number]) => computeSkillDemand(state([cohort('sql', 44, given)], [history('sql')]), admin);
    expect(counts([44, 13, 4]).value?.skills[0]?.counts).toEqual({ enrolled: 40, targets: 10, paths: 0 });
    expect(counts([44, 13, 1])).toMatchObject({ value: { skills: [{ counts: { paths: null } }] }, nulls: { 'skills[].counts.paths': 'dominated' } });
  });
  it('one person of a set still counts as one: sql 40 + 17.5 + 25 = 82.5 is 82 (half-even), ts .4 · 50 + .35 · 100 + .25 · 5 = 56, not 55/.75 = 73', () => {
    const { value } = computeSkillDemand(state([cohort('sql', 42, [40, 30, 20]), cohort('ts', 61, [20, 60, 1])], [history('sql'), history('ts')]), admin);
    expect(value?.skills.map(({ skillId, score, counts }) => [skillId, score, counts?.paths])).toEqual([['sql', 82, 20], ['ts', 56, null]]);
  });
  it('a set that no source delivers is missing for all: (.40, .35) of .75', () => {
    const available = { facts: new Set(['enrollments', 'skill_targets'] as const), measures: new Set<'minutes'>() };
    const envelope = computeSkillDemand(three(), { ...admin, available });
    expect(envelope).toMatchObject({ coverage: 0.75, nulls: { 'skills[].counts.paths': 'no-source' } });
    expect(envelope.value?.skills[0]).toMatchObject({ skillId: 'sql', score: 77, counts: { paths: null } });
    const pathsOnly = { facts: new Set(['learning_paths'] as const), measures: new Set<'minutes'>() };
    expect(computeSkillDemand(three(), { ...admin, available: pathsOnly })).toMatchObject({
      coverage: 0.25, nulls: { 'skills[].growth': 'no-source', 'skills[].forecast': 'no-source' },
      value: { skills: [{ skillId: 'ts', growth: null, forecast: null }, {}, {}] },
    });
  });
  it('a frozen entry counts with its own figures: 41 join as 40 did before', () => {
    const before = release([cohort('sql', 40, [40, 30, 10])], [], { ...options, day: '2026-03-29' });
    const frozen = release([cohort('sql', 41, [41, 30, 10])], before.last, options);
    expect(frozen.entries[0]).toMatchObject({ frozen: true, asOf: '2026-03-29' });
    expect(computeSkillDemand({ release: frozen, skills: [history('sql')] }, admin).value?.skills[0]?.counts?.enrolled).toBe(40);
  });
  it('no skill with 10 people is suppressed, too few; skills the release does not know are absent; no source at all is insufficient', () => {
    expect(computeSkillDemand(state([cohort('vi', 9, [9, 9, 9])], [history('vi')]), admin)).toMatchObject({
      status: 'suppressed', reason: 'too-few', value: null, n: 0, releaseId: day,
    });
    expect(computeSkillDemand(state([], [history('sql')]), admin)).toMatchObject({ status: 'suppressed' });
    const available = { facts: new Set(['learning_events'] as const), measures: new Set<'minutes'>() };
    expect(computeSkillDemand(three(), { ...admin, available })).toMatchObject({ status: 'insufficient', reason: 'no-source' });
  });
  it('is stale from the start when a source it needs is', () => {
    expect(computeSkillDemand(three(), { ...admin, sources: [{ service: 'skills-engine', state: 'stale', fetchedAt: null }] }).status).toBe('stale');
  });
  it('does not depend on the order of skills', () => {
    const given = three();
    expect(computeSkillDemand({ ...given, skills: [...given.skills].reverse() }, admin)).toEqual(computeSkillDemand(given, admin));
  });
});

describe('skillDemandFor', () => {
  it('learners and trainers see order, score and growth, no count, pace or forecast', () => {
    for (const role of ['learner', 'trainer'] as const) {
      const own = computeSkillDemand(three(), buildContext({ viewer: { role } }));
      expect(own).toEqual(skillDemandFor(role, computeSkillDemand(three(), admin)));
      expect(own.value?.skills).toEqual([
        { skillId: 'ts', score: 80, growth: 'new', counts: null, acquiredPerMonth: null, forecast: null },
        { skillId: 'sql', score: 70, growth: 'rising', counts: null, acquiredPerMonth: null, forecast: null },
        { skillId: 'go', score: 16, growth: 'falling', counts: null, acquiredPerMonth: null, forecast: null },
      ]);
      expect([own.units, own.nulls]).toEqual([{ 'skills[].score': 'score' }, {}]);
    }
  });
  it('what is suppressed stays so for everybody', () => {
    const hidden = computeSkillDemand(state([], []), buildContext({ viewer: { role: 'learner' } }));
    expect(hidden).toMatchObject({ status: 'suppressed', reason: 'too-few', value: null });
  });
});
