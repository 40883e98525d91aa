import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../time/day.ts';
import { expiryDay, monthsToKeep, readRetention } from './retention.ts';

describe('readRetention', () => {
  it('has 13 months of facts and 7 years of sums unless the organization says otherwise', () => {
    expect(readRetention({})).toEqual({ factMonths: 13, organizationMonths: 84 });
    expect(readRetention({ retention: { factMonths: 24 }, velocity: {} })).toEqual({ factMonths: 24, organizationMonths: 84 });
  });

  it.each([[{ factMonths: 2 }], [{ factMonths: 241 }], [{ factMonths: 1.5 }], [{ factMonths: 'all' }], [{ organizationMonths: 6 }]])('refuses %j', (retention) => {
    expect(() => readRetention({ retention })).toThrow();
  });
});

describe('expiryDay', () => {
  it.each([['2026-11-22', 13, '2025-10-02'], ['2026-01-31', 13, '2024-12-02'], ['2026-12-01', 12, '2025-12-02'], ['2026-03-31', 3, '2025-12-02'], ['2026-11-22', 240, '2006-11-02']])(
    'of %s and %i months is %s', (today, months, expected) => expect(expiryDay(today, months)).toBe(expected));

  it('keeps at least the months, at most one more, and never goes back', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 3, max: 240 }), (offset, months) => {
      const today = addDays('2000-01-01', offset);
      const kept = daysBetween(expiryDay(today, months), today);
      expect(kept).toBeGreaterThanOrEqual(months * 30 - months / 2 - 5);
      expect(kept).toBeLessThanOrEqual(months * 31 + 31);
      expect(expiryDay(addDays(today, 1), months) >= expiryDay(today, months)).toBe(true);
    }));
  });
});

describe('monthsToKeep', () => {
  it('is the smallest number of months that keeps a day', () => {
    expect(monthsToKeep('2013-10-01', '2026-11-22')).toBe(158);
    fc.assert(fc.property(fc.integer({ min: 0, max: 7_000 }), fc.integer({ min: 0, max: 3_000 }), (offset, age) => {
      const today = addDays('2015-01-01', offset);
      const day = addDays(today, -age);
      const months = monthsToKeep(day, today);
      expect(expiryDay(today, months) <= day).toBe(true);
      expect(months === 3 || expiryDay(today, months - 1) > day).toBe(true);
    }));
  });
});
