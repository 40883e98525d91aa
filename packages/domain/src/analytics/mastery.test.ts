import { describe, expect, it } from 'vitest';
import { buildAttempt, buildObservation, buildPractice, on, uuid } from '../testing/build-facts.ts';
import { buildContext, buildPath, buildState, D } from '../testing/build-state.ts';
import { addDays } from '../time/day.ts';
import { computeMastery, masterSkill, masteryVelocityOf, rankSkills } from './mastery.ts';
import { defaultSettings } from './settings.ts';
import { describeSkill, stateOfSkill } from './skill-mastery.ts';
import type { LevelRef, TopicRef } from './state.ts';
import { stateOfTopic } from './topic-mastery.ts';

const a = uuid('50', 1);
const b = uuid('50', 2);
const answers = (skillId: string, ...list: [string, number][]) => list.map(([day, score]) => buildObservation(skillId, on(`2026-${day}`), score));
const spaced = answers(a, ['01-05', 1], ['01-09', 1], ['01-16', 0.6], ['01-30', 1], ['02-27', 1]);
const level = (skillId: string, fields: Partial<LevelRef> = {}): LevelRef => ({
  skillId, level: null, assessedAt: on('2026-03-01'), by: 'skills-engine', acquired: true, ...fields,
});
const refs = (...list: [string, string[]][]) => new Map(list.map(([id, skillIds]): [string, TopicRef] => [id, { id, skillIds, expectedMin: 10 }]));

describe('masterSkill', () => {
  it('1 1 .6 1 1 on 01-05 01-09 01-16 01-30 02-27 gives half-lives 14 14 14 28 56 and L .9925', () => {
    const list = [['01-05', 1], ['01-09', 1], ['01-16', 0.6], ['01-30', 1], ['02-27', 1]] as const;
    const fold = (n: number) => masterSkill(list.slice(0, n).map(([day, score]) => ({ day: `2026-${day}`, score })), defaultSettings.mastery);
    expect([1, 2, 3, 4, 5].map((n) => fold(n).halfLifeDays)).toEqual([14, 14, 14, 28, 56]);
    expect(fold(5).L).toBeCloseTo(0.9925, 4);
    expect(fold(0)).toEqual({ L: 0.3, halfLifeDays: 14, n: 0, lastDay: null, byDay: [] });
  });
});

