import type { Day, Instant } from '@verdant/domain/time/day';

const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(
      'en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }
    );
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** offsetAt is what a zone's clocks are ahead of UTC at an instant, in minutes. */
function offsetAt(instantMs: number, timeZone: string): number {
  const parts = new Map<string, number>(formatterFor(timeZone).formatToParts(new Date(instantMs)).map(({ type, value }) => [type, Number(value)]));
  const part = (type: string) => parts.get(type) ?? 0;
  return Math.round((Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - instantMs) / 60_000);
}

/** localInstant is the instant of a wall-clock time (minutes since midnight, decimals allowed) on a day in a zone; the offset is the one of that day's noon. */
export function localInstant(day: Day, minute: number, timeZone: string): Instant {
  const key = `${timeZone} ${day}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    const noon = Date.parse(`${day}T12:00:00Z`);
    // The first guess names the day's noon in UTC; the second reads the offset at local noon itself.
    offset = offsetAt(noon - offsetAt(noon, timeZone) * 60_000, timeZone);
    if (offsets.size > 20_000) offsets.clear();
    offsets.set(key, offset);
  }
  return new Date(Date.parse(`${day}T00:00:00Z`) + Math.round((minute - offset) * 60_000)).toISOString();
}
