import { describe, expect, it } from 'vitest';
import { formatAge, formatAgo, formatCountdown, formatDay, formatDuration, formatInstant } from './format-time.ts';

describe('formatAgo', () => {
  it.each([[0, 'just now'], [59, 'just now'], [60, '1 min ago'], [7200, '2 h ago'], [47 * 3600, '47 h ago'], [72 * 3600, '3 days ago']])('%i s is %s', (seconds, text) => {
    expect(formatAgo(seconds)).toBe(text);
  });
});

describe('formatAge', () => {
  it.each([[45, '45 s'], [125, '2 min'], [9 * 3600, '9 h'], [2 * 86_400, '2 days']])('%i s is %s', (seconds, text) => {
    expect(formatAge(seconds)).toBe(text);
  });
});

describe('formatCountdown', () => {
  it.each([[0, '00:00'], [-3, '00:00'], [0.2, '00:01'], [61, '01:01'], [599.4, '10:00']])('%d s is %s', (seconds, text) => {
    expect(formatCountdown(seconds)).toBe(text);
  });
});

describe('days and instants', () => {
  it('a day is the same day in every browser time zone', () => expect(formatDay('2026-03-29')).toBe('29 Mar 2026'));
  it('an instant is shown in the zone of the organization', () => {
    expect(formatInstant('2026-03-31T22:30:00.000Z', 'Europe/Berlin')).toBe('1 Apr 2026, 00:30');
    expect(formatInstant('2026-03-31T22:30:00.000Z', 'UTC')).toBe('31 Mar 2026, 22:30');
  });
});

describe('formatDuration', () => {
  it.each([[80, '80 ms'], [3400, '3.4 s'], [125_000, '2 min 5 s']])('%i ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));
});
