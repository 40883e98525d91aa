import { compareText } from '../stats/compare-text.ts';
import type { LastEntry, LastMember } from './release-entry.ts';

const prefix = 'erased:';

function nextPlaceholder(previous: readonly LastEntry[]): string {
  const numbers = previous.flatMap(({ members }) => members.flatMap(([id]) => (id.startsWith(prefix) ? [Number(id.slice(prefix.length))] : [])));
  return `${prefix}${numbers.reduce((highest, number) => Math.max(highest, number), 0) + 1}`;
}

/**
 * forgetPerson puts an anonymous placeholder without a value where an erased person stands in what was published last. It is the same one in every cohort and
 * metric, so that differences between groups stay what they were, and another one for every person, so that each counts as a leaver. It takes all records of
 * the organization at once; the figures, which others share, stay until the next release may replace them.
 */
export function forgetPerson(previous: readonly LastEntry[], personId: string): LastEntry[] {
  const placeholder = nextPlaceholder(previous);
  return previous.map((last) => {
    if (!last.members.some(([id]) => id === personId)) return last;
    const members = last.members.map((member): LastMember => (member[0] === personId ? [placeholder, null] : member));
    return { ...last, members: members.sort(([a], [b]) => compareText(a, b)) };
  });
}
