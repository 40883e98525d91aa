import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryKey } from './cohort.ts';
import type { Cohort } from './cohort.ts';
import { forgetPerson } from './forget-person.ts';
import { tooNear } from './near-sets.ts';
import type { Release } from './publish.ts';
import { sizeBand } from './recode.ts';
import { lastEntrySchema, publishedEntrySchema } from './release-entry.ts';
import type { LastEntry } from './release-entry.ts';
import { release } from './release.ts';
import { randomOrganization } from './testing/random-organization.ts';

const runs = { numRuns: 40 };
const days = 4;
const seeds = fc.noShrink(fc.integer());

type Lived = { cohorts: readonly Cohort[]; previous: LastEntry[]; published: Release; k: number };
type Course = { resetAfterDays?: number; raisedTo?: number; erasures?: number };

function pick<Value>(members: ReadonlyMap<string, Value>, choose: (ids: string[]) => string[]): ReadonlyMap<string, Value> {
  return new Map(choose([...members.keys()]).flatMap((id) => {
    const value = members.get(id);
    return value === undefined ? [] : [[id, value] as const];
  }));
}

/** The same cohort with some of its members, or in another order. */
function withMembers(cohort: Cohort, choose: (ids: string[]) => string[]): Cohort {
  switch (cohort.kind) {
    case 'score': return { ...cohort, members: pick(cohort.members, choose) };
    case 'rate': return { ...cohort, members: pick(cohort.members, choose) };
    case 'count': return { ...cohort, members: pick(cohort.members, choose) };
  }
}

/** Lives through some days; k is raised on the third, and every day some people who are still published are erased. */
function live(seed: number, { resetAfterDays = 90, raisedTo = 10, erasures = 0 }: Course = {}): Lived[] {
  let last: LastEntry[] = [];
  return randomOrganization(seed, days).map(({ day, cohorts }, i) => {
    const erased = cohorts.flatMap(({ members }) => [...members.keys()]).slice(0, i === 0 ? 0 : erasures);
    const previous = erased.reduce(forgetPerson, last);
    const kept = cohorts.map((cohort) => withMembers(cohort, (ids) => ids.filter((id) => !erased.includes(id))));
    const k = i < 2 ? 10 : raisedTo;
    const published = release(kept, previous, { k, day, resetAfterDays });
    last = published.last;
    return { cohorts: kept, previous, published, k };
  });
}

/** Records of what a release shows. */
function shownOf({ published: { entries, last } }: Lived): LastEntry[] {
  const shown = new Set(entries.filter(({ hiddenBecause }) => hiddenBecause === null).map(({ cohortId, metric }) => entryKey(cohortId, metric)));
  return last.filter(({ cohortId, metric }) => shown.has(entryKey(cohortId, metric)));
}

function nearPairs(some: readonly LastEntry[], others: readonly LastEntry[], k: number): string[] {
  return some.flatMap((a) => others.flatMap((b) => {
    const comparable = a.metric === b.metric && a.audience === b.audience && a.kind !== 'count';
    return comparable && tooNear(a.members, b.members, k) ? [`${a.cohortId} and ${b.cohortId}`] : [];
  }));
}

const courses = fc.record({ resetAfterDays: fc.constantFrom(1, 2, 90), raisedTo: fc.constantFrom(10, 14), erasures: fc.constantFrom(0, 0, 3) });

