import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { cx } from '../ui/class-names.ts';
import { announce } from '../ui/live-region.tsx';
import { nearestTo, stepOf } from './walk.ts';
import { useWidth } from './use-width.ts';

/** Place of a point in the drawing, in pixels, with what is said about it. */
export type Spot = { x: number; y: number; text: string };

type Props = {
  summary: string;
  height: number;
  /** How much height counts when the pointer looks for the nearest point. */
  yWeight?: number;
  className?: string;
  children: (width: number) => { drawing: ReactNode; spots: readonly Spot[] };
};

/** ChartSurface makes a drawing readable: one tab stop, arrows walk and speak its points, the pointer shows the nearest one. */
export function ChartSurface({ summary, height, yWeight = 0, className, children }: Props) {
  const { ref, width } = useWidth();
  const [active, setActive] = useState<number | null>(null);
  const { drawing, spots } = width > 0 ? children(width) : { drawing: null, spots: [] };
  const spot = active === null ? undefined : spots[active];

  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && active !== null) {
      event.stopPropagation();
      setActive(null);
      return;
    }
    const next = stepOf(event.key, active, spots.length);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    const text = spots[next]?.text;
    if (text !== undefined) announce(text);
  };
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setActive(nearestTo(spots, event.clientX - box.left, event.clientY - box.top, yWeight));
  };
  return (
    <div
      ref={ref}
      role="group"
      aria-roledescription="chart"
      aria-label={summary}
      tabIndex={0}
      dir="ltr"
      className={cx('relative w-full rounded-lg', className)}
      style={{ height }}
      onKeyDown={walk}
      onPointerMove={point}
      onPointerLeave={() => setActive(null)}
      onBlur={() => setActive(null)}
    >
      {width > 0 && (
        <svg aria-hidden="true" width={width} height={height} className="overflow-visible">
          {drawing}
          {spot && (
            <g className="pointer-events-none">
              <circle cx={spot.x} cy={spot.y} r="9" fill="var(--accent)" opacity="0.2" />
              <circle cx={spot.x} cy={spot.y} r="4.5" fill="var(--surface)" stroke="var(--accent)" strokeWidth="2.5" />
            </g>
          )}
        </svg>
      )}
      {spot && <SpotLabel spot={spot} width={width} />}
    </div>
  );
}

function SpotLabel({ spot, width }: { spot: Spot; width: number }) {
  const share = width === 0 ? 0 : Math.min(1, Math.max(0, spot.x / width));
  return (
    <div
      aria-hidden="true"
      className="tabular pointer-events-none absolute z-20 w-max max-w-56 rounded-lg border border-hairline bg-raised px-2.5 py-1.5 text-sm font-medium text-text shadow-lg"
      style={{ insetInlineStart: spot.x, top: spot.y - 14, transform: `translate(${-share * 100}%, -100%)` }}
    >
      {spot.text}
    </div>
  );
}
