import { createColumnHelper, getCoreRowModel, getPaginationRowModel, useReactTable } from '@tanstack/react-table';
import type { RosterRow } from '@verdant/api/views';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { SortHeader, StackedCell, type SortState } from '../../ui/data-table.tsx';
import type { Column } from './columns.tsx';
import { compareRows, type Direction, type RosterSort } from './filter-roster.ts';
import { roster } from './messages.ts';

type Props = {
  caption: string; rows: RosterRow[]; columns: readonly Column[]; sort: { by: RosterSort; direction: Direction }; page: number; pageSize: number;
  onSort: (by: RosterSort, direction: Direction) => void; onPage: (page: number) => void;
};

const helper = createColumnHelper<RosterRow>();

/** nextDirection turns a column around, or starts a new one: names upwards, numbers from the top. */
export function nextDirection(current: { by: RosterSort; direction: Direction }, by: RosterSort): Direction {
  if (current.by === by) return current.direction === 'asc' ? 'desc' : 'asc';
  return by === 'name' || by === 'lastActivityDay' ? 'asc' : 'desc';
}

/** RosterTable shows people with sorting, a page at a time; below 576 px every row becomes a card. */
export function RosterTable({ caption, rows, columns, sort, page, pageSize, onSort, onPage }: Props) {
  const table = useReactTable({
    data: rows,
    columns: columns.map((column) => helper.display({ id: column.sort ?? column.id })),
    state: { pagination: { pageIndex: page - 1, pageSize } },
    getRowId: (row) => row.userId,
    getCoreRowModel: getCoreRowModel(),
    getPaginationRowModel: getPaginationRowModel(),
    manualSorting: true,
    autoResetPageIndex: false,
  });
  const pages = Math.max(1, table.getPageCount());
  const sortBy = (id: string) => {
    const column = columns.find((one) => one.sort === id);
    if (column?.sort !== undefined) onSort(column.sort, nextDirection(sort, column.sort));
  };
  const state: SortState = { column: sort.by, direction: sort.direction };
  return (
    <>
      <Select label={roster.sort} value={sort.by} onChange={(event) => sortBy(event.target.value)} className="mb-4 sm:hidden">
        {columns.map((column) => column.sort !== undefined && <option key={column.id} value={column.sort}>{column.label}</option>)}
      </Select>
      <div className="relative overflow-auto rounded-lg max-sm:overflow-visible sm:max-h-[40rem]" tabIndex={0} role="group" aria-label={caption}>
        <table className="w-full border-collapse text-sm max-sm:block">
          <caption className="sr-only">{caption}</caption>
          <thead className="sticky top-0 z-10 bg-surface shadow-[0_1px_0_var(--hairline)] max-sm:hidden">
            <tr>
              {columns.map((column) => (
                <SortHeader
                  key={column.id} sort={state} label={roster.sortBy(column.label)}
                  head={{ id: column.sort ?? column.id, label: column.label, sortable: column.sort !== undefined, ...(column.numeric ? { numeric: true } : {}) }}
                  onSort={() => column.sort !== undefined && onSort(column.sort, nextDirection(sort, column.sort))}
                />
              ))}
            </tr>
          </thead>
          <tbody className="max-sm:grid max-sm:grid-cols-[minmax(0,1fr)] max-sm:gap-3">
            {table.getRowModel().rows.map(({ id, original }) => (
              <tr key={id} className="border-b border-hairline transition-colors duration-150 last:border-0 hover:bg-raised max-sm:block max-sm:rounded-xl max-sm:border max-sm:border-hairline max-sm:p-4 max-sm:last:border">
                {columns.map((column) => <StackedCell key={column.id} label={column.label} numeric={column.numeric ?? false}>{column.cell(original)}</StackedCell>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <div className="mt-4 flex items-center justify-end gap-2">
          <span className="tabular me-2 text-sm text-muted">{roster.page(page, pages)}</span>
          <Button icon aria-label={roster.previous} disabled={page <= 1} onClick={() => onPage(page - 1)}><ChevronLeft aria-hidden="true" className="size-4 rtl:rotate-180" /></Button>
          <Button icon aria-label={roster.next} disabled={page >= pages} onClick={() => onPage(page + 1)}><ChevronRight aria-hidden="true" className="size-4 rtl:rotate-180" /></Button>
        </div>
      )}
    </>
  );
}

/** sortRows orders all rows before they are cut into pages. */
export function sortRows(rows: readonly RosterRow[], { by, direction }: { by: RosterSort; direction: Direction }): RosterRow[] {
  return [...rows].sort((a, b) => compareRows(a, b, by, direction));
}
