/** Half-life of the first observation and its bounds, in days. */
export type HalfLifeBounds = { start: number; min: number; max: number };
export const defaultHalfLife: HalfLifeBounds = { start: 14, min: 3, max: 274 };

/** halfLife in days after an observation: a spaced success doubles it, a failure halves it. Gap in whole days, score 0..1. (Settles & Meeder 2016) */
export function halfLife(h: number, gapDays: number, s: number, { min, max }: Pick<HalfLifeBounds, 'min' | 'max'> = defaultHalfLife): number {
  if (s >= 0.8 && gapDays >= h / 2) return Math.min(max, 2 * h);
  return s < 0.5 ? Math.max(min, h / 2) : h;
}
