import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '../stats/at.ts';
import { forgetPerson } from './forget-person.ts';
import { tooNear } from './near-sets.ts';
import { lastEntrySchema } from './release-entry.ts';
import type { LastEntry } from './release-entry.ts';
import { release } from './release.ts';
import { people, person, scoreCohort } from './testing/build-cohorts.ts';

const members = (ids: readonly string[], without: readonly string[] = []) =>
  ids.filter((id) => !without.includes(id)).map((id): [string, number] => [id, 40 + Number(id.slice(1))]);
const options = { k: 10, day: '2026-03-01', resetAfterDays: 90 };
const cohorts = (...without: string[]) => [
  scoreCohort('peers', members(people(1, 30), without)), scoreCohort('role:a', members(people(1, 15), without)),
  scoreCohort('peers', members(people(1, 30), without), { metric: 'engagement' }),
];
const first = release(cohorts(), [], options);

describe('forgetPerson', () => {
  it('leaves neither the person nor the value, and one placeholder in all three records', () => {
    const forgotten = forgetPerson(first.last, 'p03');
    expect(JSON.stringify(forgotten)).not.toContain('p03');
    const placeholder = ['erased:1', null];
    expect(forgotten.map(({ members: list }) => list.filter(([, value]) => value === null))).toEqual([[placeholder], [placeholder], [placeholder]]);
    expect(forgotten.map(({ members: list }) => list.length)).toEqual([30, 30, 15]);
    expect(JSON.stringify(first.last)).toContain('p03');
  });
  it('counts as a leaver: the entry is frozen, although 10 others changed', () => {
    const gained = scoreCohort('role:a', members(people(1, 15), ['p03']).map(([id, value]) => [id, value + 5]));
    const [entry] = release([gained], forgetPerson(first.last, 'p03'), { ...options, day: '2026-03-02' }).entries;
    expect(entry).toMatchObject({ frozen: true, median: 48, asOf: '2026-03-01' });
  });
  it('ten erased persons are ten leavers: 15 - 10 = 5 people are too few, 30 - 10 = 20 are published anew', () => {
    const gone = people(1, 10);
    const forgotten = gone.reduce(forgetPerson, first.last);
    const placeholders = new Set(forgotten.flatMap(({ members: list }) => list.flatMap(([id, value]) => (value === null ? [id] : []))));
    expect(placeholders.size).toBe(10);
    const { entries } = release(cohorts(...gone), forgotten, { ...options, day: '2026-03-02' });
    expect(entries.map(({ hiddenBecause, frozen }) => [hiddenBecause, frozen])).toEqual([[null, false], [null, false], ['too-few', false]]);
  });
  it('nobody is forgotten where the person does not stand', () => {
    expect(forgetPerson(first.last, 'p99')).toEqual(first.last);
  });
  it('leaves every difference between two records what it was, whoever is erased in whatever order', () => {
    const number = fc.integer({ min: 1, max: 30 });
    fc.assert(fc.property(fc.array(number, { maxLength: 20 }), fc.uniqueArray(number, { minLength: 12 }), (erased, inA) => {
      const { last } = release([scoreCohort('peers', members(people(1, 30))), scoreCohort('path:a', members(inA.map(person)))], [], options);
      const after = erased.map(person).reduce(forgetPerson, last);
      expect(after.every((record) => lastEntrySchema.safeParse(record).success)).toBe(true);
      if (last.length < 2) return;
      const near = (records: readonly LastEntry[], k: number) => tooNear(at(records, 0).members, at(records, 1).members, k);
      for (const k of [2, 5, 10, 20]) expect(near(after, k)).toBe(near(last, k));
    }));
  });
});
