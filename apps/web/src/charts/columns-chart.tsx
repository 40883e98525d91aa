import { scaleBand, scaleLinear } from '@visx/scale';
import { GridLines, ReferenceLine, TimeLabels } from './axes.tsx';
import { ChartSurface, type Spot } from './chart-surface.tsx';
import type { ChartSize, ColumnsModel } from './model.ts';

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** ColumnsChart draws one column per step; it starts at zero, and a missing value leaves its place empty. */
export function ColumnsChart({ model, size }: { model: ColumnsModel; size: ChartSize }) {
  const full = size === 'full';
  const height = full ? 320 : 132;
  const inset = full ? { top: 26, right: 12, bottom: 32, left: 48 } : { top: 20, right: 4, bottom: 22, left: 4 };
  const values = model.items.flatMap(({ y }) => (y === null ? [] : [y]));
  const highest = model.max ?? Math.max(1, ...values, model.target?.y ?? 0);
  return (
    <ChartSurface summary={model.summary} height={height}>
      {(width) => {
        const [left, right] = [inset.left, width - inset.right];
        const base = height - inset.bottom;
        const y = scaleLinear({ domain: [0, highest], range: [base, inset.top], nice: full && model.max === undefined });
        const x = scaleBand({ domain: model.items.map((_, index) => index), range: [left, right], padding: model.items.length > 40 ? 0.15 : 0.3 });
        const centre = (index: number) => (x(index) ?? 0) + x.bandwidth() / 2;
        const spots: Spot[] = model.items.map((item, index) => ({ x: centre(index), y: y(item.y ?? 0), text: item.text }));
        const drawing = (
          <>
            {full && <GridLines ticks={y.ticks(5)} y={y} left={left} right={right} format={(tick) => number.format(tick)} />}
            <line x1={left} x2={right} y1={base + 0.5} y2={base + 0.5} stroke="var(--hairline)" />
            {model.items.map((item, index) => {
              const top = y(item.y ?? 0);
              const round = Math.min(4, x.bandwidth() / 2, Math.max(0, base - top));
              return item.y === null || item.y === 0 ? null : (
                <path
                  key={index}
                  d={`M${x(index)} ${base}V${top + round}q0 ${-round} ${round} ${-round}h${x.bandwidth() - 2 * round}q${round} 0 ${round} ${round}V${base}Z`}
                  fill="var(--series-1)"
                  opacity={index === model.items.length - 1 ? 1 : 0.75}
                />
              );
            })}
            {model.target && <ReferenceLine y={y(model.target.y)} left={left} right={right} label={model.target.label} />}
            <TimeLabels labels={model.items.map((item) => item.label)} x={centre} y={height - 6} width={right - left} />
          </>
        );
        return { drawing, spots };
      }}
    </ChartSurface>
  );
}
