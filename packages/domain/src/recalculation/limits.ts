import type { Instant } from '../time/day.ts';

/** Manual requests a person may make in one window. */
export const manualLimit = 5;
export const manualWindowSeconds = 600;

export type ManualDecision = { allowed: boolean; left: number; retryAfterSeconds: number };

/** decideManualRequest counts a person's requests of the last 10 minutes; `left` is how many presses remain before this one is taken. */
export function decideManualRequest(history: readonly Instant[], now: Instant): ManualDecision {
  const nowMs = Date.parse(now);
  const windowMs = manualWindowSeconds * 1000;
  const counted = history.map((at) => Date.parse(at)).filter((at) => at > nowMs - windowMs).sort((a, b) => a - b);
  const left = Math.max(0, manualLimit - counted.length);
  if (left > 0) return { allowed: true, left, retryAfterSeconds: 0 };
  const [frees = nowMs] = counted.slice(-manualLimit);
  return { allowed: false, left, retryAfterSeconds: Math.max(1, Math.ceil((frees + windowMs - nowMs) / 1000)) };
}