describe('mastery of skills', () => {
  const skillOf = (observations: typeof spaced) => computeMastery(buildState({ observations }, 100), buildContext()).value?.skills[0];
  it('32 days after five spaced answers .7660 of L .9925 is retained: mastered by model, review on 13 April', () => {
    expect(skillOf(spaced)).toEqual({
      skillId: a, L: 0.9925, retained: 0.766, n: 5, state: 'mastered', provenance: ['model'], conflict: false, halfLifeDays: 56, lastDay: '2026-02-27',
      nextReview: '2026-04-13',
    });
  });
  it('0 1 1 on 1, 2, 3 March has half-life 7, L .8314, .3332 retained: novice', () => {
    expect(skillOf(answers(a, ['03-01', 0], ['03-02', 1], ['03-03', 1]))).toMatchObject({
      L: 0.8314, retained: 0.3332, halfLifeDays: 7, state: 'novice', provenance: [], nextReview: null,
    });
  });
  it('five 1s on 1 to 5 January have L .9993, .3104 retained: refresh-due, review was due on 17 January', () => {
    expect(skillOf(answers(a, ['01-01', 1], ['01-02', 1], ['01-03', 1], ['01-04', 1], ['01-05', 1]))).toMatchObject({
      halfLifeDays: 14, L: 0.9993, retained: 0.3104, state: 'refresh-due', nextReview: '2026-01-17',
    });
  });
  it('states at the edges of retained: .3999 novice, .40 developing, .6999 developing, .70 proficient', () => {
    const state = (retained: number) => stateOfSkill({ L: 0.8, retained, mastered: false }, defaultSettings.mastery);
    expect([0.3999, 0.4, 0.6999, 0.7].map(state)).toEqual(['novice', 'developing', 'developing', 'proficient']);
    expect(stateOfSkill({ L: 0.96, retained: 0.7, mastered: true }, defaultSettings.mastery)).toBe('mastered');
  });
  it('mastered by the engine although L is below .70 is a conflict; under three answers L is unknown', () => {
    const row = { skillId: a, L: 0.5, halfLifeDays: 14, n: 3, lastDay: D, recent: [], bestPct: null, practicePassed: false, attemptPctSum: 0, attemptN: 0 };
    expect(describeSkill(a, row, true, D, defaultSettings.mastery)).toMatchObject({ conflict: true, state: 'mastered', provenance: ['engine'] });
    expect(describeSkill(a, { ...row, n: 2 }, false, D, defaultSettings.mastery)).toMatchObject({ L: null, retained: null, state: 'unassessed' });
    expect(describeSkill(a, null, true, D, defaultSettings.mastery)).toMatchObject({ L: null, n: 0, state: 'mastered', halfLifeDays: null });
    expect(describeSkill(a, { ...row, bestPct: 79.96, practicePassed: true }, false, D, defaultSettings.mastery).provenance).toEqual(['fallback']);
    const flat = { ...defaultSettings.mastery, L0: 0.7 };
    expect(describeSkill(a, { ...row, L: 0.97, n: 5 }, false, D, flat).nextReview).toBeNull();
  });
  it('ranks three of each by retained, then id', () => {
    const skill = (skillId: string, retained: number | null) => ({ ...describeSkill(skillId, null, false, D, defaultSettings.mastery), retained });
    const { strengths, improvements } = rankSkills([skill('d', 0.2), skill('b', 0.9), skill('a', 0.9), skill('c', 0.5), skill('x', null)]);
    expect(strengths.map(({ skillId }) => skillId)).toEqual(['a', 'b', 'c']);
    expect(improvements.map(({ skillId }) => skillId)).toEqual(['d', 'c', 'a']);
    expect(rankSkills([skill('b', 0.5), skill('a', 0.5)]).improvements.map(({ skillId }) => skillId)).toEqual(['a', 'b']);
  });
});

describe('mastery of topics', () => {
  it('with skills A mastered and B proficient is in progress', () => {
    const row = { topicId: 't', doneDay: D, touched: true, bestPct: null, practicePassed: false, minutes: 0 };
    expect(stateOfTopic([a, b], new Set([a]), row)).toBe('in-progress');
    expect(stateOfTopic([a, b], new Set([a, b]), undefined)).toBe('mastered');
    expect(stateOfTopic([], new Set(), undefined)).toBe('not-started');
    expect(stateOfTopic([], new Set(), { ...row, touched: false })).toBe('in-progress');
    expect(stateOfTopic([], new Set(), { ...row, bestPct: 80, practicePassed: true })).toBe('mastered');
    expect(stateOfTopic([], new Set(), { ...row, bestPct: 79.9, practicePassed: true })).toBe('in-progress');
  });
  it('two paths share a topic that counts once: 1 of 3 topics is 33.3 %, path by path 1 of 2 and 1 of 2', () => {
    const paths = [buildPath(['t1', 't2'], { id: 'p1' }), buildPath(['t1', 't3'], { id: 'p2' }), buildPath(['t4'], { id: 'p3', status: 'cancelled' }),
      buildPath([], { id: 'p4' })];
    const envelope = computeMastery(buildState({ observations: spaced }, 100, { paths, topicRefs: refs(['t1', [a]], ['t2', [b]]) }), buildContext());
    expect(envelope.value).toMatchObject({
      overallPct: 33.3, topics: { mastered: 1, inProgress: 0, notStarted: 2 },
      perPath: [{ pathId: 'p1', mastered: 1, total: 2, pct: 50 }, { pathId: 'p2', pct: 50 }, { pathId: 'p4', total: 0, pct: null }],
    });
    expect(envelope).toMatchObject({ n: 5, coverage: 0.67, window: null, nulls: { 'perPath[].pct': 'no-data' } });
  });
  it('without a path counts the courses of active enrollments; without either the percent is null', () => {
    const enrollments = [{ courseId: 'c', enrolledDay: '2026-01-01', status: 'active' as const, dueDay: null, topicIds: ['t1', 't2'] }];
    const topicRefs = refs(['t1', [a]]);
    expect(computeMastery(buildState({ observations: spaced }, 100, { enrollments, topicRefs }), buildContext()).value?.overallPct).toBe(50);
    expect(computeMastery(buildState({ observations: spaced }, 100), buildContext())).toMatchObject({
      value: { overallPct: null, perPath: [] }, nulls: { overallPct: 'no-data' },
    });
  });
});

