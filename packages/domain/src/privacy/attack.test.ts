import { describe, expect, it } from 'vitest';
import { at } from '../stats/at.ts';
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
import { hidePrimary, hideSmallCells, ignoreRests, keepAll, publishAlways, refuseNestedOnly, releaseWith, settlePlainly } from './testing/weak-releases.ts';

const k = 10;
const metric = 'participation';
const organizations = Array.from({ length: 250 }, (_, i) => i + 1);
/** Enough of them for a weaker kernel to be found out. */
const some = organizations.slice(0, 40);

type LivedDay = { cohorts: readonly Cohort[]; published: Release };

/** Five days of an organization with one way to release. */
function live(seed: number, cut: typeof release): LivedDay[] {
  let previous: LastEntry[] = [];
  return randomOrganization(seed, 5).map(({ day, cohorts }) => {
    const published = cut(cohorts, previous, { k, day, resetAfterDays: 90 });
    previous = published.last;
    return { cohorts, published };
  });
}

/** What the adversary of values derives in all days, each with the day before. */
function valuesDerived(lived: readonly LivedDay[]): Finding[] {
  let yesterday: Sight[] = [];
  return lived.flatMap(({ cohorts, published }) => {
    const today = sightsOf(published);
    const found = deriveValues(today, yesterday, sumsOf(cohorts, metric), k);
    yesterday = today;
    return found;
  });
}

/** The rate of the whole organization is plain by rule, also where nobody or everybody counts. */
const withoutPlainRate = (findings: readonly Finding[]) => findings.filter(({ how, from }) => how !== 'unanimous' || !from[0]?.startsWith('org '));

const exactly = (n: number): Range => ({ lo: n, hi: n });
function sizeOf(cohorts: readonly Cohort[], cohortId: string): number {
  return cohorts.find(({ id, metric: measured }) => id === cohortId && measured === metric)?.members.size ?? 0;
}

/** Exact sizes of departments, and of the teams of shown ones, with a rule of suppression; then what follows from these for every hidden size. */
function boundsFromCounts(cohorts: readonly Cohort[], rule: typeof suppress): { hidden: string[]; bounds: Map<string, Range> } {
  const sums = sumsOf(cohorts, metric);
  const known = new Map<string, Range>();
  const publish = ({ whole, cells }: Sum) => {
    const result = rule(cells.map((id) => ({ id, n: sizeOf(cohorts, id) })), sizeOf(cohorts, whole), k);
    if (result.total !== null) known.set(whole, exactly(result.total));
    for (const { id, n } of result.cells) known.set(id, n === null ? { lo: 1, hi: Infinity } : exactly(n));
  };
  const isShown = (id: string) => known.get(id)?.hi === sizeOf(cohorts, id);
  sums.filter(({ whole }) => whole === 'org').forEach(publish);
  sums.filter(({ whole }) => whole !== 'org' && isShown(whole)).forEach(publish);
  return { hidden: [...known.keys()].filter((id) => !isShown(id)), bounds: boundSizes(known, sums) };
}

/** Hidden sizes below k that follow exactly. */
function smallSizesFromCounts(cohorts: readonly Cohort[], rule: typeof suppress): string[] {
  const { hidden, bounds } = boundsFromCounts(cohorts, rule);
  return pinned(bounds, hidden).filter((id) => sizeOf(cohorts, id) < k);
}

/** The same from a release: size bands and percentages as ranges, and the number of employees, which is no secret. */
function smallSizesFromRelease({ cohorts, published }: LivedDay): string[] {
  const entries = published.entries.filter((entry) => entry.metric === metric);
  const known = new Map<string, Range>([...entries.map((entry) => [entry.cohortId, sizesOf(entry)] as const), ['org', exactly(sizeOf(cohorts, 'org'))]]);
  const hidden = entries.flatMap(({ cohortId, hiddenBecause }) => (hiddenBecause === null ? [] : [cohortId]));
  return pinned(boundSizes(known, sumsOf(cohorts, metric)), hidden).filter((id) => sizeOf(cohorts, id) > 0 && sizeOf(cohorts, id) < k);
}

describe('an adversary who sees everything that is published and knows who is in which group', () => {
  const lived = organizations.map((seed) => live(seed, release));

  it('derives no value of fewer than 10 people: of one entry, of two of one or two days, of a whole less its cells', () => {
    expect(lived.flatMap((days) => withoutPlainRate(valuesDerived(days)))).toEqual([]);
  });
  it('derives no hidden size below 10 from exact counts of departments and teams', () => {
    expect(lived.flatMap((days) => days.flatMap(({ cohorts }) => smallSizesFromCounts(cohorts, suppress)))).toEqual([]);
  });
  it('reasons soundly about them: every hidden size lies within the bounds that it finds', () => {
    for (const { cohorts } of lived.flat()) {
      const { hidden, bounds } = boundsFromCounts(cohorts, suppress);
      expect(hidden.filter((id) => sizeOf(cohorts, id) < (bounds.get(id)?.lo ?? 0) || sizeOf(cohorts, id) > (bounds.get(id)?.hi ?? 0))).toEqual([]);
    }
  });
  it('derives no hidden size below 10 from size bands, percentages and the number of employees of the first day', () => {
    expect(lived.flatMap((days) => smallSizesFromRelease(at(days, 0)))).toEqual([]);
  });
  it('was given much to look at: most days show entries, many of them frozen, others new', () => {
    const entries = lived.flatMap((days) => days.flatMap(({ published }) => published.entries)).filter(({ hiddenBecause }) => hiddenBecause === null);
    expect(entries.length).toBeGreaterThan(10 * lived.length);
    const frozen = entries.filter((entry) => entry.frozen).length / entries.length;
    expect(Math.min(frozen, 1 - frozen)).toBeGreaterThan(0.2);
  });
});

describe('the same adversary succeeds where a step is left out', () => {
  const findings = (cut: typeof release, how: Finding['how']) =>
    some.flatMap((seed) => valuesDerived(live(seed, cut))).filter((finding) => finding.how === how);

  it('small cells hidden without a complement: hidden sizes below 10 follow from the total', () => {
    expect(some.flatMap((seed) => live(seed, release).flatMap(({ cohorts }) => smallSizesFromCounts(cohorts, hidePrimary))).length).toBeGreaterThan(50);
  });
  it('small cells hidden without a complement: so do the rates of the people in them', () => {
    expect(findings(releaseWith({ protect: hideSmallCells }), 'rest').length).toBeGreaterThan(20);
  });
  it('today\'s people published every day: a figure moves when one person joins', () => {
    expect(findings(releaseWith({ candidate: publishAlways }), 'difference').length).toBeGreaterThan(100);
  });
  it('nothing refused for being near to another entry', () => {
    expect(findings(releaseWith({ separate: keepAll }), 'difference').length).toBeGreaterThan(50);
  });
  it('only nested entries refused: overlapping ones give away the few by whom they differ', () => {
    expect(findings(releaseWith({ separate: refuseNestedOnly }), 'difference').length).toBeGreaterThan(5);
  });
  it('rests of partitions not looked at: entries of different days leave a few people', () => {
    expect(findings(releaseWith({ protect: ignoreRests }), 'rest').length).toBeGreaterThan(0);
  });
  it('rates without coded ends: where everybody counts, each one is known to', () => {
    expect(withoutPlainRate(findings(releaseWith({ settle: settlePlainly }), 'unanimous')).length).toBeGreaterThan(20);
  });
});
