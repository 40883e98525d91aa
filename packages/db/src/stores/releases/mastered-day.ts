import type { Settings } from '@verdant/domain/analytics/settings';
import { roundHalfEven } from '@verdant/domain/stats/round-half-even';
import type { Day } from '@verdant/domain/time/day';

/**
 * masteredDay is the day since which the answers on a skill say that it is mastered, as of day D: the first of the last unbroken stretch of days with a
 * published L at the threshold or above; null when it is below. Days more than 35 before the newest answer are not known, so a stretch may have begun earlier.
 */
export function masteredDay(recent: readonly { day: Day; L: number }[], D: Day, { threshold }: Pick<Settings['mastery'], 'threshold'>): Day | null {
  const known = recent.filter(({ day }) => day <= D);
  const lastBelow = known.findLastIndex(({ L }) => roundHalfEven(L, 4) < threshold);
  return known[lastBelow + 1]?.day ?? null;
}
