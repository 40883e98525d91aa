import { scaleLinear } from '@visx/scale';
import { GridLines, ReferenceLine } from './axes.tsx';
import { ChartSurface, type Spot } from './chart-surface.tsx';
import type { ChartSize, ScatterModel } from './model.ts';

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** ScatterChart places single results; what did not succeed is hollow and square, not only of another colour. */
export function ScatterChart({ model, size }: { model: ScatterModel; size: ChartSize }) {
  const full = size === 'full';
  const height = full ? 320 : 132;
  const inset = { top: 16, right: 16, bottom: full ? 40 : 12, left: full ? 48 : 12 };
  const highestX = Math.max(1, ...model.points.map((point) => point.x));
  return (
    <ChartSurface summary={model.summary} height={height} yWeight={1}>
      {(width) => {
        const [left, right] = [inset.left, width - inset.right];
        const y = scaleLinear({ domain: [0, 100], range: [height - inset.bottom, inset.top] });
        const x = scaleLinear({ domain: [0, highestX], range: [left + 8, right - 8], nice: true });
        const spots: Spot[] = model.points.map((point) => ({ x: x(point.x), y: y(point.y), text: point.text }));
        const drawing = (
          <>
            {full && <GridLines ticks={y.ticks(5)} y={y} left={left} right={right} format={(tick) => number.format(tick)} />}
            {full && x.ticks(6).map((tick) => <text key={tick} x={x(tick)} y={height - 20} textAnchor="middle" className="tabular fill-muted text-xs">{number.format(tick)}</text>)}
            {full && <text x={right} y={height - 4} textAnchor="end" className="fill-muted text-xs">{model.xLabel}</text>}
            {model.reference && <ReferenceLine y={y(model.reference.y)} left={left} right={right} label={model.reference.label} />}
            {model.points.map((point, index) =>
              point.hollow
                ? <rect key={index} x={x(point.x) - 5} y={y(point.y) - 5} width="10" height="10" fill="var(--surface)" stroke="var(--series-3)" strokeWidth="2" />
                : <circle key={index} cx={x(point.x)} cy={y(point.y)} r="6" fill="var(--series-1)" opacity="0.85" />,
            )}
          </>
        );
        return { drawing, spots };
      }}
    </ChartSurface>
  );
}
