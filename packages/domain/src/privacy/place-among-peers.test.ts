import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peerBands, placeAmongPeers } from './place-among-peers.ts';

const h = { median: 71, p25: 60, p75: 82 };
const a = { median: 61, p25: null, p75: null };

describe('placeAmongPeers', () => {
  it.each([
    [59, 'q1'], [59.5, 'q2'], [60, 'q2'], [71, 'q3'], [82, 'q4'], [59.4, 'q1'], [81.4, 'q3'], [0, 'q1'], [100, 'q4'],
  ])('quartiles 60, 71, 82: own %d is in %s', (own, band) => {
    expect(placeAmongPeers(own, h)).toBe(band);
  });
  it('own 60.5 is rounded half-even to 60, own 61.5 to 62', () => {
    expect([placeAmongPeers(60.5, a), placeAmongPeers(61.5, a)]).toEqual(['lower-half', 'upper-half']);
  });
  it.each([[61, 'upper-half'], [60, 'lower-half']])('median 61 without quartiles: own %d is in the %s', (own, band) => {
    expect(placeAmongPeers(own, a)).toBe(band);
  });
  it('without an own value, and in a hidden entry, there is no place', () => {
    expect([placeAmongPeers(null, h), placeAmongPeers(60, { median: null, p25: null, p75: null })]).toEqual([null, null]);
  });
  it('never falls as the own value rises', () => {
    const score = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(fc.property(score, score, fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 }), (x, y, cuts) => {
      const [p25 = 0, median = 0, p75 = 0] = cuts.sort((one, other) => one - other);
      const rank = (own: number) => peerBands.indexOf(placeAmongPeers(own, { p25, median, p75 }) ?? 'lower-half');
      expect(rank(Math.min(x, y))).toBeLessThanOrEqual(rank(Math.max(x, y)));
    }));
  });
});
