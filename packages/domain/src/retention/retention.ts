import { z } from 'zod';
import { addDays, type Day } from '../time/day.ts';

export const longestFactMonths = 240;

/** How long an organization keeps what, in months; `settings.retention`. */
export const retentionSchema = z.object({
  /** Facts, and the days of persons made from them: 13 months unless the organization says otherwise. */
  factMonths: z.number().int().min(3).max(longestFactMonths).default(13),
  /** Daily sums over the whole organization, which name nobody: 7 years. */
  organizationMonths: z.number().int().min(12).max(240).default(84),
});
export type Retention = z.infer<typeof retentionSchema>;

/** readRetention takes the periods out of an organization's settings; what is absent has its default, what is out of bounds is refused. */
export function readRetention(settings: unknown): Retention {
  return z.object({ retention: retentionSchema.prefault({}) }).parse(settings ?? {}).retention;
}

function monthsBefore(day: Day, months: number): { year: number; month: number } {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const index = year * 12 + (month - 1) - months;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}

/**
 * expiryDay is the first day whose facts are kept: the second of the month `months` months ago. Storage is dropped by whole months, and a local day may
 * begin a day before the month does in UTC.
 */
export function expiryDay(today: Day, months: number): Day {
  const { year, month } = monthsBefore(today, months);
  return addDays(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`, 1);
}

/** monthsToKeep is the smallest number of months, at least 3, with which a day's facts are kept. */
export function monthsToKeep(day: Day, today: Day): number {
  const monthOf = (one: Day) => { const { year, month } = monthsBefore(one, 0); return year * 12 + month; };
  const months = Math.max(3, monthOf(today) - monthOf(day));
  return day < expiryDay(today, months) ? months + 1 : months;
}
