import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf, sortedMembers } from './difference.ts';

const of = (members: Record<string, number | readonly number[]>) => sortedMembers(new Map(Object.entries(members)));

describe('differenceOf', () => {
  it('a, b, c then b, c, d, e: 2 joined, 1 left; c changed from 3 to 4', () => {
    expect(differenceOf(of({ a: 1, b: 2, c: 3 }), of({ b: 2, c: 4, d: 5, e: 6 }))).toEqual({ joined: 2, left: 1, changed: 1 });
  });
  it('tuples of a count differ place by place', () => {
    expect(differenceOf(of({ a: [1, 2], b: [1, 2], c: [1] }), of({ a: [1, 2], b: [1, 3], c: [1, 0] }))).toEqual({ joined: 0, left: 0, changed: 2 });
  });
  it('erased people have no value that could change', () => {
    expect(differenceOf([['erased:1', null]], [['erased:1', null]])).toEqual({ joined: 0, left: 0, changed: 0 });
  });
  it('stops at two people apart, if two are enough', () => {
    const { joined, left } = differenceOf(of({ a: 1, b: 1, c: 1 }), of({ d: 1, e: 1 }), 2);
    expect(joined + left).toBe(2);
  });
  it('agrees with sets, and is turned round by time', () => {
    const members = fc.dictionary(fc.string({ minLength: 1, maxLength: 2, unit: fc.constantFrom('a', 'b', 'c') }), fc.integer({ min: 0, max: 1 }));
    fc.assert(fc.property(members, members, (before, after) => {
      const { joined, left, changed } = differenceOf(of(before), of(after));
      expect(joined).toBe(Object.keys(after).filter((id) => !Object.hasOwn(before, id)).length);
      expect(changed).toBe(Object.keys(after).filter((id) => Object.hasOwn(before, id) && before[id] !== after[id]).length);
      expect(differenceOf(of(after), of(before))).toEqual({ joined: left, left: joined, changed });
    }));
  });
});
