import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysBetween, localHour } from './day.ts';
import { localClock } from './local-clock.ts';

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia'];

describe('localClock', () => {
  it('agrees with Intl for any instant in any zone', () => {
    fc.assert(fc.property(fc.constantFrom(...zones), fc.integer({ min: Date.UTC(2011, 0, 1), max: Date.UTC(2030, 0, 1) }), (zone, ms) => {
      expect(localClock(zone)(ms)).toEqual(localHour(new Date(ms).toISOString(), zone));
    }), { numRuns: 500 });
  });
  it('agrees with Intl each quarter of an hour of the days on which Berlin and Lord Howe change their clocks', () => {
    for (const [zone, day] of [['Europe/Berlin', '2026-03-29'], ['Europe/Berlin', '2026-10-25'], ['Australia/Lord_Howe', '2026-04-04']] as const) {
      for (let quarter = 0; quarter < 96; quarter++) {
        const ms = Date.parse(`${day}T00:00:00Z`) + quarter * 900_000;
        expect(localClock(zone)(ms)).toEqual(localHour(new Date(ms).toISOString(), zone));
      }
    }
  });
});

describe('days', () => {
  it('are dates: a day of 23 hours is one day', () => {
    expect(dayOf('2026-03-28T23:30:00.000Z', 'Europe/Berlin')).toBe('2026-03-29');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  });
});
