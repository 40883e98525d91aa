import { describe, expect, it } from 'vitest';
import { declareCohorts } from './declare-cohorts.ts';
import type { CohortKeys } from './declare-cohorts.ts';

const person = (id: string, keys: Partial<CohortKeys> = {}): CohortKeys =>
  ({ id, comparison: 'in', departmentId: null, teamId: null, targetRoleId: null, level: null, pathIds: [], skillIds: [], ...keys });
const declared = (audience: 'admin' | 'peers', ...people: CohortKeys[]) => {
  const values = new Map(people.map(({ id }) => [id, 50]));
  const cohorts = declareCohorts(people, [{ metric: 'engagement', audience, kind: 'score', values }]);
  return Object.fromEntries(cohorts.map(({ id, members }) => [id, [...members.keys()].join(' ')]));
};

describe('declareCohorts', () => {
  it('for admins: everybody, departments, and the teams of each; people without one are a cell of their own', () => {
    const people = [person('a', { departmentId: 'd1', teamId: 't1' }), person('b', { departmentId: 'd1' }), person('c', { departmentId: 'd2' }), person('d')];
    expect(declared('admin', ...people)).toEqual({
      'org': 'a b c d', 'department:d1': 'a b', 'department:d2': 'c', 'department:(none)': 'd',
      'team:t1': 'a', 'team:(none)@d1': 'b', 'team:(none)@d2': 'c', 'team:(none)@(none)': 'd',
    });
  });
  it('a team that spans two departments is two teams, each within its department', () => {
    expect(declared('admin', person('a', { departmentId: 'd1', teamId: 't1' }), person('b', { departmentId: 'd2', teamId: 't1' })))
      .toMatchObject({ 'team:t1@d1': 'a', 'team:t1@d2': 'b' });
  });
  it('for peers: those who opted in, by target role, level (2.9 is level 2), path and skill', () => {
    const out = person('x', { comparison: 'out', pathIds: ['p1'] });
    const a = person('a', { targetRoleId: 'r1', level: 2.9, pathIds: ['p1', 'p2'] });
    const b = person('b', { level: 4, skillIds: ['s1'], pathIds: ['p1'] });
    expect(declared('peers', a, b, out)).toEqual({
      'peers': 'a b', 'role:r1': 'a', 'role:(none)': 'b', 'path:p1': 'a b', 'path:p2': 'a', 'skill:s1': 'b',
      'level:0': '', 'level:1': '', 'level:2': 'a', 'level:3': '', 'level:4': 'b', 'level:(none)': '',
    });
  });
  it('leaves out who has no value for the metric, and gives each metric to its audience', () => {
    const people = [person('a'), person('b')];
    const cohorts = declareCohorts(people, [
      { metric: 'passing', audience: 'admin', kind: 'score', values: new Map([['a', 70]]) },
      { metric: 'participation', audience: 'admin', kind: 'rate', values: new Map<string, 0 | 1>([['a', 1], ['b', 0]]) },
    ]);
    expect(cohorts.filter(({ id }) => id === 'org').map(({ metric, kind, members }) => [metric, kind, [...members]]))
      .toEqual([['passing', 'score', [['a', 70]]], ['participation', 'rate', [['a', 1], ['b', 0]]]]);
    expect(cohorts.every(({ audience }) => audience === 'admin')).toBe(true);
  });
  it('names the whole of each partition', () => {
    const people = [person('a', { departmentId: 'd1', teamId: 't1' })];
    const cohorts = (['admin', 'peers'] as const).flatMap((audience) => declareCohorts(people, [{ metric: 'm', audience, kind: 'score', values: new Map() }]));
    expect(Object.fromEntries(cohorts.flatMap(({ id, dimension }) => (dimension ? [[id, dimension.whole]] : [])))).toMatchObject({
      'department:d1': 'org', 'team:t1': 'department:d1', 'role:(none)': 'peers', 'level:0': 'peers',
    });
  });
});
