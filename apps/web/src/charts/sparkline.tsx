/** Sparkline is a small line without axes, beside a number that says the same; null values are gaps. */
export function Sparkline({ values, width = 96, height = 28 }: { values: readonly (number | null)[]; width?: number; height?: number }) {
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  if (known.length < 2) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (index: number) => (index / (values.length - 1)) * (width - 6) + 3;
  const y = (value: number) => (high === low ? height / 2 : height - 4 - ((value - low) / (high - low)) * (height - 8));
  const path = values.map((value, index) => (value === null ? '' : `${index === 0 || values[index - 1] === null ? 'M' : 'L'}${x(index)} ${y(value)}`)).join('');
  const lastIndex = values.findLastIndex((value) => value !== null);
  const last = values[lastIndex];
  return (
    <svg aria-hidden="true" width={width} height={height} className="shrink-0">
      <path d={path} fill="none" stroke="var(--series-1)" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round" />
      {last !== undefined && last !== null && <circle cx={x(lastIndex)} cy={y(last)} r="2.5" fill="var(--series-1)" />}
    </svg>
  );
}
