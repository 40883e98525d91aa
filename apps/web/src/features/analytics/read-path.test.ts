import { describe, expect, it } from 'vitest';
import { readPath } from './read-path.ts';

const value = { score: 86.8, parts: { days: { weekly: 4.33 }, minutes: null }, band: 'engaged', daily: [] };

describe('readPath', () => {
  it('reads numbers at any depth', () => {
    expect(readPath(value, 'score')).toBe(86.8);
    expect(readPath(value, 'parts.days.weekly')).toBe(4.33);
  });
  it('a missing part is null, an unknown or wordy field is not shown', () => {
    expect(readPath(value, 'parts.minutes.weekly')).toBeNull();
    expect(readPath(value, 'parts.other')).toBeUndefined();
    expect(readPath(value, 'band')).toBeUndefined();
    expect(readPath(null, 'score')).toBeNull();
  });
});
