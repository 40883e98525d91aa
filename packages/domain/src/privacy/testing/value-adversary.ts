import { roundHalfEven } from '../../stats/round-half-even.ts';
import { entryKey } from '../cohort.ts';
import type { Release } from '../publish.ts';
import type { PublishedEntry } from '../release-entry.ts';
import type { Sum } from './size-adversary.ts';

/**
 * What the adversary sees: a published entry, and, by other means, whose numbers are in it. A mark stands for a person's value, which the adversary does not
 * know; two marks are only compared, because who acted between two days may be known.
 */
export type Sight = { entry: PublishedEntry; people: ReadonlyMap<string, string> };
/** Something learned about fewer people than a statistic may be about. */
export type Finding = { how: 'difference' | 'unanimous' | 'rest'; people: string[]; from: string[] };
type Range = { lo: number; hi: number };

/** sightsOf gives the shown entries of a release with their people. */
export function sightsOf({ entries, last }: Pick<Release, 'entries' | 'last'>): Sight[] {
  const records = new Map(last.map((record) => [entryKey(record.cohortId, record.metric), record]));
  return entries.flatMap((entry) => {
    const record = records.get(entryKey(entry.cohortId, entry.metric));
    if (entry.hiddenBecause !== null || record === undefined) return [];
    return [{ entry, people: new Map(record.members.map(([id, value]) => [id, JSON.stringify(value)])) }];
  });
}

/** onesOf is the range of numbers of ones among n people that give the published percentage. */
export function onesOf({ percent }: PublishedEntry, n: number): Range {
  const { pct = 0, bound = 'at-least' } = percent ?? {};
  const fits = Array.from({ length: n + 1 }, (_, ones) => ones).filter((ones) => {
    const whole = roundHalfEven((100 * ones) / n);
    return bound === 'exact' ? whole === pct : bound === 'at-most' ? whole <= pct : whole >= pct;
  });
  return { lo: Math.min(...fits), hi: Math.max(...fits) };
}

type Apart = { joined: string[]; left: string[]; changed: string[] };

function apartOf(before: Sight, after: Sight): Apart {
  const joined = [...after.people.keys()].filter((id) => !before.people.has(id));
  const left = [...before.people.keys()].filter((id) => !after.people.has(id));
  const changed = [...after.people].flatMap(([id, mark]) => (before.people.has(id) && before.people.get(id) !== mark ? [id] : []));
  return { joined, left, changed };
}

/** Whether the two figures say more about the people apart than was known without them. */
function tells(before: Sight, after: Sight, { joined, left, changed }: Apart): boolean {
  if (after.entry.kind === 'rate') {
    const [first, second] = [onesOf(before.entry, before.people.size), onesOf(after.entry, after.people.size)];
    return second.lo - first.hi > -left.length - changed.length || second.hi - first.lo < joined.length + changed.length;
  }
  const { median, p25, p75 } = before.entry;
  const moved = (one: number | null, other: number | null) => one !== null && other !== null && one !== other;
  return moved(median, after.entry.median) || moved(p25, after.entry.p25) || moved(p75, after.entry.p75);
}

function nameOf({ entry }: Sight): string {
  return `${entry.cohortId} as of ${entry.asOf ?? '-'}`;
}

function fromPair(before: Sight, after: Sight, k: number): Finding[] {
  if (before.entry.metric !== after.entry.metric || before.entry.audience !== after.entry.audience) return [];
  const apart = apartOf(before, after);
  const people = [...apart.joined, ...apart.left, ...apart.changed];
  if (people.length === 0 || people.length >= k || !tells(before, after, apart)) return [];
  return [{ how: 'difference', people, from: [nameOf(before), nameOf(after)] }];
}

/** All share one value, so that each person's is known: everybody or nobody counts, or the middle half of the scores is one number. */
function fromOne(sight: Sight): Finding[] {
  const { entry, people } = sight;
  const ones = entry.kind === 'rate' ? onesOf(entry, people.size) : null;
  const unanimous = ones === null ? entry.p25 !== null && entry.p25 === entry.p75 : ones.hi === 0 || ones.lo === people.size;
  return unanimous ? [{ how: 'unanimous', people: [...people.keys()], from: [nameOf(sight)] }] : [];
}

/** How often each person's value, by its mark, is left when the cells are taken from the whole: mostly 1, but less than 0 where only a cell has it. */
function restOf(whole: Sight, cells: readonly Sight[]): Map<string, Map<string, number>> {
  const rest = new Map<string, Map<string, number>>();
  for (const sight of [whole, ...cells]) {
    for (const [id, mark] of sight.people) {
      const marks = rest.get(id) ?? new Map<string, number>();
      rest.set(id, marks.set(mark, (marks.get(mark) ?? 0) + (sight === whole ? 1 : -1)));
    }
  }
  return new Map([...rest].filter(([, marks]) => [...marks.values()].some((times) => times !== 0)));
}

/** Rates add up: the ones of a whole less those of its shown cells are the ones of the rest. */
function fromPartition(today: readonly Sight[], { whole: wholeId, cells: cellIds }: Sum, k: number): Finding[] {
  const rates = today.filter(({ entry }) => entry.kind === 'rate');
  const whole = rates.find(({ entry }) => entry.cohortId === wholeId);
  if (whole === undefined) return [];
  const cells = rates.filter(({ entry }) => entry.metric === whole.entry.metric && cellIds.includes(entry.cohortId));
  const rest = restOf(whole, cells);
  if (rest.size === 0 || rest.size >= k) return [];
  const times = [...rest.values()].flatMap((marks) => [...marks.values()]);
  const possible = { lo: times.reduce((sum, n) => sum + Math.min(0, n), 0), hi: times.reduce((sum, n) => sum + Math.max(0, n), 0) };
  const ones = cells.map((cell) => onesOf(cell.entry, cell.people.size));
  const all = onesOf(whole.entry, whole.people.size);
  const derived = { lo: ones.reduce((left, { hi }) => left - hi, all.lo), hi: ones.reduce((left, { lo }) => left - lo, all.hi) };
  if (derived.lo <= possible.lo && derived.hi >= possible.hi) return [];
  return [{ how: 'rest', people: [...rest.keys()], from: [whole, ...cells].map(nameOf) }];
}

/** deriveValues tries every entry by itself, every two of one day or of two days in a row against each other, and every whole of a day less its cells. */
export function deriveValues(today: readonly Sight[], yesterday: readonly Sight[], partitions: readonly Sum[], k: number): Finding[] {
  const pairs = today.flatMap((after, i) => [...yesterday, ...today.slice(0, i)].flatMap((before) => fromPair(before, after, k)));
  return [...today.flatMap(fromOne), ...pairs, ...partitions.flatMap((partition) => fromPartition(today, partition, k))];
}