describe('mastery', () => {
  it('2 answers on one skill are too few: 2 of 3; an acquired skill is enough', () => {
    const observations = answers(a, ['03-01', 1], ['03-02', 1]);
    expect(computeMastery(buildState({ observations }, 100), buildContext())).toMatchObject({
      status: 'insufficient', reason: 'too-few-observations', need: { what: 'answers on one skill', have: 2, required: 3 }, n: 2,
    });
    const envelope = computeMastery(buildState({ observations }, 100, { levels: [level(b), level(a, { acquired: false })] }), buildContext());
    expect(envelope).toMatchObject({ status: 'ok', nulls: { 'skills[].L': 'too-few-observations' }, asOf: on('2026-03-02') });
    expect(envelope.value?.skills.map(({ skillId, state }) => [skillId, state])).toEqual([[a, 'unassessed'], [b, 'mastered']]);
  });
  it('an attempt of 85 % and a passed practice that name the skill master it by fallback', () => {
    const attempts = [buildAttempt('x', on('2026-03-01'), 85, { skills: [{ skillId: a, score: 0.85 }] })];
    const { value } = computeMastery(buildState({ attempts, practice: [buildPractice(on('2026-03-02'), true, { skillIds: [a] })] }, 100), buildContext());
    expect(value?.skills[0]).toMatchObject({ provenance: ['fallback'], state: 'mastered', conflict: false, n: 2 });
  });
  it('one of observations, attempts, practice or levels is enough as a source; without any it is no-source', () => {
    const ctx = (kind?: 'practice_results') => buildContext({ available: { facts: new Set(kind === undefined ? [] : [kind]), measures: new Set() } });
    expect(computeMastery(buildState({}, 100), ctx())).toMatchObject({
      reason: 'no-source', need: { what: 'skill observations or assessment attempts or practice results or skill levels' },
    });
    expect(computeMastery(buildState({}, 100), ctx('practice_results')).reason).toBe('too-few-observations');
  });
  it('rises by a skill a week: y 0 1 2 3 4 over 28 days has slope 1, up; at 20 days of history only three points lie within', () => {
    const skills = [-21, -14, -7, 0].map((ago, i) => ({
      skillId: `s${i}`, L: 1, halfLifeDays: 14, n: 3, lastDay: addDays(D, ago), recent: [{ day: addDays(D, ago), L: 1 }], bestPct: null,
      practicePassed: false, attemptPctSum: 0, attemptN: 0,
    }));
    expect(masteryVelocityOf(skills, D, '2026-01-01', 0.3)).toMatchObject({ slope: 1, lo: 1, hi: 1, direction: 'up' });
    expect(masteryVelocityOf(skills, D, addDays(D, -20), 0.3)).toBeNull();
    expect(computeMastery(buildState({ observations: answers(a, ['03-20', 1], ['03-21', 1], ['03-22', 1]) }, 15), buildContext()).nulls).toMatchObject({
      masteryVelocity: 'short-history',
    });
  });
});
