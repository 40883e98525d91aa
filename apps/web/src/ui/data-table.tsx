import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

export type SortState = { column: string; direction: 'asc' | 'desc' };
type Head = { id: string; label: string; sortable: boolean; numeric?: boolean };

/** SortHeader is a header cell whose button sorts; the direction is said by `aria-sort`, not by the arrow alone. */
export function SortHeader({ head, sort, onSort, label }: { head: Head; sort: SortState; onSort: (column: string) => void; label: string }) {
  const sorted = sort.column === head.id;
  const Icon = !sorted ? ChevronsUpDown : sort.direction === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sort.direction === 'asc' ? 'ascending' : 'descending') : undefined}
      className={cx('px-3 py-1.5 align-bottom text-sm font-medium text-muted', head.numeric ? 'text-end' : 'text-start')}
    >
      {head.sortable ? (
        <button type="button" title={label} onClick={() => onSort(head.id)} className={cx('inline-flex min-h-8 items-center gap-1.5 rounded text-start hover:text-text', sorted && 'text-text')}>
          {head.label}
          <Icon aria-hidden="true" className={cx('size-3.5 shrink-0', !sorted && 'opacity-60')} />
        </button>
      ) : (
        <span className="inline-flex min-h-8 items-center">{head.label}</span>
      )}
    </th>
  );
}

/** StackedCell is a table cell that carries its column's name where the table becomes cards. */
export function StackedCell({ label, numeric = false, children }: { label: string; numeric?: boolean; children: ReactNode }) {
  return (
    <td
      data-label={label}
      className={cx(
        'px-3 py-2.5 max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:gap-4 max-sm:px-0 max-sm:py-1 max-sm:text-end max-sm:before:shrink-0 max-sm:before:text-sm max-sm:before:text-muted max-sm:before:content-[attr(data-label)]',
        numeric && 'tabular sm:text-end',
      )}
    >
      <div className="min-w-0">{children}</div>
    </td>
  );
}
