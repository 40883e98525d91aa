/** stepOf moves along n points with the keyboard: arrows step, Home and End jump; null for any other key. From outside, the first arrow enters. */
export function stepOf(key: string, current: number | null, n: number): number | null {
  if (n === 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return n - 1;
  const forward = key === 'ArrowRight' || key === 'ArrowDown';
  if (!forward && key !== 'ArrowLeft' && key !== 'ArrowUp') return null;
  if (current === null) return forward ? 0 : n - 1;
  return Math.min(n - 1, Math.max(0, current + (forward ? 1 : -1)));
}

/** nearestTo finds the point closest to a place; both axes count, x first. */
export function nearestTo(points: readonly { x: number; y: number }[], x: number, y: number, yWeight: number): number | null {
  let best: number | null = null;
  let shortest = Infinity;
  points.forEach((point, index) => {
    const distance = Math.abs(point.x - x) + yWeight * Math.abs(point.y - y);
    if (distance < shortest) {
      shortest = distance;
      best = index;
    }
  });
  return best;
}
