import { at } from '../../stats/at.ts';
import type { Cohort } from '../cohort.ts';
import { recode } from '../recode.ts';
import type { SizeBand } from '../recode.ts';
import type { PublishedEntry } from '../release-entry.ts';

export type Range = { lo: number; hi: number };
/** The sizes of the cells add up to that of the whole. */
export type Sum = { whole: string; cells: readonly string[] };

const bandRanges: Record<SizeBand, Range> = {
  '10-19': { lo: 10, hi: 19 }, '20-39': { lo: 20, hi: 39 }, '40-99': { lo: 40, hi: 99 }, '100-299': { lo: 100, hi: 299 }, '300+': { lo: 300, hi: Infinity },
};

/** sizesOf is the range of sizes that go with what is published: the band, and in it the sizes of which a whole number of people is that percentage. */
export function sizesOf({ sizeBand, percent }: PublishedEntry): Range {
  if (sizeBand === null) return { lo: 0, hi: Infinity };
  const band = bandRanges[sizeBand];
  if (percent === null || band.hi === Infinity) return band;
  const sizes = Array.from({ length: band.hi - band.lo + 1 }, (_, i) => band.lo + i).filter((n) =>
    Array.from({ length: n + 1 }, (__, ones) => recode((100 * ones) / n, n)).some((coded) => coded?.pct === percent.pct && coded.bound === percent.bound));
  return { lo: Math.min(...sizes), hi: Math.max(...sizes) };
}

function narrow(ranges: Map<string, Range>, id: string, { lo, hi }: Range): boolean {
  const known = ranges.get(id) ?? { lo: 0, hi: Infinity };
  const next = { lo: Math.max(known.lo, lo), hi: Math.min(known.hi, hi) };
  ranges.set(id, next);
  return next.lo > known.lo || next.hi < known.hi;
}

const total = (ranges: readonly Range[]): Range => ({ lo: ranges.reduce((sum, { lo }) => sum + lo, 0), hi: ranges.reduce((sum, { hi }) => sum + hi, 0) });

function narrowSum(ranges: Map<string, Range>, { whole, cells }: Sum): boolean {
  const rangeOf = (id: string) => ranges.get(id) ?? { lo: 0, hi: Infinity };
  let narrowed = narrow(ranges, whole, total(cells.map(rangeOf)));
  cells.forEach((cell) => {
    const others = total(cells.filter((other) => other !== cell).map(rangeOf));
    narrowed = narrow(ranges, cell, { lo: rangeOf(whole).lo - others.hi, hi: rangeOf(whole).hi - others.lo }) || narrowed;
  });
  return narrowed;
}

/** boundSizes narrows what is known of sizes by sums until nothing follows any more. */
export function boundSizes(known: ReadonlyMap<string, Range>, sums: readonly Sum[]): Map<string, Range> {
  const ranges = new Map(known);
  while (sums.map((sum) => narrowSum(ranges, sum)).includes(true));
  return ranges;
}

/** sumsOf lists the partitions that the adversary knows of: which departments there are, and which teams in them. */
export function sumsOf(cohorts: readonly Cohort[], metric: string): Sum[] {
  const cells = cohorts.filter((cohort) => cohort.metric === metric && cohort.dimension !== undefined && cohort.members.size > 0);
  const keys = [...new Set(cells.map(({ dimension }) => JSON.stringify([dimension?.name, dimension?.whole])))];
  return keys.map((key) => {
    const inKey = cells.filter(({ dimension }) => JSON.stringify([dimension?.name, dimension?.whole]) === key);
    return { whole: at(inKey, 0).dimension?.whole ?? '', cells: inKey.map(({ id }) => id) };
  });
}

/** pinned lists what of these is known exactly. */
export function pinned(ranges: ReadonlyMap<string, Range>, ids: readonly string[]): string[] {
  return ids.filter((id) => {
    const range = ranges.get(id);
    return range !== undefined && range.lo === range.hi;
  });
}