describe('releases of random organizations over several days', () => {
  it('two published entries of one metric and audience are at least k people apart, or the same, in one release', () => {
    fc.assert(fc.property(seeds, courses, (seed, course) => {
      for (const day of live(seed, course)) expect(nearPairs(shownOf(day), shownOf(day), day.k)).toEqual([]);
    }), runs);
  });
  it('and in two consecutive ones, whoever is erased afterwards', () => {
    fc.assert(fc.property(seeds, courses, (seed, course) => {
      live(seed, { ...course, erasures: 0 }).reduce((before, day) => {
        expect(nearPairs(shownOf(before), shownOf(day), before.k)).toEqual([]);
        return day;
      });
    }), runs);
  });
  it('what is shown has at least k people now and in its numbers', () => {
    fc.assert(fc.property(seeds, courses, (seed, course) => {
      for (const day of live(seed, course)) {
        for (const { cohortId, metric, members } of shownOf(day)) {
          const now = day.cohorts.find((cohort) => cohort.id === cohortId && cohort.metric === metric)?.members.size;
          expect(Math.min(members.length, now ?? 0)).toBeGreaterThanOrEqual(day.k);
        }
      }
    }), runs);
  });
  it('the order of cohorts, of their members and of what was published before does not matter', () => {
    fc.assert(fc.property(seeds, (seed) => {
      for (const { cohorts, previous, published } of live(seed)) {
        const turned = cohorts.map((cohort) => withMembers(cohort, (ids) => [...ids].reverse())).reverse();
        expect(release(turned, [...previous].reverse(), { k: 10, day: published.day, resetAfterDays: 90 })).toEqual(published);
      }
    }), { numRuns: 20 });
  });
  it('a partition with a shown whole hides no cell, or at least two with at least k people', () => {
    fc.assert(fc.property(seeds, courses, (seed, course) => {
      for (const day of live(seed, course)) {
        const shown = new Map(shownOf(day).map((record) => [entryKey(record.cohortId, record.metric), record.members.length]));
        const cells = day.cohorts.filter(({ dimension, metric, members }) =>
          dimension !== undefined && shown.has(entryKey(dimension.whole, metric)) && (dimension.measured === true || members.size > 0));
        for (const { metric, dimension } of cells) {
          const hidden = cells.filter((cell) => cell.metric === metric && cell.dimension?.name === dimension?.name && cell.dimension?.whole === dimension?.whole
            && !shown.has(entryKey(cell.id, metric)));
          if (hidden.length === 0) continue;
          expect(hidden.length).toBeGreaterThanOrEqual(2);
          expect(hidden.reduce((sum, { members }) => sum + members.size, 0)).toBeGreaterThanOrEqual(day.k);
        }
      }
    }), { numRuns: 30 });
  });
  it('what a client may see names nobody and no exact size; what is kept survives as JSON', () => {
    fc.assert(fc.property(seeds, courses, (seed, course) => {
      for (const day of live(seed, course)) {
        const { entries, last } = day.published;
        expect(JSON.stringify(entries)).not.toMatch(/"u\d{4}"|erased/);
        expect(entries.map((entry) => publishedEntrySchema.strict().parse(entry))).toEqual(entries);
        expect(JSON.parse(JSON.stringify(last))).toEqual(last);
        for (const record of last) expect(lastEntrySchema.parse(record)).toEqual(record);
        const bands = shownOf(day).map(({ members }) => sizeBand(members.length));
        expect(entries.flatMap(({ hiddenBecause, sizeBand: band }) => (hiddenBecause === null ? [band] : []))).toEqual(bands);
      }
    }), { numRuns: 20 });
  });
  it('a frozen entry repeats what was published last, and hidden ones say nothing but why', () => {
    fc.assert(fc.property(seeds, courses, (seed, course) => {
      for (const { previous, published } of live(seed, course)) {
        for (const { frozen, hiddenBecause, asOf, cohortId, metric, kind, audience, ...figures } of published.entries) {
          const last = previous.find((record) => record.cohortId === cohortId && record.metric === metric);
          if (frozen) expect([asOf, figures.median, figures.p25, figures.p75, figures.percent]).toEqual([last?.asOf, ...figuresOf(last)]);
          if (hiddenBecause !== null) expect([audience, kind, asOf, ...Object.values(figures)]).toEqual([audience, kind, null, null, null, null, null, null]);
        }
      }
    }), runs);
  });
  it('a score that all share is never shown', () => {
    fc.assert(fc.property(seeds, fc.integer({ min: 0, max: 100 }), (seed, shared) => {
      const share = (cohort: Cohort): Cohort =>
        cohort.kind === 'score' && cohort.audience === 'peers' ? { ...cohort, members: new Map([...cohort.members.keys()].map((id) => [id, shared])) } : cohort;
      const sameForAll = live(seed).map(({ cohorts }) => cohorts.map(share));
      for (const cohorts of sameForAll) {
        const { entries } = release(cohorts, [], { k: 10, day: '2026-03-01', resetAfterDays: 90 });
        expect(entries.filter(({ audience, hiddenBecause }) => audience === 'peers' && hiddenBecause === null)).toEqual([]);
      }
    }), { numRuns: 10 });
  });
});

function figuresOf(last: LastEntry | undefined): unknown[] {
  return [last?.figures.median, last?.figures.p25, last?.figures.p75, last?.figures.percent];
}
