import { at } from '../stats/at.ts';
import { compareText } from '../stats/compare-text.ts';
import type { Members } from './cohort.ts';
import type { LastMember } from './release-entry.ts';

export type Difference = { joined: number; left: number; changed: number };

/** sortedMembers lists members by id, as entries keep them. */
export function sortedMembers(members: Members): LastMember[] {
  return [...members].sort(([a], [b]) => compareText(a, b));
}

function sameValue(a: LastMember[1], b: LastMember[1]): boolean {
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) return a.length === b.length && a.every((value, i) => value === b[i]);
  return a === b;
}

/**
 * differenceOf counts the people of `after` who are not in `before` (joined), the other way round (left), and those in both whose value differs (changed).
 * Both are sorted by id. It stops counting once `enough` people joined or left: then only their being that many is meant.
 */
export function differenceOf(before: readonly LastMember[], after: readonly LastMember[], enough = Infinity): Difference {
  const found: Difference = { joined: 0, left: 0, changed: 0 };
  let i = 0;
  let j = 0;
  while ((i < before.length || j < after.length) && found.joined + found.left < enough) {
    const order = i === before.length ? 1 : j === after.length ? -1 : compareText(at(before, i)[0], at(after, j)[0]);
    if (order === 0 && !sameValue(at(before, i)[1], at(after, j)[1])) found.changed += 1;
    if (order < 0) found.left += 1;
    if (order > 0) found.joined += 1;
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  return found;
}
