import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeDepartments } from './place-departments.ts';

describe('placeDepartments', () => {
  it('medians 48, 55, 55, 71: mid-ranks 12.5, 50, 50, 87.5 are bottom, upper, upper, top', () => {
    expect(placeDepartments([48, 55, 55, 71])).toEqual(['bottom', 'upper', 'upper', 'top']);
  });
  it('medians 10, 20, 30, 40: mid-ranks 12.5, 37.5, 62.5, 87.5 fill all four', () => {
    expect(placeDepartments([40, 30, 20, 10])).toEqual(['top', 'upper', 'lower', 'bottom']);
  });
  it('three shown departments have no place, a hidden fourth does not count', () => {
    expect(placeDepartments([48, null, 55, 71])).toEqual([null, null, null, null]);
  });
  it('a hidden one has no place and moves nobody', () => {
    expect(placeDepartments([48, null, 55, 55, 71])).toEqual(['bottom', null, 'upper', 'upper', 'top']);
  });
  it('equal departments are all in the middle: mid-rank 50, upper', () => {
    fc.assert(fc.property(fc.integer({ min: 4, max: 30 }), fc.integer({ min: 0, max: 100 }), (n, median) => {
      expect(new Set(placeDepartments(Array.from({ length: n }, () => median)))).toEqual(new Set(['upper']));
    }));
  });
  it('does not depend on the order of departments', () => {
    fc.assert(fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 100 })), { maxLength: 12 }), (medians) => {
      expect(placeDepartments([...medians].reverse())).toEqual(placeDepartments(medians).reverse());
    }));
  });
});
