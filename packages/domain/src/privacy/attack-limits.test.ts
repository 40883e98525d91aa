import { describe, expect, it } from 'vitest';
import { addDays } from '../time/day.ts';
import type { Cohort } from './cohort.ts';
import type { Release } from './publish.ts';
import type { LastEntry } from './release-entry.ts';
import { release } from './release.ts';
import { suppress } from './suppress.ts';
import { people, rateCohort } from './testing/build-cohorts.ts';
import { onesOf, sightsOf } from './testing/value-adversary.ts';

// What the rules of a release do not prevent. A further rule that closes one of these cases turns its test around.

/** Releases on consecutive days. */
function cutDaily(daily: readonly (readonly Cohort[])[]): Release[] {
  let previous: LastEntry[] = [];
  return daily.map((cohorts, i) => {
    const published = release(cohorts, previous, { k: 10, day: addDays('2026-03-01', i), resetAfterDays: 90 });
    previous = published.last;
    return published;
  });
}

/** Number of ones in a shown rate, as its reader works it out. */
function ones(published: Release | undefined, id: string): number {
  const sight = published && sightsOf(published).find(({ entry }) => entry.cohortId === id);
  const range = sight && onesOf(sight.entry, sight.people.size);
  return range && range.lo === range.hi ? range.lo : Number.NaN;
}

/** About half of the people count. */
const half = (from: number, to: number) => people(from, to).map((id, i): [string, 0 | 1] => [id, i % 2 === 0 ? 1 : 0]);
const all = (from: number, to: number) => people(from, to).map((id): [string, 0 | 1] => [id, 1]);
const department = { name: 'department', whole: 'org' };

describe('limits of what a release hides', () => {
  it.each([0, 1] as const)('rates of two days: hidden departments take in one person with %d, a shown one 10; 51 - 37 is compared with 40 - 27', (value) => {
    const newcomer: [string, 0 | 1] = ['p99', value];
    const day = (shown: [string, 0 | 1][], small: [string, 0 | 1][]) => [
      rateCohort('org', [...shown, ...half(28, 35), ...small]), rateCohort('department:a', shown, { dimension: department }),
      rateCohort('department:b', half(28, 35), { dimension: department }), rateCohort('department:c', small, { dimension: department }),
    ];
    const [first, second] = cutDaily([day(half(1, 27), half(36, 40)), day([...half(1, 27), ...half(41, 50)], [...half(36, 40), newcomer])]);
    const rest = (published: Release | undefined) => ones(published, 'org') - ones(published, 'department:a');
    expect(rest(second) - rest(first)).toBe(value);
  });
  it.each([0, 1] as const)('three days: 10 people join 20 and leave again as one person with %d joins; the first and the last day are 1 apart', (value) => {
    const newcomer: [string, 0 | 1] = ['p99', value];
    const daily = [half(1, 20), half(1, 30), [...half(1, 20), newcomer]];
    const [first, second, third] = cutDaily(daily.map((members) => [rateCohort('course:x', members)]));
    expect(second?.entries[0]?.frozen).toBe(false);
    expect(ones(third, 'course:x') - ones(first, 'course:x')).toBe(value);
  });
  it('a difference of k people that all share a value: 10 of 20, then 20 of 30 say that each of the 10 who joined counts', () => {
    const [first, second] = cutDaily([[rateCohort('course:x', half(1, 20))], [rateCohort('course:x', [...half(1, 20), ...all(21, 30)])]]);
    expect(ones(second, 'course:x') - ones(first, 'course:x')).toBe(10);
  });
  it('the rate of the whole organization is plain: 12 of 12 is 100 and says that each counts', () => {
    expect(cutDaily([[rateCohort('org', all(1, 12))]])[0]?.entries[0]?.percent).toEqual({ pct: 100, bound: 'exact' });
  });
  it('the smallest cell is the one that is added: of 39 people in two hidden cells beside one of 30, only 30 + 9 leads to what is shown', () => {
    const shown = (a: number, c: number) => JSON.stringify(suppress([{ id: 'a', n: a }, { id: 'b', n: 30 }, { id: 'c', n: c }], 69, 10));
    const possible = Array.from({ length: 40 }, (_, c) => c).filter((c) => shown(39 - c, c) === shown(30, 9));
    expect(possible).toEqual([9]);
  });
});
