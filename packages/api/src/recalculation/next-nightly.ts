import type { Instant } from '@verdant/domain/time/day';

const nightlyHourUtc = 2;

/** nextNightlyAt is the next 02:00 UTC after now. */
export function nextNightlyAt(now: Instant): Instant {
  const next = new Date(now);
  next.setUTCHours(nightlyHourUtc, 0, 0, 0);
  if (next.getTime() <= Date.parse(now)) next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString();
}
