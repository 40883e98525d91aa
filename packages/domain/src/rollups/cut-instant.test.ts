import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../time/day.ts';
import { cutInstant } from './cut-instant.ts';

describe('cutInstant', () => {
  it.each([
    ['2026-03-29', 'UTC', '2026-03-29T00:00:00.000Z', 'midnight itself'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', 'winter time, one hour ahead, still that morning'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z', 'summer time, two hours ahead'],
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z', 'the clock leaps from 0:00 to 1:00 and the day begins at one'],
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z', 'the hour from 0:00 to 1:00 comes twice, and the first of them begins the day'],
    ['2026-04-05', 'America/Santiago', '2026-04-05T04:00:00.000Z', 'at midnight the clock goes back to 23:00, an hour that belongs to the day before'],
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z', 'a day that never was ends where it would have begun'],
    ['2026-05-01', 'Pacific/Kiritimati', '2026-04-30T10:00:00.000Z', 'fourteen hours ahead'],
    ['2026-05-01', 'Asia/Kathmandu', '2026-04-30T18:15:00.000Z', 'five hours and three quarters ahead'],
  ])('%s in %s began at %s: %s', (day, timeZone, instant) => expect(cutInstant(day, timeZone)).toBe(instant));

  it('parts instants as their local days do', () => {
    const zones = ['Europe/Berlin', 'Asia/Beirut', 'America/Havana', 'America/Santiago', 'Pacific/Pago_Pago', 'Australia/Lord_Howe', 'America/St_Johns'];
    fc.assert(fc.property(fc.nat(500), fc.integer({ min: -2000, max: 2000 }), fc.constantFrom(...zones), (n, minutes, timeZone) => {
      const cutDay = addDays('2026-01-01', n);
      const instant = new Date(Date.parse(`${cutDay}T00:00:00.000Z`) + minutes * 60_000).toISOString();
      expect(instant < cutInstant(cutDay, timeZone)).toBe(dayOf(instant, timeZone) < cutDay);
    }), { numRuns: 500 });
  });
});
