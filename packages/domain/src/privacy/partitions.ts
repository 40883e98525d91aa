import { hidden } from './candidate.ts';
import type { Decided } from './candidate.ts';
import { entryKey } from './cohort.ts';
import { groupByKey } from './group-by-key.ts';
import { suppress } from './suppress.ts';
import type { Cell } from './suppress.ts';

/** Cells of one dimension and metric with the entry they make up; `nested` if that is a cell itself. */
export type Partition = { whole: Decided | null; cells: Decided[]; nested: boolean };

/** partitionsOf finds the partitions among entries, those of the organization before those within its departments. */
export function partitionsOf(drafts: readonly Decided[]): Partition[] {
  const byKey = new Map(drafts.map((draft) => [entryKey(draft.cohort.id, draft.cohort.metric), draft]));
  const cells = drafts.filter(({ cohort }) => cohort.dimension !== undefined);
  const keyOf = ({ cohort: { metric, dimension } }: Decided) => JSON.stringify([metric, dimension?.name, dimension?.whole]);
  const partitions = [...groupByKey(cells, keyOf).values()].map((group) => {
    const [first] = group;
    const whole = first && byKey.get(entryKey(first.cohort.dimension?.whole ?? '', first.cohort.metric));
    return { whole: whole ?? null, cells: group, nested: whole?.cohort.dimension !== undefined };
  });
  return partitions.sort((a, b) => Number(a.nested) - Number(b.nested));
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
function hideWithin({ whole, cells, nested }: Partition, k: number, rule: typeof suppress): boolean {
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
export function hideComplements(drafts: readonly Decided[], k: number, rule = suppress): Decided[] {
  const result = drafts.map((draft): Decided => ({ ...draft }));
  const partitions = partitionsOf(result);
  while (partitions.map((partition) => hideWithin(partition, k, rule)).includes(true));
  return result;
}
