import { roundHalfEven } from '../stats/round-half-even.ts';
import type { PublishedEntry } from './release-entry.ts';

export const peerBands = ['q1', 'q2', 'q3', 'q4', 'upper-half', 'lower-half'] as const;
/** Quarter of the group from below, or its half where quartiles are not published. */
export type PeerBand = (typeof peerBands)[number];

/**
 * placeAmongPeers puts the viewer's own value, rounded to whole, among the published quartiles: below p25 q1, below the median q2, below p75 q3, else q4;
 * without quartiles into the half above (median included) or below. No own value and a hidden entry give null.
 */
export function placeAmongPeers(own: number | null, { median, p25, p75 }: Pick<PublishedEntry, 'median' | 'p25' | 'p75'>): PeerBand | null {
  if (own === null || median === null) return null;
  const value = roundHalfEven(own);
  if (p25 === null || p75 === null) return value >= median ? 'upper-half' : 'lower-half';
  return value < p25 ? 'q1' : value < median ? 'q2' : value < p75 ? 'q3' : 'q4';
}
