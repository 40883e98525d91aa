import { describe, expect, it } from 'vitest';
import type { Cohort } from '../privacy/cohort.ts';
import { declareCohorts } from '../privacy/declare-cohorts.ts';
import type { CohortKeys, ReleasedMetric } from '../privacy/declare-cohorts.ts';
import { release } from '../privacy/release.ts';
import { buildHidden, buildRate, buildRelease, buildScore } from '../testing/build-release.ts';
import { buildContext, D } from '../testing/build-state.ts';
import { flawsOf } from '../testing/check-envelope.ts';
import { departmentTrendOf } from './department-cells.ts';
import type { DepartmentState } from './department-state.ts';
import { computeDepartmentTeam } from './department-team.ts';

const plain = ['cells[].parentId', 'cells[].position', 'cells[].hiddenBecause'];
const compute = (state: DepartmentState) => computeDepartmentTeam(state, buildContext({ viewer: { role: 'org_admin' } }));

/** People of departments (and teams), by size, so many of whom took part. */
type Size = { department: string | null; team?: string; people: number; active?: number };
const organization = (sizes: Size[]) => {
  const people = sizes.flatMap(({ department, team, people: n, active = n / 2 }, s) => Array.from({ length: n }, (_, i) => ({
    active: i < active, engagement: 40 + (i % 30),
    keys: { id: `p${s}-${i}`, comparison: 'out', departmentId: department, teamId: team ?? null, targetRoleId: null, level: null, pathIds: [],
      skillIds: [] } satisfies CohortKeys,
  })));
  const metrics: ReleasedMetric[] = [
    { metric: 'participation', audience: 'admin', kind: 'rate', values: new Map(people.map(({ keys, active }) => [keys.id, active ? 1 : 0])) },
    { metric: 'engagement', audience: 'admin', kind: 'score', values: new Map(people.map(({ keys, engagement }) => [keys.id, engagement])) },
  ];
  return declareCohorts(people.map(({ keys }) => keys), metrics);
};
const refsOf = (cohorts: Cohort[]): DepartmentState['cohorts'] => [...new Map(cohorts.flatMap(({ id: cohortId, dimension }) =>
  (dimension === undefined ? [] : [[cohortId, { cohortId, parentId: dimension.name === 'team' ? dimension.whole : null }] as const]))).values()];
const cut = (sizes: Size[]) => {
  const cohorts = organization(sizes);
  const departments = refsOf(cohorts).filter(({ parentId }) => parentId === null);
  return compute({ cohorts: departments, release: release(cohorts, [], { k: 10, day: D, resetAfterDays: 90 }), before: null });
};

describe('departments in a real release', () => {
  it('of 12, 3 and 25 people only the 25 are shown, 20-39; the 12 hide the 3: 2 hidden', () => {
    const envelope = cut([{ department: 'a', people: 12 }, { department: 'b', people: 3 }, { department: 'c', people: 25 }]);
    expect(envelope).toMatchObject({ status: 'ok', n: 1, value: { hiddenCount: 2 } });
    expect(envelope.value?.cells.map(({ id, sizeBand, hiddenBecause }) => [id, sizeBand, hiddenBecause])).toEqual([
      ['department:a', null, 'complementary'], ['department:b', null, 'too-few'], ['department:c', '20-39', null],
    ]);
    expect(flawsOf(envelope, plain)).toEqual([]);
  });
  it('17 of 18, 11 of 22 and 39 of 40 who took part are ≥ 80, 50 and ≥ 95', () => {
    const envelope = cut([{ department: 'a', people: 18, active: 17 }, { department: 'b', people: 22, active: 11 },
      { department: 'c', people: 40, active: 39 }]);
    expect(envelope.value?.cells.map(({ metrics }) => metrics.participation)).toEqual([
      { pct: 80, bound: 'at-least' }, { pct: 50, bound: 'exact' }, { pct: 95, bound: 'at-least' },
    ]);
  });
  it('45 people in one department and 5 in none: both hidden, so nothing is shown', () => {
    expect(cut([{ department: 'a', people: 45 }, { department: null, people: 5 }])).toMatchObject({ status: 'suppressed', reason: 'too-few', n: 0,
      value: null });
  });
  it('teams of a hidden department are hidden, those of a shown one follow the same rule', () => {
    const cohorts = organization([
      { department: 'a', team: 'x', people: 30 }, { department: 'a', team: 'y', people: 20 }, { department: 'b', team: 'z', people: 30 },
        { department: 'c', people: 6 },
    ]);
    const { value } = compute({ cohorts: refsOf(cohorts), release: release(cohorts, [], { k: 10, day: D, resetAfterDays: 90 }), before: null });
    expect(value?.cells.map(({ id, parentId, hiddenBecause }) => [id, parentId, hiddenBecause === null])).toEqual([
      ['department:a', null, true], ['department:b', null, false], ['department:c', null, false], ['team:(none)@c', 'department:c', false],
      ['team:x', 'department:a', true], ['team:y', 'department:a', true], ['team:z', 'department:b', false],
    ]);
  });
});

