/** retained is the mastery 0..1 left after whole days without practice: L decays towards its floor with half-life h in days. */
export function retained(L: number, floor: number, days: number, h: number): number {
  return L <= floor ? L : floor + (L - floor) * 2 ** (-Math.max(0, days) / h);
}

/** reviewInDays is the first whole day on which retained falls below the threshold (.70); L at or below it gives null. */
export function reviewInDays(L: number, floor: number, h: number, below = 0.7): number | null {
  if (L <= below || floor >= below) return null;
  return Math.floor(h * Math.log2((L - floor) / (below - floor)) + 1e-9) + 1;
}
