import { roundHalfEven } from '../stats/round-half-even.ts';

/** Sizes of a group are only told as one of these. */
export const sizeBands = ['10-19', '20-39', '40-99', '100-299', '300+'] as const;
export type SizeBand = (typeof sizeBands)[number];

/** A released percentage, whole; `at-most` and `at-least` are the coded ends: nearly nobody, nearly everybody. */
export type CodedPercent = { pct: number; bound: 'exact' | 'at-most' | 'at-least' };

/** From this size on a band holds, and percentages within `limit` points of 0 or 100 are only told as that end (NCES 2011-603). */
const rules: readonly { from: number; band: SizeBand; limit: number }[] = [
  { from: 300, band: '300+', limit: 1 }, { from: 100, band: '100-299', limit: 2 }, { from: 40, band: '40-99', limit: 5 },
  { from: 20, band: '20-39', limit: 10 }, { from: 10, band: '10-19', limit: 20 },
];

/** sizeBand is the band of a number of people; below ten people there is none (null). */
export function sizeBand(n: number): SizeBand | null {
  return rules.find(({ from }) => n >= from)?.band ?? null;
}

/** recode gives a percentage (0..100) of n people as it is released: whole (half-even), coded at both ends; below ten people null. */
export function recode(pct: number, n: number): CodedPercent | null {
  const limit = rules.find(({ from }) => n >= from)?.limit;
  if (limit === undefined) return null;
  const whole = roundHalfEven(pct);
  if (whole <= limit) return { pct: limit, bound: 'at-most' };
  if (whole >= 100 - limit) return { pct: 100 - limit, bound: 'at-least' };
  return { pct: whole, bound: 'exact' };
}
