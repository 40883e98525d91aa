import { describe, expect, it } from 'vitest';
import type { Cohort } from './cohort.ts';
import { peopleInRest } from './partition-rests.ts';
import { release } from './release.ts';
import type { LastMember } from './release-entry.ts';
import { people, rateCohort } from './testing/build-cohorts.ts';

const half = (from: number, to: number) => people(from, to).map((id, i): [string, 0 | 1] => [id, i % 2 === 0 ? 1 : 0]);
const department = { name: 'department', whole: 'org' };

describe('peopleInRest', () => {
  it('40 people less 20 and 20 leave nobody; less 20 of them 20', () => {
    expect([peopleInRest(half(1, 40), [half(1, 20), half(21, 40)]), peopleInRest(half(1, 40), [half(1, 20)])]).toEqual([0, 20]);
  });
  it('who is counted with another value in a cell, in two cells, or in a cell only, is left', () => {
    const [first, ...others] = half(1, 20);
    const changed: LastMember[] = [[first?.[0] ?? '', 0], ...others];
    expect(peopleInRest(half(1, 20), [changed])).toBe(1);
    expect(peopleInRest(half(1, 20), [half(1, 10), half(9, 20)])).toBe(2);
    expect(peopleInRest(half(1, 20), [half(1, 21)])).toBe(1);
  });
});

describe('rates of a partition whose entries are of different days', () => {
  const options = (day: string) => ({ k: 10, day, resetAfterDays: 90 });
  const declare = (a: [string, 0 | 1][], b: [string, 0 | 1][], kind: 'rate' | 'score' = 'rate'): Cohort[] => {
    const cohorts = [
      rateCohort('org', [...a, ...b]), rateCohort('department:a', a, { dimension: department }), rateCohort('department:b', b, { dimension: department }),
    ];
    return kind === 'rate' ? cohorts : cohorts.map((cohort) => ({ ...cohort, kind, members: new Map([...cohort.members].map(([id], i) => [id, i])) }));
  };
  const frozen = (cohorts: (kind?: 'score') => [Cohort[], Cohort[]], kind?: 'score') => {
    const [before, now] = cohorts(kind);
    const first = release(before, [], options('2026-03-01'));
    return Object.fromEntries(release(now, first.last, options('2026-03-02')).entries.map((entry) => [entry.cohortId, entry.frozen]));
  };
  const twoIntakes = (kind?: 'score'): [Cohort[], Cohort[]] =>
    [declare(half(1, 20), half(21, 40), kind), declare([...half(1, 20), ...half(41, 50)], [...half(21, 40), ['p51', 1]], kind)];

  it('10 join a and 1 joins b: 51 - 30 - 20 would be that one, so the organization waits', () => {
    expect(frozen(twoIntakes)).toEqual({ 'org': true, 'department:a': false, 'department:b': true });
  });
  it('medians do not add up: scores do not wait', () => {
    expect(frozen(twoIntakes, 'score')).toEqual({ 'org': false, 'department:a': false, 'department:b': true });
  });
  it('10 move from a to b and 1 joins b: 40 - 10 - 31 would be that one, so b, the larger of the new ones, waits', () => {
    expect(frozen(() => [declare(half(1, 20), half(21, 40)), declare(half(11, 20), [...half(21, 40), ...half(1, 10), ['p51', 1]])]))
      .toEqual({ 'org': true, 'department:a': false, 'department:b': true });
  });
  it('10 join a and 10 join b: nobody is left, nobody waits', () => {
    expect(frozen(() => [declare(half(1, 20), half(21, 40)), declare([...half(1, 20), ...half(41, 50)], [...half(21, 40), ...half(51, 60)])]))
      .toEqual({ 'org': false, 'department:a': false, 'department:b': false });
  });
});
