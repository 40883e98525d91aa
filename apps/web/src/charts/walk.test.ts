import { describe, expect, it } from 'vitest';
import { nearestTo, stepOf } from './walk.ts';

describe('stepOf', () => {
  it('enters at the start with a forward arrow and at the end with a backward one', () => {
    expect(stepOf('ArrowRight', null, 5)).toBe(0);
    expect(stepOf('ArrowLeft', null, 5)).toBe(4);
  });
  it('steps, stops at both ends and jumps', () => {
    expect(stepOf('ArrowRight', 1, 5)).toBe(2);
    expect(stepOf('ArrowDown', 4, 5)).toBe(4);
    expect(stepOf('ArrowUp', 0, 5)).toBe(0);
    expect(stepOf('Home', 3, 5)).toBe(0);
    expect(stepOf('End', 1, 5)).toBe(4);
  });
  it('leaves other keys and empty charts alone', () => {
    expect(stepOf('Tab', 1, 5)).toBeNull();
    expect(stepOf('Enter', 1, 5)).toBeNull();
    expect(stepOf('ArrowRight', null, 0)).toBeNull();
  });
});

describe('nearestTo', () => {
  const points = [{ x: 0, y: 0 }, { x: 10, y: 100 }, { x: 12, y: 0 }];
  it('takes the nearest in x where only x counts', () => expect(nearestTo(points, 10.5, 0, 0)).toBe(1));
  it('takes y into account where it should', () => expect(nearestTo(points, 10.5, 0, 1)).toBe(2));
  it('finds nothing among no points', () => expect(nearestTo([], 1, 1, 1)).toBeNull());
});
