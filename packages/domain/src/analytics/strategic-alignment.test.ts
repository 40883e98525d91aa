import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildHidden, buildRate, buildRelease } from '../testing/build-release.ts';
import { buildContext, D } from '../testing/build-state.ts';
import { flawsOf } from '../testing/check-envelope.ts';
import { alignDepartments, shareOfMandatory, shareOfTargets } from './alignment-shares.ts';
import type { AlignmentState, KpiRef } from './alignment-state.ts';
import { achievementOf, alignmentBandOf, measureKpis } from './score-strategic-alignment.ts';
import { defaultSettings } from './settings.ts';
import { computeStrategicAlignment, scoreStrategicAlignment, tellOverdue } from './strategic-alignment.ts';

const kpi = (value: number, target: number, fields: Partial<KpiRef> = {}): KpiRef => ({ id: `k${value}`, value, target, direction: 'up', weight: 1,
  ...fields });
const score = (parts: Partial<Parameters<typeof scoreStrategicAlignment>[0]>) =>
  scoreStrategicAlignment({ kpi: null, coverage: null, compliance: null, ...parts }, defaultSettings.alignment);
const targets = (met: number | null, assessed: number | null, all: number | null, cohort = 'org'): [string, string, (number | null)[]] => [cohort,
  'target-coverage', [met, assessed, all]];
const mandatory = (completed: number | null, counted: number | null, cohort = 'org'): [string, string, (number | null)[]] => [cohort, 'compliance',
  [completed, counted]];
const compute = (fields: Partial<AlignmentState>, context: Parameters<typeof buildContext>[0] = {}) => computeStrategicAlignment(
  { employees: 200, kpis: [], release: buildRelease([]), overdueLearners: 0, skills: [], ...fields }, buildContext(context),
);

describe('scoreStrategicAlignment', () => {
  it('.5 · 80 + .3 · 60 + .2 · 90 = 40 + 18 + 18 = 76, aligned', () => {
    expect(score({ kpi: 80, coverage: 60, compliance: 90 })).toEqual({ score: 76, coverage: 1 });
    expect(alignmentBandOf(76, defaultSettings.alignment)).toBe('aligned');
  });
  it('without compliance (43.75 + 12)/.8 = 69.69, 70, partial, coverage .8', () => {
    expect(score({ kpi: 87.5, coverage: 40 })).toEqual({ score: 70, coverage: 0.8 });
    expect(alignmentBandOf(70, defaultSettings.alignment)).toBe('partial');
  });
  it('without key figures (15 + 16)/.5 = 62, coverage .5; coverage alone is .3 of the weights, no score', () => {
    expect(score({ coverage: 50, compliance: 80 })).toEqual({ score: 62, coverage: 0.5 });
    expect(score({ coverage: 50 }).score).toBeNull();
  });
  it('bands at 75 and 50', () => expect([75, 74, 50, 49].map((one) => alignmentBandOf(one, defaultSettings.alignment))).toEqual(['aligned', 'partial',
    'partial', 'misaligned']));
  it('stays whole and within 0..100', () => {
    const part = fc.option(fc.integer({ min: 0, max: 100 }));
    fc.assert(fc.property(part, part, part, (first, second, third) => {
      const value = score({ kpi: first, coverage: second, compliance: third }).score ?? 0;
      expect(Number.isInteger(value) && value >= 0 && value <= 100).toBe(true);
    }));
  });
});

describe('key figures', () => {
  it('up: 80 of 100 is 80, 120 of 100 is 100, −5 of 100 is 0; a target of 0 cannot be measured', () => {
    expect([kpi(80, 100), kpi(120, 100), kpi(-5, 100), kpi(5, 0)].map(achievementOf)).toEqual([80, 100, 0, null]);
  });
  it('down: 8 of a target 6 is 75, 6 of 6 is 100, 3 of 0 is 0, 0 and −1 of 0 are 100', () => {
    const figures = ([[8, 6], [6, 6], [3, 0], [0, 0], [-1, 0]] as const).map(([value, target]) => kpi(value, target, { direction: 'down' }));
    expect(figures.map(achievementOf)).toEqual([75, 100, 0, 100, 100]);
  });
  it('120 of 100 up and 8 of 6 down: (100 + 75)/2 = 87.5; weights 3 and 1 give 93.8; a weight of 0 is shown, not counted', () => {
    const down = kpi(8, 6, { direction: 'down' });
    expect(measureKpis([kpi(120, 100), down]).kpi).toBe(87.5);
    expect(measureKpis([kpi(120, 100, { weight: 3 }), down]).kpi).toBe(93.8);
    expect(measureKpis([kpi(120, 100, { weight: 0 }), down])).toEqual({
      kpi: 75, kpis: [{ id: 'k120', achievement: 100, counted: false }, { id: 'k8', achievement: 75, counted: true }],
    });
    expect(measureKpis([kpi(5, 0)])).toEqual({ kpi: null, kpis: [{ id: 'k5', achievement: null, counted: false }] });
  });
});

