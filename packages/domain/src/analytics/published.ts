import { roundHalfEven } from '../stats/round-half-even.ts';

/** roundOrNull rounds a published number half to even and lets null through. */
export function roundOrNull(x: number | null, decimals: number): number | null {
  return x === null ? null : roundHalfEven(x, decimals);
}

/** clamp keeps x within lo..hi. */
export function clamp(x: number, lo: number, hi: number): number {
  return Math.min(hi, Math.max(lo, x));
}
