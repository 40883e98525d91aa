import { describe, expect, it } from 'vitest';
import { addDays } from '../time/day.ts';
import type { Cohort } from './cohort.ts';
import type { LastEntry, PublishedEntry } from './release-entry.ts';
import { release } from './release.ts';
import { countCohort, people, person, rateCohort, scoreCohort } from './testing/build-cohorts.ts';

const dayOne = '2026-03-01';
const cut = (cohorts: readonly Cohort[], previous: readonly LastEntry[] = [], daysLater = 0, k = 10) =>
  release(cohorts, previous, { k, day: addDays(dayOne, daysLater), resetAfterDays: 90 });
/** What a person reads of an entry. */
const read = (entries: readonly PublishedEntry[], id = 'peers') => {
  const entry = entries.find(({ cohortId }) => cohortId === id);
  if (entry === undefined) return 'no entry';
  if (entry.hiddenBecause !== null) return entry.hiddenBecause;
  const { frozen, sizeBand, median, p25, p75, percent } = entry;
  const figures = percent === null ? [median, p25, p75].filter((figure) => figure !== null).join(' ') : `${percent.bound} ${percent.pct}`;
  return `${frozen ? 'frozen ' : ''}${sizeBand ?? ''}: ${figures}`;
};

/** p01…p12 have 50, 52, …, 72, and so on by twos. */
const value = (i: number) => 48 + 2 * i;
const ladder = (from: number, to: number, gain = 0, gainUpTo = to) =>
  people(from, to).map((id, i): [string, number] => [id, value(from + i) + (from + i <= gainUpTo ? gain : 0)]);
const peers = (...members: [string, number][]) => [scoreCohort('peers', members)];
const a = cut(peers(...ladder(1, 12)));
const nextDay = (...members: [string, number][]) => cut(peers(...members), a.last, 1);

describe('release of one cohort, k 10', () => {
  it('(a) p01…p12 with 50, 52, …, 72: size 10-19, median (60 + 62)/2 = 61, no quartiles below 20', () => {
    expect(read(a.entries)).toBe('10-19: 61');
  });
  it('(b) p13 with 90 joins: 1 joiner is fewer than 10, frozen at 61', () => {
    expect(read(nextDay(...ladder(1, 12), ['p13', 90]).entries)).toBe('frozen 10-19: 61');
  });
  it('(c) p01–p09 gain 4: 9 changed, frozen at 61', () => {
    expect(read(nextDay(...ladder(1, 12, 4, 9)).entries)).toBe('frozen 10-19: 61');
  });
  it('(d) p01–p10 gain 4: 10 changed, update: (64 + 66)/2 = 65', () => {
    expect(read(nextDay(...ladder(1, 12, 4, 10)).entries)).toBe('10-19: 65');
  });
  it('(e) as (d) and p13 joins: today\'s values of the old 12, p13 waits: 65', () => {
    const e = nextDay(...ladder(1, 12, 4, 10), ['p13', 90]);
    expect(read(e.entries)).toBe('10-19: 65');
    expect(e.last[0]?.members.map(([id]) => id)).toEqual(people(1, 12));
  });
  it('(f) p12 leaves, all others gain 4: 1 leaver, 11 changed, frozen at 61', () => {
    expect(read(nextDay(...ladder(1, 11, 4)).entries)).toBe('frozen 10-19: 61');
  });
  it('(g) p01–p09 remain: 9 people, too few; what was published stays known', () => {
    const g = nextDay(...ladder(1, 9));
    expect(read(g.entries)).toBe('too-few');
    expect(g.last).toEqual(a.last);
  });
  it('(h) p13–p22 with 74, …, 92 join: 10 joiners, new: median (70 + 72)/2 = 71, quartiles 60.5 → 60 and 81.5 → 82', () => {
    expect(read(nextDay(...ladder(1, 22)).entries)).toBe('20-39: 71 60 82');
  });
  it('(k) p13 joins: 90 days later frozen, 91 days later reset and forgotten, the day after published anew', () => {
    const joined = peers(...ladder(1, 12), ['p13', 90]);
    expect(read(cut(joined, a.last, 90).entries)).toBe('frozen 10-19: 61');
    const reset = cut(joined, a.last, 91);
    expect([read(reset.entries), reset.last]).toEqual(['reset', []]);
    expect(read(cut(joined, reset.last, 92).entries)).toBe('10-19: 62');
  });
  it('(k) without any change it stays frozen for ever', () => {
    expect(read(cut(peers(...ladder(1, 12)), a.last, 5000).entries)).toBe('frozen 10-19: 61');
  });
  it('a frozen entry says as of which day it is', () => {
    expect(nextDay(...ladder(1, 13)).entries[0]).toMatchObject({ frozen: true, asOf: dayOne });
    expect(nextDay(...ladder(1, 22)).entries[0]).toMatchObject({ frozen: false, asOf: addDays(dayOne, 1) });
  });
  it('raised to k 13, what 12 people gave is forgotten: reset, then a first publication of 13', () => {
    const raised = cut(peers(...ladder(1, 13)), a.last, 1, 13);
    expect([read(raised.entries), raised.last]).toEqual(['reset', []]);
    expect(read(cut(peers(...ladder(1, 13)), raised.last, 2, 13).entries)).toBe('10-19: 62');
  });
  it('refuses a k of 9, and a cohort that stands twice', () => {
    expect(() => cut(peers(...ladder(1, 12)), [], 0, 9)).toThrow(RangeError);
    expect(() => cut([...peers(...ladder(1, 12)), ...peers(...ladder(1, 12))])).toThrow(RangeError);
  });
  it('(j) 12 people, all 70: p25 = p75, homogeneous', () => {
    expect(read(cut(peers(...people(1, 12).map((id): [string, number] => [id, 70]))).entries)).toBe('homogeneous');
  });
  it('is homogeneous by the published quartiles: 69.8 and 70.3 both read 70', () => {
    expect(read(cut(peers(...people(1, 12).map((id, i): [string, number] => [id, i < 6 ? 69.8 : 70.3]))).entries)).toBe('homogeneous');
  });
});

