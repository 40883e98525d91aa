import { roundHalfEven } from '../stats/round-half-even.ts';
import { weighted } from '../stats/weighted.ts';
import type { Day } from '../time/day.ts';
import { addDays } from '../time/day.ts';
import type { LearnerDay } from '../rollups/types.ts';
import { actsOf } from './acts.ts';
import { activityPattern } from './activity-pattern.ts';
import { insufficientEnvelope, missingSource, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import type { Engagement, EngagementBand } from './engagement-value.ts';
import type { Envelope } from './envelope.ts';
import { daysWithin, deliversMinutes, lastDays, tenureOf, today, windowDaysOf } from './learner-time.ts';
import { clamp, roundOrNull } from './published.ts';
import type { Settings } from './settings.ts';
import type { AnalyticContext, LearnerState } from './state.ts';

export type { Engagement } from './engagement-value.ts';

const id = 'engagement';
const minimumTenure = 7;

/** Sums over one stretch of days; minutes are null where no source delivers them. */
export type EngagementSums = { days: number; minutes: number | null; activities: number };
type Rates = { weekly: number; score: number };
export type EngagementScore = { score: number; parts: { days: Rates; minutes: Rates | null; activities: Rates }; coverage: number };

/** scoreEngagement is 0..100 from weekly rates in which the last 7 days count double; `restDays` are the other days of the window. Unrounded (analytic 3). */
export function scoreEngagement(
  recent: EngagementSums, rest: EngagementSums, restDays: number, settings: Settings['engagement'], activityCoverage = 1,
): EngagementScore {
  const rate = (last: number, before: number, norm: number): Rates => {
    const weekly = (7 * (2 * last + before)) / (14 + restDays);
    return { weekly, score: clamp((100 * weekly) / norm, 0, 100) };
  };
  const days = rate(recent.days, rest.days, settings.normDays);
  const minutes = recent.minutes === null || rest.minutes === null ? null : rate(recent.minutes, rest.minutes, settings.normMinutes);
  const activities = rate(recent.activities, rest.activities, settings.normActivities);
  const [dayWeight = 0, minuteWeight = 0, activityWeight = 0] = settings.weights;
  const { value } = weighted([
    { weight: dayWeight, value: days.score }, { weight: minuteWeight, value: minutes === null ? null : minutes.score },
    { weight: activityWeight, value: activities.score },
  ]);
  const coverage = dayWeight + (minutes === null ? 0 : minuteWeight) + activityWeight * activityCoverage;
  return { score: value ?? 0, parts: { days, minutes, activities }, coverage };
}

/** engagementBandOf bands the published score. */
export function engagementBandOf(score: number, { high, engaged }: Pick<Settings['engagement'], 'high' | 'engaged'>): EngagementBand {
  return score >= high ? 'highly-engaged' : score >= engaged ? 'engaged' : 'at-risk';
}

/** sumDays sums activity days, minutes and finished activities over day rows. */
export function sumDays(days: readonly LearnerDay[], withMinutes: boolean): EngagementSums {
  let minutes = 0;
  let activities = 0;
  for (const day of days) {
    minutes += day.activeMin;
    activities += actsOf(day);
  }
  return { days: days.filter(({ points }) => points > 0).length, minutes: withMinutes ? minutes : null, activities };
}

/** scoreAt scores a learner as of day D over a window of so many days, unrounded. */
export function scoreAt(state: LearnerState, ctx: AnalyticContext, D: Day, windowDays: number): EngagementScore {
  const withMinutes = deliversMinutes(ctx);
  const recent = sumDays(daysWithin(state.days, addDays(D, -6), D), withMinutes);
  const rest = sumDays(daysWithin(state.days, addDays(D, 1 - windowDays), addDays(D, -7)), withMinutes);
  const delivered = 1 + Number(ctx.available.facts.has('assessment_attempts')) + Number(ctx.available.facts.has('practice_results'));
  return scoreEngagement(recent, rest, windowDays - 7, ctx.settings.engagement, delivered / 3);
}

/** computeEngagement: how regularly and how much one learns, 0..100 (analytic 3); silence is 0, insufficient only below 7 days of history. */
export function computeEngagement(state: LearnerState, ctx: AnalyticContext): Envelope<Engagement> {
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const D = today(ctx);
  const m = tenureOf(state, D);
  if (m < minimumTenure) {
    const need = { what: 'days of history', have: Math.max(0, m), required: minimumTenure };
    return insufficientEnvelope(id, ctx, 'short-history', need, { n: 0, coverage: 0, asOf: state.summary.asOf });
  }
  const N = windowDaysOf(ctx, [7, 14, 30, 90], ctx.settings.engagement.windowDays);
  const window = lastDays(D, Math.min(N, m));
  const scored = scoreAt(state, ctx, D, window.days);
  const score = roundHalfEven(scored.score, 1);
  const previousScore = m < 14 ? null : roundHalfEven(scoreAt(state, ctx, addDays(D, -7), Math.min(N, m - 7)).score, 1);
  const inWindow = daysWithin(state.days, window.from, D);
  const withMinutes = deliversMinutes(ctx);
  const sessions = inWindow.reduce((total, day) => total + day.sessions, 0);
  const activeMin = inWindow.reduce((total, day) => total + day.activeMin, 0);
  const { days, minutes, activities } = scored.parts;
  const pattern = activityPattern(state, ctx, window, m);
  const value: Engagement = {
    score, band: engagementBandOf(score, ctx.settings.engagement),
    parts: {
      days: { weekly: roundHalfEven(days.weekly, 2), score: roundHalfEven(days.score, 1) },
      minutes: minutes === null ? null : { weekly: roundHalfEven(minutes.weekly, 1), score: roundHalfEven(minutes.score, 1) },
      activities: { weekly: roundHalfEven(activities.weekly, 2), score: roundHalfEven(activities.score, 1) },
    },
    previousScore, delta: previousScore === null ? null : roundHalfEven(score - previousScore, 1),
    sessionsPerWeek: withMinutes ? roundHalfEven((7 * sessions) / window.days, 2) : null,
    meanSessionMin: withMinutes && sessions > 0 ? roundHalfEven(activeMin / sessions, 1) : null,
    activeMin: withMinutes ? roundHalfEven(activeMin, 1) : null,
    ...pattern, diversity: roundOrNull(pattern.diversity, 4),
  };
  const n = inWindow.reduce((total, day) => total + day.points, 0);
  const asOf = daysWithin(state.days, addDays(D, -89), D).at(-1)?.lastAt ?? state.summary.asOf;
  return valueEnvelope(id, ctx, value, { window, n, coverage: scored.coverage, asOf }, nullsOf(value, withMinutes, ctx));
}

function nullsOf(value: Engagement, withMinutes: boolean, ctx: AnalyticContext): Nulls {
  const nulls: Nulls = {};
  if (value.previousScore === null) {
    nulls['previousScore'] = 'short-history';
    nulls['delta'] = 'short-history';
  }
  if (!withMinutes) for (const field of ['parts.minutes', 'sessionsPerWeek', 'meanSessionMin', 'activeMin', 'daily[].minutes']) nulls[field] = 'no-source';
  else if (value.meanSessionMin === null) nulls['meanSessionMin'] = 'no-data';
  if (value.peakHour === null) nulls['peakHour'] = ctx.available.measures.has('time-of-day') ? 'no-data' : 'no-source';
  if (value.diversity === null) nulls['diversity'] = 'no-data';
  if (value.lastActiveDay === null) nulls['lastActiveDay'] = 'no-data';
  return nulls;
}
