import { ChartSurface, type Spot } from './chart-surface.tsx';
import type { ChartSize, RadarModel } from './model.ts';

/** RadarChart shows parts of one whole around a centre; a part that is missing has no corner. */
export function RadarChart({ model, size }: { model: RadarModel; size: ChartSize }) {
  const height = size === 'full' ? 320 : 156;
  const rings = [0.25, 0.5, 0.75, 1];
  return (
    <ChartSurface summary={model.summary} height={height} yWeight={1}>
      {(width) => {
        const [cx, cy] = [width / 2, height / 2 + 6];
        const radius = Math.min(width / 2 - 70, height / 2 - 30);
        const at = (index: number, share: number) => {
          const angle = (index / model.axes.length) * 2 * Math.PI;
          return [cx + Math.sin(angle) * radius * share, cy - Math.cos(angle) * radius * share] as const;
        };
        const ring = (share: number) => `M${model.axes.map((_, index) => at(index, share).join(' ')).join('L')}Z`;
        const corners = model.axes.flatMap((axis, index) => (axis.value === null ? [] : [{ axis, place: at(index, axis.value / model.max) }]));
        const spots: Spot[] = corners.map(({ axis, place: [x, y] }) => ({ x, y, text: axis.text }));
        const drawing = (
          <>
            {rings.map((share) => <path key={share} d={ring(share)} fill="none" stroke="var(--hairline)" strokeDasharray={share === 1 ? undefined : '2 4'} />)}
            {model.axes.map((axis, index) => {
              const [x, y] = at(index, 1);
              const [labelX, labelY] = at(index, 1.14);
              return (
                <g key={axis.label}>
                  <line x1={cx} y1={cy} x2={x} y2={y} stroke="var(--hairline)" />
                  <text x={labelX} y={labelY} dy="0.32em" textAnchor={Math.abs(labelX - cx) < 8 ? 'middle' : labelX < cx ? 'end' : 'start'} className="fill-muted text-sm">{axis.label}</text>
                </g>
              );
            })}
            <path d={`M${corners.map(({ place }) => place.join(' ')).join('L')}Z`} fill="var(--series-1)" fillOpacity="0.22" stroke="var(--series-1)" strokeWidth="2.25" strokeLinejoin="round" />
            {corners.map(({ axis, place: [x, y] }) => <circle key={axis.label} cx={x} cy={y} r="4" fill="var(--surface)" stroke="var(--series-1)" strokeWidth="2" />)}
          </>
        );
        return { drawing, spots };
      }}
    </ChartSurface>
  );
}
