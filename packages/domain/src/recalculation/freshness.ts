import type { Instant } from '../time/day.ts';

/** A person's analytics older than this are recalculated at sign-in. */
export const signInStaleSeconds = 6 * 3600;
/** A scope calculated this recently is answered without work. */
export const freshSeconds = 60;

/** ageSeconds is the time since an instant, never negative: a clock that jumped back makes nothing younger than now. */
export function ageSeconds(at: Instant, now: Instant): number {
  return Math.max(0, (Date.parse(now) - Date.parse(at)) / 1000);
}

/** needsRecalculation holds when nothing was ever calculated, or longer than 6 h ago. */
export function needsRecalculation(lastAt: Instant | null, now: Instant): boolean {
  return lastAt === null || ageSeconds(lastAt, now) > signInStaleSeconds;
}

/** isFresh holds for a scope calculated less than 60 s ago. */
export function isFresh(lastAt: Instant | null, now: Instant): boolean {
  return lastAt !== null && ageSeconds(lastAt, now) < freshSeconds;
}
