import { compareText } from './compare-text.ts';

/** End of an action, with its length when known. Times in minutes since any common origin. */
export type SessionPoint = { id: string; endMin: number; durationMin: number | null };

const longestMin = 240;
const breakMin = 30;
const creditMin = 10;

/** sessions folds the points of one local day into sessions and the minutes they cover, in elapsed time; pauses count up to 10 minutes. */
export function sessions(points: readonly SessionPoint[]): { sessions: number; minutes: number } {
  const intervals = points
    .map(({ id, endMin, durationMin }) => ({ id, start: endMin - Math.min(longestMin, durationMin ?? 0), end: endMin }))
    .sort((a, b) => a.start - b.start || a.end - b.end || compareText(a.id, b.id));
  let count = 0;
  let minutes = 0;
  let covered = Number.NEGATIVE_INFINITY;
  for (const { start, end } of intervals) {
    const pause = start - covered;
    if (pause > breakMin) {
      count += 1;
      minutes += end - start;
    } else {
      minutes += Math.max(0, Math.min(pause, creditMin)) + Math.max(0, end - Math.max(start, covered));
    }
    covered = Math.max(covered, end);
  }
  return { sessions: count, minutes };
}
