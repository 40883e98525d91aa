/** Instant as ISO 8601 in UTC with milliseconds, e.g. `2026-03-31T09:00:00.000Z`. */
export type Instant = string;
/** Calendar date `YYYY-MM-DD` in the organization's time zone. */
export type Day = string;

const dayMs = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** localHour gives calendar day and hour 0..23 of an instant in a time zone. */
export function localHour(instant: Instant, timeZone: string): { day: Day; hour: number } {
  if (timeZone === 'UTC') return { day: instant.slice(0, 10), hour: Number(instant.slice(11, 13)) };
  const parts: Record<string, string> = {};
  for (const part of formatterFor(timeZone).formatToParts(new Date(instant))) parts[part.type] = part.value;
  return { day: `${parts['year']}-${parts['month']}-${parts['day']}`, hour: Number(parts['hour']) };
}

/** dayOf gives the calendar day of an instant in a time zone. */
export function dayOf(instant: Instant, timeZone: string): Day {
  return localHour(instant, timeZone).day;
}

const names = new Map<number, Day>();

const numbers = new Map<Day, number>();

/** dayNumber counts days since 1970-01-01; reading dates is slow too. */
function dayNumber(day: Day): number {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const number = Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
  if (!Number.isNaN(number)) numbers.set(day, number);
  return number;
}

/** dayName is the day of a day number; writing dates is slow, and analytics name the same few hundred again and again. */
export function dayName(number: number): Day {
  const known = names.get(number);
  if (known !== undefined) return known;
  const name = new Date(number * dayMs).toISOString().slice(0, 10);
  names.set(number, name);
  return name;
}

/** addDays moves a day by whole days. */
export function addDays(day: Day, days: number): Day {
  return dayName(dayNumber(day) + days);
}

/** daysBetween counts dates from one day to another: a difference of dates, never of hours. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** weekdayOf gives Monday 0 to Sunday 6. */
export function weekdayOf(day: Day): number {
  // 1970-01-01 was a Thursday.
  return (((dayNumber(day) + 3) % 7) + 7) % 7;
}
