import type { Day, Instant } from '../time/day.ts';
import { localClock } from '../time/local-clock.ts';

const hourMs = 3_600_000;

/** cutInstant is the first instant of a local day in a time zone; where the clock leaps over midnight, or over the whole day, it is the end of the leap. */
export function cutInstant(cutDay: Day, timeZone: string): Instant {
  const clock = localClock(timeZone);
  const midnight = Date.parse(`${cutDay}T00:00:00.000Z`);
  let before = midnight - 24 * hourMs;
  let after = midnight + 48 * hourMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (clock(middle).day < cutDay) before = middle;
    else after = middle;
  }
  return new Date(after).toISOString();
}
