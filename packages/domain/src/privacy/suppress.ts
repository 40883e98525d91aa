import { compareText } from '../stats/compare-text.ts';

/** A cell of a partition of people; `hide` asks for hiding whatever its size. */
export type Cell = { id: string; n: number; hide?: boolean };
export type ShownCell = { id: string; n: number | null };

/** suppress hides (null) the sizes below k of a partition, and as many more as it takes that no hidden one follows from the total. */
export function suppress(cells: readonly Cell[], total: number, k: number): { cells: ShownCell[]; total: number | null } {
  const people = cells.reduce((all, cell) => all + cell.n, 0);
  if (people !== total) throw new RangeError(`Cells hold ${people} people, the total says ${total}`);
  const hidden = new Set(cells.filter((cell) => cell.n < k || cell.hide === true).map((cell) => cell.id));
  const bySize = [...cells].sort((a, b) => a.n - b.n || compareText(a.id, b.id));
  const hiddenPeople = () => cells.reduce((all, cell) => all + (hidden.has(cell.id) ? cell.n : 0), 0);
  let totalShown = total >= k;
  while (hidden.size > 0 && (hidden.size === 1 || hiddenPeople() < k)) {
    const next = bySize.find((cell) => !hidden.has(cell.id));
    if (next === undefined) {
      totalShown = false;
      break;
    }
    hidden.add(next.id);
  }
  return { cells: cells.map(({ id, n }) => ({ id, n: hidden.has(id) ? null : n })), total: totalShown ? total : null };
}
