import { scaleLinear } from '@visx/scale';
import { useState, type KeyboardEvent } from 'react';
import { cx } from '../ui/class-names.ts';
import { announce } from '../ui/live-region.tsx';
import type { BarItem, BarsModel, ChartSize } from './model.ts';
import { toneFill } from './series-style.ts';
import { stepOf } from './walk.ts';

/** BarsChart draws horizontal bars from zero, with intervals and a reference line where there are any; labels keep their own line on narrow screens. */
export function BarsChart({ model, size }: { model: BarsModel; size: ChartSize }) {
  const [active, setActive] = useState<number | null>(null);
  const items = size === 'card' ? model.items.slice(0, 5) : model.items;
  const share = scaleLinear({ domain: [0, Math.max(model.max, 1e-9)], range: [0, 100], clamp: true });
  const walk = (event: KeyboardEvent) => {
    const next = stepOf(event.key, active, items.length);
    const item = next === null ? undefined : items[next];
    if (next === null || item === undefined) return;
    event.preventDefault();
    setActive(next);
    announce(`${item.label}: ${item.text}`);
  };
  return (
    <div role="group" aria-roledescription="chart" aria-label={model.summary} tabIndex={0} onKeyDown={walk} onBlur={() => setActive(null)} className="rounded-lg">
      <div aria-hidden="true" className={cx('grid', size === 'full' ? 'gap-4' : 'gap-2.5')}>
        {items.map((item, index) => <Bar key={item.id} item={item} share={share} active={index === active} reference={model.reference} full={size === 'full'} />)}
        {model.reference && size === 'full' && (
          <p className="flex items-center gap-2 text-sm text-muted"><span className="h-4 border-s-2 border-dashed border-muted" />{model.reference.label}</p>
        )}
      </div>
    </div>
  );
}

type BarProps = { item: BarItem; share: (value: number) => number; active: boolean; reference: BarsModel['reference']; full: boolean };

function Bar({ item, share, active, reference, full }: BarProps) {
  const { value, lo, hi } = item;
  return (
    <div className={cx('grid gap-1 rounded-md', active && 'outline-2 outline-offset-4 outline-ring')}>
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <span className="truncate font-medium"><bdi>{item.label}</bdi>{item.note !== undefined && <span className="ms-2 font-normal text-muted">{item.note}</span>}</span>
        <span className="tabular shrink-0 text-muted">{item.text}</span>
      </div>
      <div data-control="" className={cx('relative rounded-full', value === null ? 'hatched' : 'bg-raised', full ? 'h-3' : 'h-2')}>
        {value !== null && <div data-fill="" className="h-full overflow-hidden rounded-full"><div className="h-full origin-left rounded-full transition-transform duration-300 ease-calm rtl:origin-right" style={{ background: toneFill[item.tone ?? 'accent'], transform: `scaleX(${share(value) / 100})` }} /></div>}
        {lo !== undefined && hi !== undefined && (
          <div className="absolute -inset-y-1 border-x-2 border-text" style={{ insetInlineStart: `${share(lo)}%`, width: `${Math.max(0.5, share(hi) - share(lo))}%` }}>
            <div className="absolute inset-x-0 top-1/2 border-t-2 border-text" />
          </div>
        )}
        {reference && <div className="absolute -inset-y-1 border-s-2 border-dashed border-muted" style={{ insetInlineStart: `${share(reference.value)}%` }} />}
      </div>
    </div>
  );
}
