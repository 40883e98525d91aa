import { describe, expect, it } from 'vitest';
import { buildObservation, on, uuid } from '../testing/build-facts.ts';
import { buildContext, buildPath, buildState, buildTarget, D } from '../testing/build-state.ts';
import { addDays } from '../time/day.ts';
import { deadlineOf } from './score-skill-gap.ts';
import { defaultSettings } from './settings.ts';
import { compareGaps, computeSkillGaps, scoreSkillGap, targetsFor } from './skill-gaps.ts';
import { newestLevels } from './skill-level.ts';
import type { LearnerState, LevelRef } from './state.ts';

const settings = defaultSettings.gaps;
const input = (target: number, current: number, business: 'critical' | 'high' | 'medium' | 'low' | null, marketDemand: number | null, unlocks: number | null,
  careerImpact: number | null) =>
  scoreSkillGap({ target, current, business, marketDemand, unlocks, careerImpact }, settings);
const level = (skillId: string, value: number | null, fields: Partial<LevelRef> = {}): LevelRef =>
  ({ skillId, level: value, assessedAt: on('2026-03-01'), by: 'skills-engine', acquired: null, ...fields });
const compute = (fields: Partial<LearnerState>, context: Parameters<typeof buildContext>[0] = {}) =>
  computeSkillGaps(buildState({}, 60, fields), buildContext(context));

describe('scoreSkillGap', () => {
  it('target 3, current 1, high, market 60, unlocks 2, career 8: .25·66.7 + .3·75 + .2·60 + .15·40 + .1·40 = 61.2, critical by a gap of 2', () => {
    expect(input(3, 1, 'high', 60, 2, 8)).toMatchObject({
      gap: 2, gapPct: 66.7, priority: 61.2, severity: 'critical', coverage: 1, parts: { gap: 66.7, business: 75, market: 60, prerequisites: 40, career: 40 },
    });
  });
  it('target 4, current 3.5, low, no market, unlocks 0, career 30: gap .5, 12.5 %, 25.8 low, coverage .8', () => {
    const score = input(4, 3.5, 'low', null, 0, 30);
    expect(score).toMatchObject({ gap: 0.5, gapPct: 12.5, priority: 25.8, severity: 'low' });
    expect(score.coverage).toBeCloseTo(0.8, 12);
  });
  it('target 3, current 2, high, nothing else: (.25·33.3 + .3·75)/.55 = 56.1, critical by a level of a high need, coverage .55', () => {
    const score = input(3, 2, 'high', null, null, null);
    expect(score).toMatchObject({ gap: 1, gapPct: 33.3, priority: 56.1, severity: 'critical' });
    expect(score.coverage).toBeCloseTo(0.55, 12);
  });
  it('target 2, current .8, medium, 50, 1, 4: gap 1.2, 60 %, 45 medium', () => {
    expect(input(2, 0.8, 'medium', 50, 1, 4)).toMatchObject({ gap: 1.2, gapPct: 60, priority: 45, severity: 'medium' });
  });
  it('target 2, current 2.4 is achieved without priority; target 0 is achieved and never divides', () => {
    expect(input(2, 2.4, 'high', 50, 1, 4)).toMatchObject({ gap: 0, gapPct: 0, priority: null, severity: 'achieved' });
    expect(input(0, 0, null, null, null, null)).toMatchObject({ gap: 0, gapPct: 0, severity: 'achieved' });
  });
  it('severities at the edges of the published priority: 60 high, 40 medium, 80 critical', () => {
    const only = (gapPct: number) => input(4, 4 - (4 * gapPct) / 100, null, null, null, null).severity;
    expect([60, 40, 39, 24].map((pct) => scoreSkillGap({ target: 1, current: 1 - pct / 100, business: null, marketDemand: null, unlocks: null,
      careerImpact: null }, settings).severity))
      .toEqual(['high', 'medium', 'low', 'low']);
    expect(scoreSkillGap({ target: 1, current: 0.2, business: null, marketDemand: null, unlocks: null, careerImpact: null },
      settings).severity).toBe('critical');
    expect(only(50)).toBe('critical');
  });
  it('a due day of yesterday is overdue, D to D+14 soon, D+15 later', () => {
    expect([-1, 0, 14, 15].map((days) => deadlineOf(addDays(D, days), D))).toEqual(['overdue', 'soon', 'soon', 'later']);
    expect(deadlineOf(null, D)).toBe('none');
  });
});

describe('targets and levels', () => {
  const own = buildTarget('a', 2, { origin: 'learner' });
  const organization = buildTarget('a', 3);
  it('the learner sees the own target in place of the organization, everybody else the organization only', () => {
    const targets = [own, organization, buildTarget('b', 1, { origin: 'learner' }), buildTarget('c', 1), buildTarget('c', 2)];
    expect(targetsFor('learner', targets).map(({ skillId, target }) => [skillId, target])).toEqual([['a', 2], ['b', 1], ['c', 2]]);
    expect(targetsFor('trainer', [...targets].reverse()).map(({ skillId, target }) => [skillId, target])).toEqual([['a', 3], ['c', 2]]);
  });
  it('the newest level counts; of one instant the engine before the trainer before an import; levels of later days do not count yet', () => {
    const levels = [
      level('a', 1), level('a', 2, { by: 'trainer' }), level('a', 3, { by: 'import' }), level('a', null, { assessedAt: on('2026-03-20') }),
      level('a', 4, { assessedAt: on('2026-04-02') }), level('b', 1, { assessedAt: on('2026-02-01') }), level('b', 2, { by: 'import' }),
    ];
    for (const list of [levels, [...levels].reverse()]) {
      expect([...newestLevels(list, D, 'UTC')].map(([id, entry]) => [id, entry.level]).sort()).toEqual([['a', 1], ['b', 2]]);
    }
  });
});

