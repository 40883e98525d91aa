import { describe, expect, it } from 'vitest';
import { hasOwnWindow, parseWindow, stopsOf } from './windows.ts';

describe('windows of an analytic', () => {
  it('are the formula\u2019s own where it has some, else spans of the trend', () => {
    expect(stopsOf('learning-velocity')).toEqual([7, 30, 90]);
    expect(stopsOf('engagement')).toEqual([7, 14, 30, 90]);
    expect(stopsOf('mastery')).toEqual([30, 90, 180, 365]);
    expect(hasOwnWindow('engagement')).toBe(true);
    expect(hasOwnWindow('performance')).toBe(false);
  });
  it('are read from the address only where the analytic has them', () => {
    expect(parseWindow('engagement', '14d')).toBe(14);
    expect(parseWindow('learning-velocity', '14d')).toBeNull();
    for (const text of [undefined, '', '14', 'd', '-7d', '9999d', '7d; drop']) expect(parseWindow('engagement', text)).toBeNull();
  });
});
