import { hidden } from './candidate.ts';
import type { Decided } from './candidate.ts';
import { entryKey } from './cohort.ts';
import { suppress } from './suppress.ts';
import type { Cell } from './suppress.ts';

type Partition = { whole: Decided | null; cells: Decided[]; nested: boolean };
/** Suppression of the cells of one partition, as `suppress` does it. */
type SuppressionRule = typeof suppress;

function partitionsOf(drafts: readonly Decided[]): Partition[] {
  const byKey = new Map(drafts.map((draft) => [entryKey(draft.cohort.id, draft.cohort.metric), draft]));
  const partitions = new Map<string, Partition>();
  for (const draft of drafts) {
    const { dimension, metric } = draft.cohort;
    if (dimension === undefined) continue;
    const key = JSON.stringify([metric, dimension.name, dimension.whole]);
    const whole = byKey.get(entryKey(dimension.whole, metric)) ?? null;
    const partition = partitions.get(key) ?? { whole, cells: [], nested: whole?.cohort.dimension !== undefined };
    partition.cells.push(draft);
    partitions.set(key, partition);
  }
  return [...partitions.values()];
}

/** Size used: of the record that would be shown, of today for what is hidden. */
function cellOf({ cohort, decision }: Decided): Cell {
  return decision.state === 'shown' ? { id: cohort.id, n: decision.record.members.length } : { id: cohort.id, n: cohort.members.size, hide: true };
}

function hide(draft: Decided): boolean {
  if (draft.decision.state === 'hidden') return false;
  draft.decision = hidden('complementary');
  return true;
}

/** One pass over a partition; true if it hid something. */
function hideWithin({ whole, cells, nested }: Partition, k: number, rule: SuppressionRule): boolean {
  if (nested && whole?.decision.state === 'hidden') return cells.map(hide).includes(true);
  const present = cells.filter(({ cohort, decision }) => cohort.dimension?.measured === true || decision.state === 'shown' || cohort.members.size > 0);
  if (present.length === 0) return false;
  const sizes = present.map(cellOf);
  const result = rule(sizes, sizes.reduce((total, { n }) => total + n, 0), k);
  const hiddenIds = new Set(result.cells.filter(({ n }) => n === null).map(({ id }) => id));
  const hidCells = present.filter(({ cohort }) => hiddenIds.has(cohort.id)).map(hide).includes(true);
  const hidWhole = result.total === null && whole !== null && hide(whole);
  return hidCells || hidWhole;
}

/**
 * hideComplements hides, in every partition, what would let a hidden cell be worked out from the others and the whole; the teams of a hidden department
 * too. It goes over the partitions until nothing more is hidden, because a hidden department is a hidden cell of its own partition.
 */
export function hideComplements(drafts: readonly Decided[], k: number, rule: SuppressionRule = suppress): Decided[] {
  const result = drafts.map((draft): Decided => ({ ...draft }));
  const partitions = partitionsOf(result);
  while (partitions.map((partition) => hideWithin(partition, k, rule)).includes(true));
  return result;
}
