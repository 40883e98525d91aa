import { sum } from '../stats/mean.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import type { RiskBand, RiskSign } from './drop-off-risk-value.ts';
import type { Settings } from './settings.ts';

const lowEngagementBelow = 50;
const declineBelowPct = -20;
const silentFromDays = 7;
/** Points of known inputs that a score takes. */
export const pointsRequired = 50;

/** Published inputs of the rule; null = not available. Engagement 0..100, paces in topics of a week, days since something was finished (0 = today). */
export type DropOffInput = {
  engagement: number | null;
  paces: { current: number; previous: number } | null;
  daysSinceProgress: number | null;
};

/** `available` are the points of known inputs, of 100; below 50 there is no score. `signs` are those that hold, in the order of the rule. */
export type DropOffScore = { score: number | null; band: RiskBand | null; signs: RiskSign[]; available: number; coverage: number };

/** riskBandOf bands a published score: above 80 critical, from 60 high, from 40 medium. */
export function riskBandOf(score: number, { critical, high, medium }: Pick<Settings['risk'], 'critical' | 'high' | 'medium'>): RiskBand {
  if (score > critical) return 'critical';
  if (score >= high) return 'high';
  return score >= medium ? 'medium' : 'low';
}

function engagementSign(engagement: number): RiskSign | null {
  return engagement < lowEngagementBelow ? { code: 'low-engagement', numbers: { engagement } } : null;
}

function paceSign({ current, previous }: { current: number; previous: number }): RiskSign | null {
  if (previous <= 0) return null;
  const changePct = roundHalfEven((100 * (current - previous)) / previous, 1);
  return changePct < declineBelowPct ? { code: 'pace-decline', numbers: { currentPace: current, previousPace: previous, changePct } } : null;
}

function progressSign(days: number): RiskSign | null {
  return days >= silentFromDays ? { code: 'no-progress', numbers: { days } } : null;
}

/**
 * scoreDropOff is 0..100, whole: points of low engagement, a falling pace and a week without progress, of the points available; null below 50 of them
 * (analytic 15).
 */
export function scoreDropOff({ engagement, paces, daysSinceProgress }: DropOffInput, settings: Settings['risk']): DropOffScore {
  const [engagementPoints = 0, pacePoints = 0, progressPoints = 0] = settings.points;
  const known: { points: number; sign: RiskSign | null }[] = [];
  if (engagement !== null) known.push({ points: engagementPoints, sign: engagementSign(engagement) });
  if (paces !== null) known.push({ points: pacePoints, sign: paceSign(paces) });
  if (daysSinceProgress !== null) known.push({ points: progressPoints, sign: progressSign(daysSinceProgress) });
  const available = sum(known.map(({ points }) => points));
  const reached = sum(known.map(({ points, sign }) => (sign === null ? 0 : points)));
  const score = available < pointsRequired ? null : roundHalfEven((100 * reached) / available);
  const band = score === null ? null : riskBandOf(score, settings);
  return { score, band, signs: known.flatMap(({ sign }) => sign ?? []), available, coverage: available / 100 };
}
