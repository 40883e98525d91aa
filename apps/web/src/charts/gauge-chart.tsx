import { Arc } from '@visx/shape';
import { ChartSurface } from './chart-surface.tsx';
import type { ChartSize, GaugeModel } from './model.ts';

const start = -0.68 * Math.PI;
const span = 1.36 * Math.PI;

/** GaugeChart shows one value on its scale, with the edges of the bands as small gaps. */
export function GaugeChart({ model, size }: { model: GaugeModel; size: ChartSize }) {
  const height = size === 'full' ? 300 : 140;
  const angle = (value: number) => start + span * Math.min(1, Math.max(0, value / model.max));
  const bounds = [0, ...model.edges, model.max];
  return (
    <ChartSurface summary={model.summary} height={height}>
      {(width) => {
        const radius = Math.min(width / 2, (height - 12) / 1.92);
        const [cx, cy] = [width / 2, radius + 4];
        const thick = Math.max(10, radius * 0.17);
        const arc = { innerRadius: radius - thick, outerRadius: radius, cornerRadius: thick / 2 };
        const drawing = (
          <g transform={`translate(${cx} ${cy})`}>
            {bounds.slice(1).map((edge, index) => (
              <Arc key={edge} startAngle={angle(bounds[index] ?? 0) + (index === 0 ? 0 : 0.03)} endAngle={angle(edge) - (index === bounds.length - 2 ? 0 : 0.03)} innerRadius={radius - thick} outerRadius={radius} cornerRadius={3} fill="var(--raised)" />
            ))}
            {model.value > 0 && <Arc startAngle={start} endAngle={angle(model.value)} {...arc} fill="var(--series-1)" />}
            {model.target && <line {...mark(angle(model.target.value), radius, thick)} stroke="var(--text)" strokeWidth="2.5" strokeLinecap="round" />}
            <text textAnchor="middle" y={radius * 0.18} className="tabular fill-text text-2xl font-semibold">{model.text}</text>
            {model.band !== null && <text textAnchor="middle" y={radius * 0.88} className="fill-muted text-sm font-medium">{model.band}</text>}
          </g>
        );
        return { drawing, spots: [{ x: cx, y: cy - radius + thick / 2, text: `${model.text}${model.band === null ? '' : `, ${model.band}`}` }] };
      }}
    </ChartSurface>
  );
}

function mark(angle: number, radius: number, thick: number) {
  const at = (r: number) => [Math.sin(angle) * r, -Math.cos(angle) * r] as const;
  const [[x1, y1], [x2, y2]] = [at(radius - thick - 3), at(radius + 3)];
  return { x1, y1, x2, y2 };
}
