import { cx } from '../ui/class-names.ts';
import type { ChartSize, MatrixModel } from './model.ts';

const fill = ['bg-raised text-muted', '', '', '', '', ''];

/** MatrixChart is a heat map with words in every cell, built as a real table: a screen reader walks it by itself. */
export function MatrixChart({ model, size }: { model: MatrixModel; size: ChartSize }) {
  const full = size === 'full';
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="group" aria-label={model.summary}>
      <table className={cx('w-full table-fixed border-separate text-sm', full ? 'min-w-lg border-spacing-1' : 'border-spacing-0.5')}>
        <caption className="sr-only">{model.summary}</caption>
        <thead>
          <tr>
            <th scope="col" className="w-1/3"><span className="sr-only">{model.table.columns[0]?.label}</span></th>
            {model.columns.map((column) => <th key={column} scope="col" className="px-1 pb-1 text-xs font-medium text-muted">{column}</th>)}
          </tr>
        </thead>
        <tbody>
          {model.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="truncate pe-3 text-start font-medium"><bdi>{row.label}</bdi></th>
              {row.cells.map((cell, index) => (
                <td
                  key={index}
                  title={cell.text}
                  data-fill=""
                  className={cx('rounded-md text-center', full ? 'h-10 min-w-14' : 'h-6', cell.step === null ? 'hatched' : fill[cell.step])}
                  style={cell.step === null || cell.step === 0 ? undefined : { background: `var(--seq-${cell.step})`, color: `var(--on-seq-${cell.step})` }}
                >
                  <span aria-hidden="true" className="text-xs font-semibold">{cell.mark}</span>
                  <span className="sr-only">{cell.text}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {full && <p className="mt-3 text-sm text-muted">{model.legend.join(' · ')}</p>}
    </div>
  );
}
