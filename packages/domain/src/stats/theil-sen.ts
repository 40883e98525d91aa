import { at } from './at.ts';
import { quantile } from './quantile.ts';

export type Direction = 'up' | 'down' | 'flat';
export type Slope = { slope: number; lo: number; hi: number; direction: Direction };

function averageByTime(points: readonly { t: number; y: number }[]): { t: number; y: number }[] {
  const byTime = new Map<number, number[]>();
  for (const { t, y } of points) byTime.set(t, [...(byTime.get(t) ?? []), y]);
  return [...byTime]
    .map(([t, ys]) => ({ t, y: ys.sort((a, b) => a - b).reduce((total, y) => total + y, 0) / ys.length }))
    .sort((a, b) => a.t - b.t);
}

/** theilSen is the robust slope per unit of t with a 90 % interval (C = 1.645); too few points or too short a span give null. (Theil 1950, Sen 1968) */
export function theilSen(points: readonly { t: number; y: number }[], minPoints = 4, minSpan = 14): Slope | null {
  const averaged = averageByTime(points);
  const m = averaged.length;
  if (m < Math.max(2, minPoints) || at(averaged, m - 1).t - at(averaged, 0).t < minSpan) return null;
  const slopes: number[] = [];
  for (let i = 0; i < m; i++) {
    for (let j = i + 1; j < m; j++) slopes.push((at(averaged, j).y - at(averaged, i).y) / (at(averaged, j).t - at(averaged, i).t));
  }
  slopes.sort((a, b) => a - b);
  const spread = 1.645 * Math.sqrt((m * (m - 1) * (2 * m + 5)) / 18);
  const lowest = Math.max(0, Math.floor((slopes.length - spread) / 2));
  const lo = at(slopes, lowest);
  const hi = at(slopes, slopes.length - 1 - lowest);
  const slope = quantile(slopes, 0.5) ?? 0;
  return { slope, lo, hi, direction: lo > 0 ? 'up' : hi < 0 ? 'down' : 'flat' };
}
