import { cx } from '../ui/class-names.ts';
import type { TableModel } from './model.ts';

/** TableTwin is a chart's figures as a real table with caption and header cells. */
export function TableTwin({ table, maxRows }: { table: TableModel; maxRows?: number }) {
  const rows = maxRows === undefined ? table.rows : table.rows.slice(0, maxRows);
  return (
    <div className="relative max-h-[28rem] overflow-auto rounded-lg" tabIndex={0} role="group" aria-label={table.caption}>
      <table className="w-full border-collapse text-sm">
        <caption className="pb-2 text-start text-muted">{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.label} scope="col" className={cx('sticky top-0 border-b border-hairline bg-surface px-3 py-2 font-medium text-muted first:ps-0', column.numeric ? 'text-end' : 'text-start')}>{column.label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} className="border-b border-hairline last:border-0">
              {row.map((cell, at) => {
                const column = table.columns[at];
                const place = cx('px-3 py-2 first:ps-0', column?.numeric && 'tabular text-end');
                return at === 0 ? <th key={at} scope="row" className={cx(place, 'text-start font-medium')}><bdi>{cell}</bdi></th> : <td key={at} className={place}>{cell}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
