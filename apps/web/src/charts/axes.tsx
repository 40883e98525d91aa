type TickProps = { ticks: readonly number[]; y: (value: number) => number; left: number; right: number; format: (value: number) => string };

/** GridLines draws quiet horizontal lines with their numbers at the start. */
export function GridLines({ ticks, y, left, right, format }: TickProps) {
  return (
    <g>
      {ticks.map((tick) => (
        <g key={tick} transform={`translate(0 ${Math.round(y(tick)) + 0.5})`}>
          <line x1={left} x2={right} stroke="var(--hairline)" strokeDasharray={tick === 0 ? undefined : '2 4'} />
          <text x={left - 10} dy="0.32em" textAnchor="end" className="tabular fill-muted text-xs">{format(tick)}</text>
        </g>
      ))}
    </g>
  );
}

/** pickLabels chooses which of n labels fit into a width without touching; the last one always stands. */
export function pickLabels(n: number, width: number, room: number): number[] {
  if (n === 0) return [];
  const every = Math.max(1, Math.ceil(n / Math.max(1, Math.floor(width / room))));
  const picked: number[] = [];
  for (let index = n - 1; index >= 0; index -= every) picked.unshift(index);
  return picked;
}

/** TimeLabels writes the chosen labels under the drawing. */
export function TimeLabels({ labels, x, y, width }: { labels: readonly string[]; x: (index: number) => number; y: number; width: number }) {
  return (
    <g>
      {pickLabels(labels.length, width, 64).map((index) => (
        <text key={index} x={x(index)} y={y} textAnchor={index === labels.length - 1 && labels.length > 1 ? 'end' : index === 0 ? 'start' : 'middle'} className="fill-muted text-xs">
          {labels[index]}
        </text>
      ))}
    </g>
  );
}

/** ReferenceLine is a dashed horizontal line; its word stands with a sample of the line above the drawing, where nothing crosses it. */
export function ReferenceLine({ y, left, right, label }: { y: number; left: number; right: number; label: string }) {
  const stroke = { stroke: 'var(--text-muted)', strokeWidth: 1.5, strokeDasharray: '5 4' };
  return (
    <g>
      <line x1={left} x2={right} y1={y} y2={y} {...stroke} />
      <text x={right} y={10} textAnchor="end" className="tabular fill-muted text-xs">{label}</text>
    </g>
  );
}