describe('release of cohorts near to each other', () => {
  const inPath = (size: number) => [...peers(...ladder(1, 40)), scoreCohort('path:x', ladder(1, size))];

  it('(i) 40 peers, 35 of them in path:x: 40 - 35 = 5 < 10, hidden differencing', () => {
    const { entries } = cut(inPath(35));
    expect([read(entries), read(entries, 'path:x')]).toEqual(['40-99: 89 70 108', 'differencing']);
  });
  it('(i) 30 of them in path:x: 40 - 30 = 10, shown', () => {
    const { entries } = cut(inPath(30));
    expect([read(entries), read(entries, 'path:x')]).toEqual(['40-99: 89 70 108', '20-39: 79 64 94']);
  });
  it('counts what was published before: peers shrink to the 30 and 5 more by 15 leavers: 35 - 30 = 5, refused and frozen at the 40 of before', () => {
    const first = cut([...peers(...ladder(1, 50)), scoreCohort('path:x', ladder(1, 30))]);
    const later = cut([...peers(...ladder(1, 35)), scoreCohort('path:x', ladder(1, 30))], first.last, 1);
    expect(read(later.entries)).toBe(`frozen ${read(first.entries)}`);
  });
  it('sets that overlap but for one person each are as near: 20 in path:x and 20 in path:y with 19 in common, 1 + 1 = 2 < 10', () => {
    const overlap = (common: number) => cut([scoreCohort('path:x', ladder(1, 20)), scoreCohort('path:y', ladder(21 - common, 40 - common))]).entries;
    expect([read(overlap(19), 'path:x'), read(overlap(19), 'path:y')]).toEqual(['20-39: 69 60 78', 'differencing']);
    expect(read(overlap(16), 'path:y')).toBe('differencing');
    expect(read(overlap(15), 'path:y')).toBe('20-39: 79 70 88');
  });
  it('equal sets of different days are near by who changed: 12 in a new path, 9 of them with other values than in the frozen peers', () => {
    const later = (changed: number) => cut([...peers(...ladder(1, 12, 4, changed)), scoreCohort('path:x', ladder(1, 12, 4, changed))], a.last, 1).entries;
    expect([read(later(9)), read(later(9), 'path:x')]).toEqual(['frozen 10-19: 61', 'differencing']);
    expect([read(later(10)), read(later(10), 'path:x')]).toEqual(['10-19: 65', '10-19: 65']);
  });
  it('k raised to 15, two groups of 40 and 28 that were 12 apart are too near: the smaller one is reset, the larger stays', () => {
    const both = [...peers(...ladder(1, 40)), scoreCohort('path:x', ladder(1, 28))];
    const first = cut(both);
    expect(first.entries.map(({ hiddenBecause }) => hiddenBecause)).toEqual([null, null]);
    const raised = cut(both, first.last, 1, 15);
    expect([read(raised.entries), read(raised.entries, 'path:x')]).toEqual(['frozen 40-99: 89 70 108', 'reset']);
    expect(raised.last.map(({ cohortId }) => cohortId)).toEqual(['peers']);
  });
  it('other metrics and the other audience do not count', () => {
    const wide = scoreCohort('org', ladder(1, 40), { audience: 'admin' });
    const other = scoreCohort('path:y', ladder(1, 35), { metric: 'engagement' });
    const { entries } = cut([...peers(...ladder(1, 35)), wide, other]);
    expect(entries.map(({ hiddenBecause }) => hiddenBecause)).toEqual([null, null, null]);
  });
  it('counts are exempt: their figures are sums that are published in steps of five', () => {
    const ones = (to: number) => people(1, to).map((id): [string, number[]] => [id, [1]]);
    expect(cut([countCohort('demand:a', ones(20)), countCohort('demand:b', ones(15))]).entries.map(({ hiddenBecause }) => hiddenBecause)).toEqual([null, null]);
  });
});

