type Named = { label: string; y: number | null };

/** describeSeries is the sentence that stands for a line: direction, first, last, lowest and highest value. */
export function describeSeries(name: string, points: readonly Named[], format: (value: number) => string): string {
  const known = points.flatMap(({ label, y }) => (y === null ? [] : [{ label, y }]));
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return `${name}: no values yet.`;
  if (known.length === 1) return `${name}: ${format(last.y)} on ${last.label}.`;
  const direction = last.y > first.y ? 'rose' : last.y < first.y ? 'fell' : 'stayed level';
  const low = known.reduce((least, one) => (one.y < least.y ? one : least));
  const high = known.reduce((most, one) => (one.y > most.y ? one : most));
  const course = direction === 'stayed level' ? `stayed at ${format(last.y)} from ${first.label} to ${last.label}` : `${direction} from ${format(first.y)} (${first.label}) to ${format(last.y)} (${last.label})`;
  return `${name} ${course}; lowest ${format(low.y)} (${low.label}), highest ${format(high.y)} (${high.label}).`;
}

/** describeRanking is the sentence for bars: how many, the largest and the smallest. */
export function describeRanking(name: string, items: readonly { label: string; value: number | null; text: string }[]): string {
  const known = items.filter((item) => item.value !== null);
  if (known.length === 0) return `${name}: no values yet.`;
  const high = known.reduce((most, one) => ((one.value ?? 0) > (most.value ?? 0) ? one : most));
  const low = known.reduce((least, one) => ((one.value ?? 0) < (least.value ?? 0) ? one : least));
  if (known.length === 1) return `${name}: ${high.label} ${high.text}.`;
  return `${name}: ${known.length} values, highest ${high.label} with ${high.text}, lowest ${low.label} with ${low.text}.`;
}
