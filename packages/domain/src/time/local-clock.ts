import { dayName } from './day.ts';
import type { Day } from './day.ts';

export type LocalTime = { day: Day; hour: number };
/** Turns an instant in milliseconds into the organization's day and hour. */
export type LocalClock = (ms: number) => LocalTime;

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const quarterMs = 900_000;

function offsetReader(timeZone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  return (ms) => {
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of format.formatToParts(ms)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
  };
}

/** createLocalClock reads one time zone fast: it asks Intl for the offset once a UTC day, and per quarter of an hour only on days on which it changes. */
export function createLocalClock(timeZone: string): LocalClock {
  const read = offsetReader(timeZone);
  const byDay = new Map<number, number | null>();
  const byQuarter = new Map<number, number>();

  const offsetOf = (ms: number): number => {
    const day = Math.floor(ms / dayMs);
    let offset = byDay.get(day);
    if (offset === undefined) {
      const start = read(day * dayMs);
      offset = start === read((day + 1) * dayMs) ? start : null;
      byDay.set(day, offset);
    }
    if (offset !== null) return offset;
    const quarter = Math.floor(ms / quarterMs);
    const known = byQuarter.get(quarter) ?? read(quarter * quarterMs);
    byQuarter.set(quarter, known);
    return known;
  };

  return (ms) => {
    const local = ms + offsetOf(ms);
    const day = Math.floor(local / dayMs);
    return { day: dayName(day), hour: Math.floor((local - day * dayMs) / hourMs) };
  };
}

const clocks = new Map<string, LocalClock>();

/** localClock gives the clock of a time zone; it is made once and remembers only offsets. */
export function localClock(timeZone: string): LocalClock {
  const clock = clocks.get(timeZone) ?? createLocalClock(timeZone);
  clocks.set(timeZone, clock);
  return clock;
}