describe('release of partitions', () => {
  const half = (from: number, to: number) => people(from, to).map((id, i): [string, 0 | 1] => [id, i % 2 === 0 ? 1 : 0]);
  const department = (id: string, from: number, to: number) =>
    rateCohort(`department:${id}`, half(from, to), { dimension: { name: 'department', whole: 'org' } });
  const team = (id: string, of: string, from: number, to: number) =>
    rateCohort(`team:${id}`, half(from, to), { dimension: { name: 'team', whole: `department:${of}` } });
  const reads = (cohorts: readonly Cohort[]) => {
    const { entries } = cut(cohorts);
    return Object.fromEntries(entries.map(({ cohortId }) => [cohortId, read(entries, cohortId)]));
  };

  it('departments of 12, 3 and 25: 3 is too few, 12 is complementary, 25 and the 40 of the organization are shown', () => {
    expect(reads([rateCohort('org', half(1, 40)), department('a', 1, 12), department('b', 13, 15), department('c', 16, 40)])).toEqual({
      org: '40-99: exact 50', 'department:a': 'complementary', 'department:b': 'too-few', 'department:c': '20-39: exact 52',
    });
  });
  it('45 in one department and 5 in none: both hidden (50 - 45 = 5), 50 shown', () => {
    expect(reads([rateCohort('org', half(1, 50)), department('a', 1, 45), department('(none)', 46, 50)])).toEqual({
      org: '40-99: exact 50', 'department:a': 'differencing', 'department:(none)': 'too-few',
    });
  });
  it('18, 22 and 40 people with 17, 11 and 39 participants are ≥ 80, 50, ≥ 95', () => {
    const share = (from: number, to: number, ones: number) => people(from, to).map((id, i): [string, 0 | 1] => [id, i < ones ? 1 : 0]);
    const dimension = { name: 'department', whole: 'org' };
    expect(reads([
      rateCohort('department:a', share(1, 18, 17), { dimension }), rateCohort('department:b', share(19, 40, 11), { dimension }),
      rateCohort('department:c', share(41, 80, 39), { dimension }),
    ])).toEqual({ 'department:a': '10-19: at-least 80', 'department:b': '20-39: exact 50', 'department:c': '40-99: at-least 95' });
  });
  it('the teams of a hidden department are hidden: 12 and 3 hidden, so are the 12 of its only team', () => {
    expect(reads([rateCohort('org', half(1, 40)), department('a', 1, 12), department('b', 13, 15), department('c', 16, 40), team('a1', 'a', 1, 12)]))
      .toMatchObject({ 'department:a': 'complementary', 'team:a1': 'complementary' });
  });
  it('inside a shown department of 25 the teams of 20 and 5 are both hidden (25 - 20 = 5); the 25 stay shown', () => {
    const departments = [rateCohort('org', half(1, 40)), department('a', 1, 15), department('c', 16, 40)];
    expect(reads([...departments, team('c1', 'c', 16, 35), team('c2', 'c', 36, 40)])).toMatchObject({
      'department:a': '10-19: exact 53', 'department:c': '20-39: exact 52', 'team:c1': 'differencing', 'team:c2': 'too-few',
    });
  });
  it('hides the whole where its only cell is hidden: 9 of 12 gained when the only department got another id, so it is near to the frozen organization', () => {
    const parts = { audience: 'admin', dimension: { name: 'department', whole: 'org' } } as const;
    const declare = (id: string, gained: number) =>
      [scoreCohort('org', ladder(1, 12, 4, gained), { audience: 'admin' }), scoreCohort(`department:${id}`, ladder(1, 12, 4, gained), parts)];
    const first = cut(declare('a', 0));
    expect(first.entries.map(({ median }) => median)).toEqual([61, 61]);
    expect(cut(declare('b', 9), first.last, 1).entries.map(({ hiddenBecause }) => hiddenBecause)).toEqual(['differencing', 'complementary']);
    expect(cut(declare('b', 10), first.last, 1).entries.map(({ median }) => median)).toEqual([65, 65]);
  });
  it('a department whose teams cannot be protected is hidden, and its own partition is looked at again: 20 alike in one team', () => {
    const admin = (name: string, whole: string) => ({ audience: 'admin', dimension: { name, whole } }) as const;
    const alike = people(1, 20).map((id): [string, number] => [id, 70]);
    expect(reads([
      scoreCohort('org', ladder(1, 60), { audience: 'admin' }), scoreCohort('department:a', ladder(1, 20), admin('department', 'org')),
      scoreCohort('department:b', ladder(21, 40), admin('department', 'org')), scoreCohort('department:c', ladder(41, 60), admin('department', 'org')),
      scoreCohort('team:a1', alike, admin('team', 'department:a')),
    ])).toEqual({
      org: '40-99: 109 80 138', 'department:a': 'complementary', 'department:b': 'complementary', 'department:c': '20-39: 149 140 158',
      'team:a1': 'homogeneous',
    });
  });
  it('a level without people is a small number (0 of 25 and 0): hidden with the level of 25; a department without people does not exist', () => {
    const level = (id: number, from: number, to: number) =>
      scoreCohort(`level:${id}`, ladder(from, to), { dimension: { name: 'level', whole: 'peers', measured: true } });
    expect(reads([...peers(...ladder(1, 25)), level(0, 1, 25), level(1, 1, 0)]))
      .toEqual({ peers: '20-39: 74 62 86', 'level:0': 'complementary', 'level:1': 'too-few' });
    expect(reads([rateCohort('org', half(1, 25)), department('a', 1, 25), department('b', 1, 0)]))
      .toEqual({ org: '20-39: exact 52', 'department:a': '20-39: exact 52', 'department:b': 'too-few' });
  });
  it('what is hidden keeps its last record: a department of 12 that was shown stays known when another one shrinks to 3', () => {
    const whole = (from: number) => [department('a', 1, 12), department('b', from, 24), department('c', 25, 60)];
    const first = cut(whole(13));
    const later = cut(whole(22), first.last, 1);
    expect([read(later.entries, 'department:a'), read(later.entries, 'department:b')]).toEqual(['complementary', 'too-few']);
    expect(later.last).toEqual(first.last);
  });
});

