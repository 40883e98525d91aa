import { at } from './at.ts';
import { sum } from './mean.ts';

/** pearson is the correlation of pairs, -1..1; fewer than two pairs or a constant side give null. */
export function pearson(x: readonly number[], y: readonly number[]): number | null {
  if (x.length !== y.length) throw new RangeError('pearson needs pairs');
  if (x.length < 2) return null;
  const meanX = sum(x) / x.length;
  const meanY = sum(y) / y.length;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  x.forEach((value, i) => {
    const dx = value - meanX;
    const dy = at(y, i) - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  });
  if (xx <= 1e-12 || yy <= 1e-12) return null;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
