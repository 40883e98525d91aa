import { describe, expect, it } from 'vitest';
import type { Cohort } from './cohort.ts';
import type { Release } from './publish.ts';
import type { LastEntry } from './release-entry.ts';
import { release } from './release.ts';
import { suppress } from './suppress.ts';
import { randomOrganization } from './testing/random-organization.ts';
import { boundSizes, pinned, sizesOf, sumsOf } from './testing/size-adversary.ts';
import type { Range, Sum } from './testing/size-adversary.ts';
import { deriveValues, sightsOf } from './testing/value-adversary.ts';
import type { Finding, Sight } from './testing/value-adversary.ts';
import { hidePrimary, keepAll, publishAlways, refuseNestedOnly, releaseWith } from './testing/weak-releases.ts';

const k = 10;
const days = 5;
const seeds = Array.from({ length: 250 }, (_, i) => i + 1);
const fewSeeds = seeds.slice(0, 40);

type Lived = { cohorts: readonly Cohort[]; published: Release };

/** Lives through the days of an organization with one way to release. */
function live(seed: number, cut: typeof release): Lived[] {
  let previous: LastEntry[] = [];
  return randomOrganization(seed, days).map(({ day, cohorts }) => {
    const published = cut(cohorts, previous, { k, day, resetAfterDays: 90 });
    previous = published.last;
    return { cohorts, published };
  });
}

/** What the adversary of values finds in all days, each with the day before. */
function valuesFound(seed: number, cut: typeof release): Finding[] {
  let yesterday: Sight[] = [];
  return live(seed, cut).flatMap(({ published }) => {
    const today = sightsOf(published);
    const found = deriveValues(today, yesterday, k);
    yesterday = today;
    return found;
  });
}

/** The whole organization's rate is released as a plain whole percentage by rule, also where nobody or everybody counts. */
const withoutPlainRate = (findings: readonly Finding[]) => findings.filter(({ how, from }) => how !== 'unanimous' || !from[0]?.startsWith('org '));

const metric = 'participation';
const sizeOf = (cohorts: readonly Cohort[], id: string) => cohorts.find((cohort) => cohort.id === id && cohort.metric === metric)?.members.size ?? 0;
const exactly = (n: number): Range => ({ lo: n, hi: n });

/** Exact sizes of departments and, within shown ones, of teams, suppressed top-down; then every hidden size below k that follows. */
function smallSizesFromCounts(cohorts: readonly Cohort[], rule: typeof suppress): string[] {
  const sums = sumsOf(cohorts, metric);
  const known = new Map<string, Range>();
  const publish = ({ whole, cells }: Sum) => {
    const result = rule(cells.map((id) => ({ id, n: sizeOf(cohorts, id) })), sizeOf(cohorts, whole), k);
    if (result.total !== null) known.set(whole, exactly(result.total));
    for (const { id, n } of result.cells) known.set(id, n === null ? { lo: 1, hi: Infinity } : exactly(n));
  };
  sums.filter(({ whole }) => whole === 'org').forEach(publish);
  sums.filter(({ whole }) => whole !== 'org' && known.get(whole)?.hi === sizeOf(cohorts, whole)).forEach(publish);
  const ranges = boundSizes(known, sums);
  const hidden = [...known].flatMap(([id, { lo, hi }]) => (lo === hi ? [] : [id]));
  for (const id of hidden) expect(ranges.get(id)?.hi).toBeGreaterThanOrEqual(sizeOf(cohorts, id));
  return pinned(ranges, hidden).filter((id) => sizeOf(cohorts, id) < k);
}

/** The same from one release: bands and percentages as ranges, and the exact number of employees. */
function smallSizesFromRelease({ cohorts, published }: Lived): string[] {
  const known = new Map<string, Range>(published.entries.filter((entry) => entry.metric === metric).map((entry) => [entry.cohortId, sizesOf(entry)]));
  known.set('org', exactly(sizeOf(cohorts, 'org')));
  const hidden = published.entries.filter((entry) => entry.metric === metric && entry.hiddenBecause !== null).map(({ cohortId }) => cohortId);
  const ranges = boundSizes(known, sumsOf(cohorts, metric));
  return pinned(ranges, hidden).filter((id) => sizeOf(cohorts, id) > 0 && sizeOf(cohorts, id) < k);
}

describe('an adversary who sees everything that is published, and knows who is in which group', () => {
  it('derives no value of fewer than k people, on one day or over two, and no value that all share', () => {
    expect(seeds.flatMap((seed) => withoutPlainRate(valuesFound(seed, release)).map((finding) => ({ seed, finding })))).toEqual([]);
  });
  it('derives no hidden size below k from exact counts of departments and teams', () => {
    for (const seed of seeds) for (const { cohorts } of live(seed, releaseWith({}))) expect(smallSizesFromCounts(cohorts, suppress)).toEqual([]);
  });
  it('derives no hidden size below k from size bands, percentages and the number of employees', () => {
    for (const seed of seeds) expect(smallSizesFromRelease(live(seed, release)[0] ?? { cohorts: [], published: release([], [], { k, day: '2026-03-01', resetAfterDays: 90 }) })).toEqual([]);
  });
});

describe('the same adversary succeeds where a step is left out', () => {
  const found = (cut: typeof release) => fewSeeds.map((seed) => valuesFound(seed, cut)).filter((findings) => findings.length > 0).length;

  it('suppression of small cells only: the total gives the hidden one away', () => {
    const small = fewSeeds.flatMap((seed) => live(seed, release).flatMap(({ cohorts }) => smallSizesFromCounts(cohorts, hidePrimary)));
    console.log('counts', small.length);
    expect(small.length).toBeGreaterThan(10);
  });
  it('every day published without freezing', () => { console.log('always', found(releaseWith({ candidate: publishAlways }))); });
  it('near sets kept', () => { console.log('near', found(releaseWith({ separate: keepAll }))); });
  it('nested only', () => { console.log('nested', found(releaseWith({ separate: refuseNestedOnly }))); });
  it('complement', () => { console.log('complement', found(releaseWith({ complement: hidePrimary }))); });
});