describe('release of counts', () => {
  const tuples = (...values: number[][]) => values.map((tuple, i): [string, number[]] => [person(i + 1), tuple]);
  const twelve = tuples(...Array.from({ length: 12 }, (_, i) => [1, i === 0 ? 30 : 2, i < 2 ? 3 : 0]));

  it('sums 12 × 1 = 12; 30 of 52 is more than half, dominated; 3 + 3 = 6, neither of the two gives more than half', () => {
    const { entries, sums } = cut([countCohort('demand:sql', twelve)]);
    expect(sums).toEqual([{ cohortId: 'demand:sql', metric: 'demand', sums: [12, null, 6] }]);
    expect(entries).toEqual([{
      cohortId: 'demand:sql', audience: 'admin', metric: 'demand', kind: 'count', median: null, p25: null, p75: null, percent: null,
      sizeBand: '10-19', asOf: dayOne, frozen: false, hiddenBecause: null,
    }]);
  });
  it('nine people have no sums at all', () => {
    expect(cut([countCohort('demand:sql', twelve.slice(0, 9))]).sums).toEqual([]);
  });
  it('frozen sums are the old ones: nine people add 1, 12 stays 12', () => {
    const first = cut([countCohort('demand:sql', twelve)]);
    const later = cut([countCohort('demand:sql', twelve.map(([id, [one = 0, ...rest]], i) => [id, [i < 9 ? one + 1 : one, ...rest]]))], first.last, 1);
    expect([later.entries[0]?.frozen, later.sums[0]?.sums]).toEqual([true, [12, null, 6]]);
  });
});

describe('what was published by cohorts that are gone', () => {
  it('counts for 90 days, then it is dropped', () => {
    expect(cut([], a.last, 90)).toMatchObject({ entries: [], last: a.last });
    expect(cut([], a.last, 91).last).toEqual([]);
  });
});
