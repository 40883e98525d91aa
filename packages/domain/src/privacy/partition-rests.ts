import { frozenOr, hidden } from './candidate.ts';
import type { Decided, Shown } from './candidate.ts';
import { entryKey } from './cohort.ts';
import { hideComplements, partitionsOf } from './partitions.ts';
import type { Partition } from './partitions.ts';
import type { LastMember } from './release-entry.ts';

type ShownDraft = Decided & { decision: Shown };

function isShown(draft: Decided): draft is ShownDraft {
  return draft.decision.state === 'shown';
}

/** peopleInRest counts the people about whom a whole less its cells tells: those in one of both only, or with another value there. */
export function peopleInRest(whole: readonly LastMember[], cells: readonly (readonly LastMember[])[]): number {
  const rest = new Map<string, Map<string, number>>();
  const add = (members: readonly LastMember[], times: number) => {
    for (const [id, value] of members) {
      const values = rest.get(id) ?? new Map<string, number>();
      rest.set(id, values.set(String(value), (values.get(String(value)) ?? 0) + times));
    }
  };
  add(whole, 1);
  for (const cell of cells) add(cell, -1);
  return [...rest.values()].filter((values) => [...values.values()].some((times) => times !== 0)).length;
}

/** The entry to take back where the rest of a partition is fewer than k people: the whole, else the largest new cell, else the whole for good. */
function entryToRefuse({ whole, cells }: Partition, k: number): ShownDraft | null {
  if (whole === null || whole.cohort.kind !== 'rate' || !isShown(whole)) return null;
  const shown = cells.filter(isShown);
  const people = peopleInRest(whole.decision.record.members, shown.map(({ decision }) => decision.record.members));
  if (people === 0 || people >= k) return null;
  const sizeOf = ({ decision }: ShownDraft) => decision.record.members.length;
  const [largest] = shown.filter(({ decision }) => !decision.frozen).sort((a, b) => sizeOf(b) - sizeOf(a));
  return whole.decision.frozen ? (largest ?? whole) : whole;
}

function takeBack(draft: Decided): Decided {
  const wasNew = isShown(draft) && !draft.decision.frozen;
  return { ...draft, decision: wasNew ? frozenOr(draft.last, 'differencing') : hidden('differencing') };
}

/**
 * protectPartitions hides what complements need (`hideComplements`) and sees to it that a rate less the rates of its cells, which are of different days where
 * some are frozen, tells about nobody or at least k people. Rates add up, medians do not. What is refused shows its last record again, or is hidden.
 */
export function protectPartitions(settled: readonly Decided[], k: number, complements = hideComplements): Decided[] {
  let drafts = [...settled];
  for (;;) {
    const decided = complements(drafts, k);
    const refused = new Set(partitionsOf(decided).flatMap((partition) => {
      const entry = entryToRefuse(partition, k);
      return entry === null ? [] : [entryKey(entry.cohort.id, entry.cohort.metric)];
    }));
    if (refused.size === 0) return decided;
    drafts = drafts.map((draft) => (refused.has(entryKey(draft.cohort.id, draft.cohort.metric)) ? takeBack(draft) : draft));
  }
}
