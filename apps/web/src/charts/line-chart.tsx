import { curveMonotoneX } from '@visx/curve';
import { scaleLinear } from '@visx/scale';
import { AreaClosed, LinePath } from '@visx/shape';
import { useId } from 'react';
import { GridLines, ReferenceLine, TimeLabels } from './axes.tsx';
import { ChartSurface, type Spot } from './chart-surface.tsx';
import type { ChartSize, LineModel, LinePoint } from './model.ts';
import { markerPath, styleOf } from './series-style.ts';

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** domainOf gives the span of the vertical axis: it holds every point, line and band, starts at 0 unless told otherwise, and is never empty. */
export function domainOf({ series, target, trend, min, max }: Pick<LineModel, 'series' | 'target' | 'trend' | 'min' | 'max'>): [number, number] {
  const values = series.flatMap((one) => one.points.flatMap(({ y }) => (y === null ? [] : [y])));
  if (target) values.push(target.y);
  for (const { lo, hi } of trend ?? []) values.push(lo, hi);
  const low = min ?? Math.min(0, ...values);
  const high = max ?? Math.max(...values, low);
  return high > low ? [low, high] : [low, low + 1];
}

const known = (point: LinePoint) => point.y !== null;

/** LineChart draws series over time or order; missing values are gaps, a target is a dashed line, a trend a band. */
export function LineChart({ model, size }: { model: LineModel; size: ChartSize }) {
  const gradient = useId();
  const full = size === 'full';
  const height = full ? 320 : 132;
  const inset = full ? { top: 26, right: 16, bottom: 32, left: 48 } : { top: 20, right: 8, bottom: 22, left: 8 };
  const n = Math.max(0, ...model.series.map((one) => one.points.length));
  return (
    <ChartSurface summary={model.summary} height={height}>
      {(width) => {
        const [left, right] = [inset.left, width - inset.right];
        const y = scaleLinear({ domain: domainOf(model), range: [height - inset.bottom, inset.top], nice: full && model.max === undefined });
        const xScale = scaleLinear({ domain: [0, Math.max(1, n - 1)], range: [left, right] });
        const x = (index: number) => (n === 1 ? (left + right) / 2 : xScale(index));
        const spots: Spot[] = model.series.flatMap((one) => one.points.flatMap((point, i) => (point.y === null ? [] : [{ x: x(i), y: y(point.y), text: point.text }])));
        const [first] = model.series;
        const whole = model.series.every((one) => one.points.every((point) => point.y === null || Number.isInteger(point.y)));
        const ticks = y.ticks(5).filter((tick) => !whole || Number.isInteger(tick));
        const drawing = (
          <>
            {full && <GridLines ticks={ticks} y={y} left={left} right={right} format={(tick) => number.format(tick)} />}
            {!full && <line x1={left} x2={right} y1={height - inset.bottom + 0.5} y2={height - inset.bottom + 0.5} stroke="var(--hairline)" />}
            {model.trend && model.trend.length > 1 && <TrendBand trend={model.trend} x={x} y={y} />}
            {first && model.series.length === 1 && (
              <>
                <linearGradient id={gradient} x1="0" x2="0" y1="0" y2="1">
                  <stop offset="0" stopColor="var(--series-1)" stopOpacity="0.28" />
                  <stop offset="1" stopColor="var(--series-1)" stopOpacity="0" />
                </linearGradient>
                {model.trend === undefined && (
                  <AreaClosed data={[...first.points]} x={(_, i) => x(i)} y={(point) => y(point.y ?? 0)} yScale={y} defined={known} curve={curveMonotoneX} fill={`url(#${gradient})`} />
                )}
              </>
            )}
            {model.series.map((one, index) => <Series key={one.id} series={one} index={index} x={x} y={y} dots={full || one.dots === true} named={model.series.length > 1} />)}
            {model.target && <ReferenceLine y={y(model.target.y)} left={left} right={right} label={model.target.label} />}
            <TimeLabels labels={first?.points.map((point) => point.label) ?? []} x={x} y={height - 6} width={right - left} />
          </>
        );
        return { drawing, spots };
      }}
    </ChartSurface>
  );
}

type Scale = (value: number) => number;

function Series({ series, index, x, y, dots, named }: { series: LineModel['series'][number]; index: number; x: Scale; y: Scale; dots: boolean; named: boolean }) {
  const { color, dash, marker } = styleOf(index);
  const points = series.points;
  const few = points.length <= 40;
  const lastIndex = points.findLastIndex(known);
  const last = points[lastIndex];
  // A value between two gaps has no line; only its marker shows it.
  const alone = (i: number) => (points[i - 1]?.y ?? null) === null && (points[i + 1]?.y ?? null) === null;
  return (
    <g>
      <LinePath data={[...points]} x={(_, i) => x(i)} y={(point) => y(point.y ?? 0)} defined={known} curve={curveMonotoneX} stroke={color} strokeWidth={2.25} strokeDasharray={dash} strokeLinecap="round" strokeLinejoin="round" />
      {points.map((point, i) =>
        point.y !== null && ((dots && few) || alone(i) || i === lastIndex) ? (
          <path key={i} d={markerPath(marker, i === lastIndex ? 4 : 3)} transform={`translate(${x(i)} ${y(point.y)})`} fill={i === lastIndex ? color : 'var(--surface)'} stroke={color} strokeWidth="2" />
        ) : null,
      )}
      {named && last && last.y !== null && <text x={x(lastIndex)} y={y(last.y) - 10} textAnchor="end" fill={color} className="text-xs font-semibold">{series.label}</text>}
    </g>
  );
}

function TrendBand({ trend, x, y }: { trend: NonNullable<LineModel['trend']>; x: Scale; y: Scale }) {
  const upper = trend.map(({ index, hi }) => `${x(index)} ${y(hi)}`);
  const lower = [...trend].reverse().map(({ index, lo }) => `${x(index)} ${y(lo)}`);
  return (
    <g>
      <path d={`M${[...upper, ...lower].join('L')}Z`} fill="var(--series-1)" opacity="0.14" />
      <path d={`M${trend.map(({ index, mid }) => `${x(index)} ${y(mid)}`).join('L')}`} stroke="var(--series-1)" strokeWidth="1.5" strokeDasharray="6 4" fill="none" opacity="0.8" />
    </g>
  );
}