describe('skill gaps', () => {
  it('one critical, one medium, one achieved of 3 assessed and one unassessed: ready 33.3 %, highest priority first', () => {
    const targets = [
      buildTarget('a', 3, { business: 'high', marketDemand: 60, careerImpact: 8, due: '2026-03-01' }),
      buildTarget('b', 2, { business: 'medium', marketDemand: 50, prerequisites: ['a', 'b'], careerImpact: 4 }),
      buildTarget('c', 2, { prerequisites: ['a'] }), buildTarget('d', 2, { prerequisites: ['a'], due: '2026-05-01' }),
    ];
    const envelope = compute({ targets, levels: [level('a', 1), level('b', 0.8), level('c', 2.4)] });
    expect(envelope).toMatchObject({ status: 'ok', n: 3, coverage: 1, asOf: on('2026-03-01'), window: null });
    expect(envelope.value?.totals).toEqual({ targets: 4, open: 2, critical: 1, high: 0, medium: 1, low: 0, achieved: 1, unassessed: 1 });
    expect(envelope.value).toMatchObject({
      readinessPct: 33.3, achieved: [{ skillId: 'c', current: 2.4, target: 2, estimated: false }],
      unassessed: [{ skillId: 'd', target: 2, deadline: 'later', due: '2026-05-01' }],
    });
    // a unlocks b and d; c is achieved and b does not unlock itself.
    expect(envelope.value?.gaps.map(({ skillId, parts, priority, deadline }) => [skillId, parts.prerequisites, priority, deadline])).toEqual([
      ['a', 40, 61.2, 'overdue'], ['b', 0, 42, 'none'],
    ]);
    expect(envelope.nulls).toEqual({ 'gaps[].remainingMin': 'no-data' });
  });
  it('without a level 4·retained stands in from three answers on: L .8314 retained .3332 is level 1.33, estimated; two answers are unassessed', () => {
    const skill = uuid('50', 1);
    const observations = [['2026-03-01', 0], ['2026-03-02', 1], ['2026-03-03', 1]] as const;
    const state = (n: number) => buildState({
      observations: observations.slice(0, n).map(([day, score]) => buildObservation(skill, on(day), score)) }, 60, { targets: [buildTarget(skill, 3)],
    });
    const envelope = computeSkillGaps(state(3), buildContext());
    expect(envelope).toMatchObject({
      coverage: 0.25, asOf: on('2026-03-03'),
      value: { gaps: [{ current: 1.33, gap: 1.67, gapPct: 55.7, priority: 55.7, estimated: true, severity: 'medium' }] },
    });
    expect(envelope.nulls).toMatchObject({ 'gaps[].parts.business': 'no-data', 'gaps[].parts.prerequisites': 'no-data' });
    expect(computeSkillGaps(state(2), buildContext())).toMatchObject({
      status: 'ok', n: 0, coverage: 1, asOf: null, value: { readinessPct: null, totals: { unassessed: 1, open: 0 } }, nulls: { readinessPct: 'unassessed' },
    });
  });
  it('a level asserted as 0 is a gap, a missing level is not', () => {
    expect(compute({ targets: [buildTarget('a', 2), buildTarget('b', 2)], levels: [level('a', 0), level('b', null)] }).value?.totals).toMatchObject({
      open: 1, unassessed: 1,
    });
  });
  it('minutes left are those of undone topics of active paths with the skill: 30 + 45 of 30 done 20 45 = 75', () => {
    const paths = [buildPath(['t1', 't2', 't3', 't4', 't5']), buildPath(['t6'], { id: 'old', status: 'completed' })];
    const ref = (id: string, expectedMin: number | null, skillIds = ['a']) => [id, { id, expectedMin, skillIds }] as const;
    const topicRefs = new Map([ref('t1', 30), ref('t2', 10), ref('t3', 45), ref('t4', null), ref('t6', 99)]);
    const topics = [{ topicId: 't2', doneDay: D, touched: true, bestPct: null, practicePassed: false, minutes: 0 }];
    expect(compute({ targets: [buildTarget('a', 2)], levels: [level('a', 1)], paths, topicRefs, topics }).value?.gaps[0]?.remainingMin).toBe(75);
  });
  it('no target is insufficient with no-target; targets delivered by nobody are no-source', () => {
    expect(compute({ targets: [buildTarget('a', 2, { origin: 'learner' })] }, { viewer: { role: 'trainer' } })).toMatchObject({
      status: 'insufficient', reason: 'no-target', need: { have: 0, required: 1 },
    });
    expect(compute({}, { available: { facts: new Set(), measures: new Set() } })).toMatchObject({ reason: 'no-source', need: { what: 'skill targets' } });
  });
  it('orders by priority, gap, lower level, id', () => {
    const gap = (skillId: string, priority: number, size: number, current: number) => ({
      skillId, priority, gap: size, current, target: 4, gapPct: 0, parts: { gap: 0, business: null, market: null, prerequisites: null, career: null },
      severity: 'low' as const,
      estimated: false, deadline: 'none' as const, due: null, coverage: 1, remainingMin: null,
    });
    const list = [gap('e', 1, 1, 1), gap('d', 2, 1, 2), gap('c', 2, 1, 1), gap('b', 2, 1, 1), gap('a', 2, 2, 2)];
    expect(list.sort(compareGaps).map(({ skillId }) => skillId)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});
