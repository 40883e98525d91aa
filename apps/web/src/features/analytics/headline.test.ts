import { describe, expect, it } from 'vitest';
import { changeOf } from './headline.tsx';

const pace = (value: number | null) => ({ value, unit: 'topics/week', decimals: 2 }) as const;

describe('changeOf', () => {
  it('1.63 against 1.4 topics a week is up 0.23 and good', () => {
    expect(changeOf('learning-velocity', pace(1.63), 1.4)).toEqual({ direction: 'up', text: 'Up 0.23', good: true });
  });
  it('fewer skill gaps are good news, more are not', () => {
    const gaps = (value: number) => ({ value, unit: 'count', decimals: 0 }) as const;
    expect(changeOf('skill-gaps', gaps(3), 5)).toEqual({ direction: 'down', text: 'Down 2', good: true });
    expect(changeOf('skill-gaps', gaps(6), 5)?.good).toBe(false);
  });
  it('calls a difference below the published decimals unchanged', () => {
    expect(changeOf('learning-velocity', pace(1.401), 1.4)?.direction).toBe('flat');
  });
  it('compares nothing with an unknown number', () => {
    expect(changeOf('learning-velocity', pace(null), 1.4)).toBeNull();
    expect(changeOf('learning-velocity', pace(1.4), null)).toBeNull();
  });
});
