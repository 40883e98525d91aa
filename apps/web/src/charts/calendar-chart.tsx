import { scaleQuantize } from '@visx/scale';
import { formatShortDay, formatWeekday } from '../ui/format-time.ts';
import { ChartSurface, type Spot } from './chart-surface.tsx';
import type { CalendarModel, ChartSize } from './model.ts';

/** weekdayOf gives Monday 0 to Sunday 6. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** placeDays puts days into columns of weeks that start on Monday; the first day may stand in mid-week. */
export function placeDays(days: readonly string[]): { column: number; row: number }[] {
  const offset = days[0] === undefined ? 0 : weekdayOf(days[0]);
  return days.map((_, index) => ({ column: Math.floor((index + offset) / 7), row: (index + offset) % 7 }));
}

/** CalendarChart shows how much happened on each day; days without data are hatched, days of rest are empty. */
export function CalendarChart({ model, size }: { model: CalendarModel; size: ChartSize }) {
  const full = size === 'full';
  const places = placeDays(model.days.map(({ day }) => day));
  const columns = (places.at(-1)?.column ?? 0) + 1;
  const highest = Math.max(1, ...model.days.map(({ value }) => value ?? 0));
  const step = scaleQuantize({ domain: [0, highest], range: [1, 2, 3, 4, 5] });
  const cellHeight = full ? 30 : 12;
  const height = 7 * cellHeight + (full ? 22 : 0);
  const left = full ? 44 : 0;
  return (
    <ChartSurface summary={model.summary} height={height} yWeight={1}>
      {(width) => {
        const cell = Math.min((width - left) / columns, full ? 56 : 22);
        const gap = full ? 4 : 2;
        const box = (index: number) => {
          const place = places[index] ?? { column: 0, row: 0 };
          return { x: left + place.column * cell, y: place.row * cellHeight };
        };
        const spots: Spot[] = model.days.map((one, index) => ({ x: box(index).x + (cell - gap) / 2, y: box(index).y + (cellHeight - gap) / 2, text: one.text }));
        const drawing = (
          <>
            <pattern id="no-data" width="5" height="5" patternTransform="rotate(45)" patternUnits="userSpaceOnUse"><line y2="5" stroke="var(--hairline)" strokeWidth="2" /></pattern>
            {full && [0, 2, 4, 6].map((row) => <text key={row} x="0" y={row * cellHeight + cellHeight / 2 + 2} className="fill-muted text-xs">{formatWeekday(`2024-01-0${row + 1}`)}</text>)}
            {full && model.days.map(({ day }, index) => (weekdayOf(day) === 0 && (places[index]?.column ?? 0) % 3 === 1
              ? <text key={day} x={box(index).x} y={height - 4} className="fill-muted text-xs">{formatShortDay(day)}</text> : null))}
            {model.days.map(({ day, value }, index) => (
              <rect
                key={day} {...box(index)} width={Math.max(2, cell - gap)} height={cellHeight - gap} rx={full ? 5 : 2}
                fill={value === null ? 'url(#no-data)' : value === 0 ? 'var(--raised)' : `var(--seq-${step(value)})`}
              />
            ))}
          </>
        );
        return { drawing, spots };
      }}
    </ChartSurface>
  );
}
