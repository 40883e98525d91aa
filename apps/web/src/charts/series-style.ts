/** Colour, dash and marker of each series; none is told by colour alone. */
export const seriesStyles = [
  { color: 'var(--series-1)', dash: undefined, marker: 'circle' },
  { color: 'var(--series-2)', dash: '6 3', marker: 'square' },
  { color: 'var(--series-3)', dash: '2 3', marker: 'triangle' },
  { color: 'var(--series-4)', dash: '8 3 2 3', marker: 'diamond' },
  { color: 'var(--series-5)', dash: '4 4', marker: 'cross' },
  { color: 'var(--series-6)', dash: '1 3', marker: 'circle' },
] as const;
type Marker = (typeof seriesStyles)[number]['marker'];

/** styleOf gives the style of the n-th series, at most six. */
export function styleOf(index: number): (typeof seriesStyles)[number] {
  return seriesStyles[index % seriesStyles.length] ?? seriesStyles[0];
}

/** markerPath draws a marker of radius r around the origin. */
export function markerPath(marker: Marker, r: number): string {
  if (marker === 'square') return `M${-r} ${-r}H${r}V${r}H${-r}Z`;
  if (marker === 'triangle') return `M0 ${-r * 1.2}L${r * 1.1} ${r * 0.9}H${-r * 1.1}Z`;
  if (marker === 'diamond') return `M0 ${-r * 1.3}L${r * 1.3} 0L0 ${r * 1.3}L${-r * 1.3} 0Z`;
  if (marker === 'cross') return `M${-r} ${-r}L${r} ${r}M${r} ${-r}L${-r} ${r}`;
  return `M${-r} 0A${r} ${r} 0 1 0 ${r} 0A${r} ${r} 0 1 0 ${-r} 0Z`;
}

export const toneFill = {
  accent: 'var(--series-1)', danger: 'var(--danger)', stale: 'var(--stale)', ageing: 'var(--ageing)', info: 'var(--info)', muted: 'var(--control)',
} as const;