describe('shares of a release', () => {
  it('120 of 200 assessed targets are met: 60 %, 100 of 300 not assessed: 33 %; under half assessed the first is missing', () => {
    expect(shareOfTargets([120, 200, 300])).toEqual({ coverage: { pct: 60, reason: null }, unassessed: { pct: 33, reason: null } });
    expect(shareOfTargets([50, 149, 300])).toMatchObject({ coverage: { pct: null, reason: 'unassessed' }, unassessed: { pct: 50 } });
    expect(shareOfTargets([75, 150, 300]).coverage.pct).toBe(50);
  });
  it('what one person dominates is not told, nor is nothing of nothing', () => {
    expect(shareOfTargets([null, 200, 300])).toMatchObject({ coverage: { reason: 'dominated' }, unassessed: { pct: 33 } });
    expect([shareOfTargets([0, 0, 0]).coverage, shareOfMandatory([0, 0]), shareOfMandatory([null, 5])].map(({ reason }) => reason)).toEqual(['no-data',
      'no-data', 'dominated']);
  });
  it('departments of 12 and 45 people: 96 % is ≥ 80 of the first and ≥ 95 of the second; without sums there is none', () => {
    const release = buildRelease([buildHidden({ cohortId: 'department:c', metric: 'compliance' }, 'count', 'complementary')],
      [targets(96, 100, 100, 'department:b'), mandatory(48, 50, 'department:a')]);
    const entries = release.entries.map((entry) => (entry.cohortId === 'department:a' ? { ...entry, sizeBand: '10-19' as const } : entry));
    expect(alignDepartments({ ...release, entries })).toEqual([
      { id: 'a', coverage: null, compliance: { pct: 80, bound: 'at-least' } }, { id: 'b', coverage: { pct: 95, bound: 'at-least' }, compliance: null },
      { id: 'c', coverage: null, compliance: null },
    ]);
  });
});

describe('strategic alignment', () => {
  const release = buildRelease([buildRate('demand:sql', 'target-met', 96, 45)],
    [targets(120, 200, 300), mandatory(90, 100), targets(60, 90, 100, 'department:a')]);
  it('80 of 100, 60 % covered, 90 % compliant: 76 aligned; 23 overdue are told as 20; the skill of 45 people is coded', () => {
    const envelope = compute({ kpis: [kpi(80, 100)], release, overdueLearners: 23,
      skills: [{ skillId: 'sql', business: 'high' }, { skillId: 'go', business: null }] });
    expect(envelope).toMatchObject({ status: 'ok', n: 1, coverage: 1, releaseId: D });
    expect(envelope.value).toEqual({
      score: 76, band: 'aligned', kpi: 80, coveragePct: 60, unassessedPct: 33, compliancePct: 90, overdueLearners: 20,
      kpis: [{ id: 'k80', achievement: 80, counted: true }], departments: [{ id: 'a', coverage: { pct: 67, bound: 'exact' }, compliance: null }],
      matrix: [{ skillId: 'go', business: null, coverage: null }, { skillId: 'sql', business: 'high', coverage: { pct: 95, bound: 'at-least' } }],
    });
    expect(flawsOf(envelope, ['matrix[].business'])).toEqual([]);
  });
  it('the only key figure has a target of 0: (15 + 16)/.5 = 62 partial, coverage .5', () => {
    const envelope = compute({ kpis: [kpi(5, 0)], release: buildRelease([], [targets(50, 100, 100), mandatory(80, 100)]) });
    expect(envelope).toMatchObject({ status: 'ok', n: 0, coverage: 0.5, value: { score: 62, band: 'partial', kpi: null },
      nulls: { kpi: 'zero-target', 'kpis[].achievement': 'zero-target' } });
    expect(flawsOf(envelope)).toEqual([]);
  });
  it('with k employees people count, below k only key figures: 80, coverage .5, nothing of people', () => {
    expect(compute({ employees: 10, kpis: [kpi(80, 100)], release }).value?.coveragePct).toBe(60);
    const envelope = compute({ employees: 9, kpis: [kpi(80, 100)], release, overdueLearners: 3, skills: [{ skillId: 'sql', business: null }] });
    expect(envelope).toMatchObject({ coverage: 0.5, value: { score: 80, coveragePct: null, compliancePct: null, overdueLearners: null, departments: [],
      matrix: [] }, nulls: { coveragePct: 'too-few' } });
    expect(flawsOf(envelope)).toEqual([]);
  });
  it('coverage alone is insufficient, .3 of .5; nothing delivered at all no-source; without key figures from a source kpi is no-source', () => {
    const onlyTargets = buildRelease([], [targets(50, 100, 100)]);
    expect(compute({ release: onlyTargets })).toMatchObject({ status: 'insufficient', reason: 'no-data', coverage: 0.3, need: { have: 30, required: 50 } });
    expect(compute({}, { available: { facts: new Set([]), measures: new Set([]) } })).toMatchObject({ reason: 'no-source' });
    const available = { facts: new Set(['skill_targets', 'enrollments'] as const), measures: new Set([]) };
    expect(compute({ kpis: [kpi(1, 1)], release }, { available }).nulls).toMatchObject({ kpi: 'no-source' });
  });
  it('nobody overdue is told, 1 to 9 are not, 10 to 14 are 10', () => expect([0, 1, 9, 10, 14, 15].map((n) => tellOverdue(n, 10))).toEqual([0, null, null, 10,
    10, 15]));
});
