import { describe, expect, it } from 'vitest';
import { masteredDay } from './mastered-day.ts';

const settings = { threshold: 0.95 };
const recent = [{ day: '2026-03-01', L: 0.96 }, { day: '2026-03-05', L: 0.9 }, { day: '2026-03-10', L: 0.951 }, { day: '2026-03-20', L: 0.99 }];

describe('masteredDay', () => {
  it('is the first day of the last stretch at .95 or above: .96, .90, .951, .99 gives the day of .951', () => {
    expect(masteredDay(recent, '2026-03-31', settings)).toBe('2026-03-10');
  });
  it('knows only answers up to D: on the day of .90 it is not mastered, on the day before it was since the first of March', () => {
    expect(masteredDay(recent, '2026-03-05', settings)).toBeNull();
    expect(masteredDay(recent, '2026-03-04', settings)).toBe('2026-03-01');
    expect(masteredDay(recent, '2026-02-28', settings)).toBeNull();
  });
  it('decides on the published L: .94996 is .95', () => {
    expect(masteredDay([{ day: '2026-03-01', L: 0.94996 }], '2026-03-31', settings)).toBe('2026-03-01');
    expect(masteredDay([{ day: '2026-03-01', L: 0.94994 }], '2026-03-31', settings)).toBeNull();
  });
});