describe('cells of departments', () => {
  const ref = (cohortId: string, parentId: string | null = null) => ({ cohortId, parentId });
  const medians = [48, 55, 55, 71];
  const departments = medians.map((_, i) => ref(`department:${i}`));
  const shown = buildRelease(medians.flatMap((median, i) => [buildScore(`department:${i}`, 'engagement', [median], 15),
    buildRate(`department:${i}`, 'participation', 50, 15)]));

  it('medians 48, 55, 55, 71 have mid-ranks 12.5, 50, 50, 87.5: bottom, upper, upper, top; three have no place', () => {
    const envelope = compute({ cohorts: departments, release: shown, before: null });
    expect(envelope.value?.cells.map(({ position }) => position)).toEqual(['bottom', 'upper', 'upper', 'top']);
    expect(envelope).toMatchObject({ n: 4, coverage: 0.4, releaseId: D,
      nulls: { 'cells[].metrics.engagement.p25': 'too-few', 'cells[].trends.engagement': 'short-history' } });
    expect(flawsOf(envelope, plain)).toEqual([]);
    expect(compute({ cohorts: departments.slice(1), release: shown, before: null })).toMatchObject({
      value: { cells: [{ position: null }, { position: null }, { position: null }] }, nulls: { 'cells[].position': 'too-few' },
    });
  });
  it('a team has no place among departments, and does not move theirs', () => {
    const release28 = { ...shown, entries: [...shown.entries, buildScore('team:t', 'engagement', [99], 15)] };
    const { value } = compute({ cohorts: [...departments, ref('team:t', 'department:3')], release: release28, before: null });
    expect(value?.cells.map(({ position }) => position)).toEqual(['bottom', 'upper', 'upper', 'top', null]);
  });
  it('a team within a hidden department is hidden even if the release shows it', () => {
    const release28 = { ...shown, entries: [...shown.entries, buildScore('team:t', 'engagement', [60], 15)] };
    const { value } = compute({ cohorts: [...departments, ref('department:9'), ref('team:t', 'department:9')], release: release28, before: null });
    expect(value?.cells.at(-1)).toMatchObject({ id: 'team:t', hiddenBecause: 'complementary', sizeBand: null, metrics: { engagement: null } });
  });
  it('does not depend on the order of cohorts and entries', () => {
    const turned = { ...shown, entries: [...shown.entries].reverse() };
    expect(compute({ cohorts: [...departments].reverse(), release: turned, before: null })).toEqual(compute({ cohorts: departments, release: shown,
      before: null }));
  });
  it('a metric that is hidden leaves the others; without any the cell is hidden with its reason', () => {
    const hidden = buildHidden({ cohortId: 'department:0', metric: 'engagement' }, 'score', 'homogeneous');
    const entries = shown.entries.map((entry) => (entry.cohortId === 'department:0' && entry.metric === 'engagement' ? hidden : entry));
    expect(compute({ cohorts: departments, release: { ...shown, entries }, before: null }).value).toMatchObject({
      hiddenCount: 0, cells: [{ metrics: { engagement: null, participation: { pct: 50 } }, position: null }, {}, {}, {}],
    });
    expect(compute({ cohorts: [ref('department:9'), ...departments], release: { ...shown, entries: [...shown.entries, { ...hidden,
      cohortId: 'department:9' }] }, before: null }).value)
      .toMatchObject({ hiddenCount: 1, cells: [{}, {}, {}, {}, { id: 'department:9', hiddenBecause: 'homogeneous', sizeBand: null }] });
  });
});

describe('departmentTrendOf', () => {
  const median = (value: number) => buildScore('department:a', 'engagement', [value]);
  const rate = (pct: number) => buildRate('department:a', 'participation', pct, 15);
  it('53 after 50 is up, 47 after 50 down, 52 and 48 flat', () => {
    expect([53, 47, 52, 48].map((now) => departmentTrendOf(median(now), median(50)))).toEqual(['up', 'down', 'flat', 'flat']);
  });
  it('a rate coded at an end, a hidden entry and none at all have no trend', () => {
    expect(departmentTrendOf(rate(60), rate(50))).toBe('up');
    expect([departmentTrendOf(rate(96), rate(50)), departmentTrendOf(rate(50), rate(3)), departmentTrendOf(null, median(50)),
      departmentTrendOf(median(50), buildHidden({ cohortId: 'department:a', metric: 'engagement' }, 'score'))]).toEqual([null, null, null, null]);
  });
  it('compares with the earlier release of the same cell', () => {
    const before = buildRelease([median(50)], [], '2026-03-03');
    expect(compute({ cohorts: [{ cohortId: 'department:a', parentId: null }], release: buildRelease([median(54)]), before }).value?.cells[0]?.trends).toEqual({
      participation: null, engagement: 'up', completion: null, passing: null, readiness: null,
    });
  });
});
