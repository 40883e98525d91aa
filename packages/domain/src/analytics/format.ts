import { roundHalfEven } from '../stats/round-half-even.ts';
import type { Day } from '../time/day.ts';
import type { Unit } from './envelope.ts';

/** Decimals of a published number by unit; a field may declare its own. */
export const unitDecimals = {
  score: 1, '%': 1, level: 2, 'topics/week': 2, topics: 0, min: 1, h: 1, days: 0, count: 0, points: 1, probability: 4, share: 4, rating: 1,
} as const satisfies Record<Unit, number>;

/** What stands beside a number: nothing for plain counts, probabilities and shares. */
export const unitLabel = {
  score: 'of 100', '%': '%', level: 'of 4', 'topics/week': 'topics a week', topics: 'topics', min: 'min', h: 'h', days: 'days', count: '', points: 'points',
  probability: '', share: '', rating: 'of 5',
} as const satisfies Record<Unit, string>;

/** The label beside exactly one, where it differs. */
const oneLabel: Partial<Record<Unit, string>> = { 'topics/week': 'topic a week', topics: 'topic', days: 'day', points: 'point' };

/** What stands where a number is not known. */
export const noValue = '–';

const formatters = new Map<string, Intl.NumberFormat>();

function formatterFor(locale: string, decimals: number): Intl.NumberFormat {
  const key = `${locale} ${decimals}`;
  const formatter = formatters.get(key) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: decimals });
  formatters.set(key, formatter);
  return formatter;
}

/** formatValue writes a number with the decimals of its unit, half to even, in the reader's locale; null is a dash. Screens and exports share it. */
export function formatValue(value: number | null, unit: Unit, locale = 'en', decimals: number = unitDecimals[unit]): string {
  return value === null ? noValue : formatterFor(locale, decimals).format(roundHalfEven(value, decimals));
}

/** formatWithUnit writes a number with its unit beside it; null is a dash alone. */
export function formatWithUnit(value: number | null, unit: Unit, locale = 'en', decimals: number = unitDecimals[unit]): string {
  const text = formatValue(value, unit, locale, decimals);
  const label = (value === 1 ? oneLabel[unit] : undefined) ?? unitLabel[unit];
  return value === null || label === '' ? text : `${text} ${label}`;
}

const months = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
] as const;

/** formatDay writes a calendar day in words, 21 January 2027; a day has no time zone, so none can move it. */
export function formatDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${months[Number(month) - 1]} ${year}`;
}

/** countOf writes a whole number with its noun: 1 topic, 3 topics. */
export function countOf(n: number, noun: string, locale = 'en'): string {
  return `${formatValue(n, 'count', locale)} ${n === 1 ? noun : `${noun}s`}`;
}
