import { en } from '../messages/en.ts';

/** Day before month and a 24-hour clock; the words come from the catalogue. */
const locale = 'en-GB';
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}

const utcDay = (day: string) => new Date(`${day}T00:00:00Z`);

/** formatDay words a calendar day, e.g. 24 Oct 2026. */
export function formatDay(day: string): string {
  return formatter({ timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(utcDay(day));
}

/** formatShortDay words a day without its year, for axes and cells. */
export function formatShortDay(day: string): string {
  return formatter({ timeZone: 'UTC', day: 'numeric', month: 'short' }).format(utcDay(day));
}

/** formatWeekday names the day of the week in three letters. */
export function formatWeekday(day: string): string {
  return formatter({ timeZone: 'UTC', weekday: 'short' }).format(utcDay(day));
}

/** formatInstant words an instant in the organization's time zone. */
export function formatInstant(instant: string, timeZone: string): string {
  return formatter({ timeZone, day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

/** formatAge words seconds as one unit: 45 s, 12 min, 9 h, 2 days. */
export function formatAge(seconds: number): string {
  if (seconds < 60) return en.age.seconds(Math.floor(seconds));
  if (seconds < 3600) return en.age.minutes(Math.floor(seconds / 60));
  if (seconds < 48 * 3600) return en.age.hours(Math.floor(seconds / 3600));
  return en.age.days(Math.floor(seconds / 86_400));
}

/** formatAgo words how long ago something was; under a minute it is "just now". */
export function formatAgo(seconds: number): string {
  return seconds < 60 ? en.freshness.justNow : en.age.ago(formatAge(seconds));
}

/** formatCountdown words seconds as mm:ss. */
export function formatCountdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

/** formatDuration words milliseconds for people: 120 ms, 3.4 s, 2 min 5 s. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
