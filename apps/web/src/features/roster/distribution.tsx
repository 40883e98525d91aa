import type { ClassView } from '@verdant/api/views';
import { catalogue } from '@verdant/domain/analytics/catalogue';
import { formatWithUnit } from '@verdant/domain/analytics/format';
import { EyeOff } from 'lucide-react';
import { cx } from '../../ui/class-names.ts';
import { roster } from './messages.ts';

type Props = { view: ClassView; selected?: string | null; onSelect?: (band: string) => void };

function Row({ label, count, highest, selected, hollow }: { label: string; count: number | null; highest: number; selected: boolean; hollow: boolean }) {
  return (
    <span className="grid w-full grid-cols-[minmax(7rem,11rem)_1fr_3rem] items-center gap-3 text-sm">
      <span className={cx('text-start', selected ? 'font-semibold' : 'text-text')}>{label}</span>
      <span data-control="" className={cx('h-3 overflow-hidden rounded-full', count === null ? 'hatched' : 'bg-raised')}>
        {count !== null && <span data-fill="" className={cx('block h-full origin-left rounded-full transition-transform duration-300 ease-calm rtl:origin-right', hollow ? 'bg-control' : 'bg-accent')} style={{ transform: `scaleX(${highest === 0 ? 0 : count / highest})` }} />}
      </span>
      <span className="tabular text-end font-medium">{count ?? <EyeOff aria-label={roster.hidden} className="ms-auto size-4 text-muted" />}</span>
    </span>
  );
}

/** Distribution shows how people spread over the bands of one analytic, with the median; where names may be seen, a band filters them. */
export function Distribution({ view, selected = null, onSelect }: Props) {
  const highest = Math.max(1, view.insufficient ?? 0, ...view.bands.map(({ count }) => count ?? 0));
  const name = catalogue[view.analytic].name;
  return (
    <div>
      <p className="mb-4 text-sm text-muted">
        {roster.median}: <span className="tabular font-semibold text-text">{formatWithUnit(view.median, view.unit)}</span>
        {view.people !== null && <span> · {roster.people(view.people)}</span>}
      </p>
      <ul aria-label={name} className="grid gap-0.5">
        {view.bands.map(({ band, label, count }) => (
          <li key={band}>
            {onSelect !== undefined && count !== null ? (
              <button type="button" aria-pressed={selected === band} aria-label={roster.showBand(label, count)} onClick={() => onSelect(band)} className={cx('flex min-h-11 w-full items-center rounded-lg px-2 transition-colors duration-150 hover:bg-raised', selected === band && 'bg-selected')}>
                <Row label={label} count={count} highest={highest} selected={selected === band} hollow={band === 'none'} />
              </button>
            ) : (
              <span className="flex min-h-9 items-center px-2"><Row label={label} count={count} highest={highest} selected={false} hollow={band === 'none'} /></span>
            )}
          </li>
        ))}
        {(view.insufficient ?? 0) > 0 && !view.bands.some(({ band }) => band === 'none') && (
          <li className="flex min-h-9 items-center px-2"><Row label={roster.insufficient} count={view.insufficient} highest={highest} selected={false} hollow /></li>
        )}
      </ul>
    </div>
  );
}
