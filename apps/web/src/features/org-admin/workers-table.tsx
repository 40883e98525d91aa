import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { RosterRow, WorkerSort, WorkersPage } from '@verdant/api/views';
import { dayOf } from '@verdant/domain/time/day';
import { SearchX } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { client } from '../../api/client.ts';
import { useNow } from '../../ui/clock.ts';
import { SortHeader } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { cx } from '../../ui/class-names.ts';
import { rosterColumns } from '../roster/columns.tsx';
import type { Direction } from '../roster/filter-roster.ts';
import { roster } from '../roster/messages.ts';
import { orgAdmin } from './messages.ts';
import { workerSorts } from './worker-sorts.ts';

type Props = {
  timeZone: string; search: string; sort: WorkerSort; direction: Direction; preview?: boolean; onSort?: (sort: WorkerSort) => void; onTotal?: (total: number) => void;
};

const pageLength = 200;
const previewLength = 8;
const rowHeight = 56;

function useWorkers({ search, sort, direction, limit }: { search: string; sort: WorkerSort; direction: Direction; limit: number }) {
  const input = { sort, direction, limit, ...(search === '' ? {} : { search }) };
  return useInfiniteQuery({
    queryKey: [['orgAdmin', 'workers'], { input, type: 'infinite' }],
    queryFn: ({ pageParam }): Promise<WorkersPage> => client.orgAdmin.workers.query({ ...input, offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last) => last.nextOffset,
    placeholderData: keepPreviousData,
  });
}

const isWorkerSort = (text: string): text is WorkerSort => workerSorts.some((one) => one === text);

/** WorkersTable draws only the rows on screen and fetches the next ones when they come near; 20,000 people scroll like twenty. */
export function WorkersTable({ timeZone, search, sort, direction, preview = false, onSort, onTotal }: Props) {
  const query = useWorkers({ search, sort, direction, limit: preview ? previewLength : pageLength });
  const today = dayOf(useNow(), timeZone);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo((): RosterRow[] => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total ?? 0;
  const columns = useMemo(() => rosterColumns((row) => `/org-admin/workers/${row.userId}`, today, true), [today]);
  const shown = preview ? Math.min(previewLength, rows.length) : rows.length;
  const virtual = useVirtualizer({ count: shown, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12, getItemKey: (index) => rows[index]?.userId ?? index });
  const items = virtual.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (!preview && hasNextPage && !isFetchingNextPage && lastIndex >= shown - 40) void fetchNextPage();
  }, [preview, hasNextPage, isFetchingNextPage, fetchNextPage, lastIndex, shown]);
  useEffect(() => onTotal?.(total), [onTotal, total]);

  if (query.isPending) return <Skeleton className={preview ? 'h-112' : 'h-[60vh]'} />;
  if (query.error !== null && rows.length === 0) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (rows.length === 0) return <EmptyState icon={<SearchX className="size-5" />} title={roster.none} text={roster.noneText} />;
  const template = columns.map((column) => column.width).join(' ');
  return (
    <div ref={scroller} tabIndex={0} role="group" aria-label={orgAdmin.workers} className={cx('relative overflow-auto rounded-lg', preview ? 'max-h-[36rem]' : 'h-[calc(100dvh-17rem)] min-h-96', query.isPlaceholderData && 'opacity-45')}>
      <table aria-rowcount={total + 1} className="grid min-w-[63rem] text-sm">
        <caption className="sr-only">{orgAdmin.workers}</caption>
        <thead className="sticky top-0 z-10 grid border-b border-hairline bg-surface">
          <tr aria-rowindex={1} className="grid items-end" style={{ gridTemplateColumns: template }}>
            {columns.map((column) => (
              <SortHeader
                key={column.id} sort={{ column: sort, direction }} label={roster.sortBy(column.label)} onSort={() => column.sort !== undefined && isWorkerSort(column.sort) && onSort?.(column.sort)}
                head={{ id: column.sort ?? column.id, label: column.label, sortable: onSort !== undefined && column.sort !== undefined && isWorkerSort(column.sort), ...(column.numeric ? { numeric: true } : {}) }}
              />
            ))}
          </tr>
        </thead>
        <tbody className="relative grid" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <tr key={item.key} aria-rowindex={item.index + 2} className="absolute grid w-full items-center border-b border-hairline hover:bg-raised" style={{ gridTemplateColumns: template, height: rowHeight, transform: `translateY(${item.start}px)` }}>
                {columns.map((column) => <td key={column.id} className={cx('min-w-0 px-3', column.numeric && 'tabular text-end')}>{column.cell(row)}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
      {isFetchingNextPage && <p className="p-3 text-sm text-muted">{orgAdmin.loadingMore}</p>}
    </div>
  );
}
