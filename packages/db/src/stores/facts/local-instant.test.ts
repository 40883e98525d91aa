import { dayOf } from '@verdant/domain/time/day';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localInstant } from './local-instant.ts';

describe('localInstant', () => {
  it.each([
    ['2026-01-15', 720, 'Europe/Berlin', '2026-01-15T11:00:00.000Z'],
    ['2026-07-15', 720, 'Europe/Berlin', '2026-07-15T10:00:00.000Z'],
    ['2026-03-29', 720, 'Europe/Berlin', '2026-03-29T10:00:00.000Z'],
    ['2013-10-01', 720, 'Pacific/Auckland', '2013-09-30T23:00:00.000Z'],
    ['2013-02-01', 720, 'Asia/Kolkata', '2013-02-01T06:30:00.000Z'],
    ['2026-01-15', 0.5, 'UTC', '2026-01-15T00:00:30.000Z'],
  ])('reads %s at minute %s in %s as %s', (day, minute, zone, expected) => {
    expect(localInstant(day, minute, zone)).toBe(expected);
  });

  it('falls on the day it was asked for, in any zone', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Toronto', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Lord_Howe');
    const day = fc.date({ min: new Date('2001-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    fc.assert(fc.property(zone, day, (timeZone, on) => dayOf(localInstant(on, 720, timeZone), timeZone) === on));
  });
});
