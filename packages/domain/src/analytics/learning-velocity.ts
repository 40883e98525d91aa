import { roundHalfEven } from '../stats/round-half-even.ts';
import { theilSen } from '../stats/theil-sen.ts';
import { addDays } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { insufficientEnvelope, missingSource, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import type { Envelope, ReasonCode } from './envelope.ts';
import { daysWithin, deliversMinutes, lastDays, tenureOf, today, windowDaysOf } from './learner-time.ts';
import type { LearningVelocity, Momentum } from './learning-velocity-value.ts';
import { milestonesOf, planPace } from './pace-plan.ts';
import type { AnalyticContext, LearnerState } from './state.ts';
import { chooseScope } from './velocity-scope.ts';

export type { LearningVelocity } from './learning-velocity-value.ts';

const id = 'learning-velocity';
const minimumTenure = 7;
const momentumTenure = 14;
const longestWeeks = 13;

/** momentumOf names this week against the last; `null` below 14 days of history. Percent is the published momentumPct. */
export function momentumOf(
  input: { currentPace: number; previousPace: number; momentumPct: number | null; tenure: number; finished: boolean }, limitPct: number,
): Momentum | null {
  if (input.finished) return 'finished';
  if (input.currentPace === 0) return 'stalled';
  if (input.tenure < momentumTenure) return null;
  if (input.previousPace === 0 || input.momentumPct === null || input.momentumPct > limitPct) return 'accelerating';
  return input.momentumPct < -limitPct ? 'slowing' : 'steady';
}

function weeklyBlocks(doneDays: readonly Day[], D: Day, tenure: number): { weekly: number[]; weekEnds: Day[] } {
  const blocks = Math.min(longestWeeks, Math.floor(tenure / 7));
  const weekEnds = Array.from({ length: blocks }, (_, i) => addDays(D, -7 * (blocks - 1 - i)));
  return { weekly: weekEnds.map((end) => countWithin(doneDays, addDays(end, -6), end)), weekEnds };
}

function countWithin(doneDays: readonly Day[], from: Day, to: Day): number {
  return doneDays.filter((day) => day >= from && day <= to).length;
}

/** paceTrendOf is the robust weekly change of the pace over the last 8 blocks, in topics a week per week; below 4 blocks null. */
export function paceTrendOf(weekly: readonly number[]): LearningVelocity['paceTrend'] {
  const trend = theilSen(weekly.slice(-8).map((y, i) => ({ t: 7 * i, y })));
  if (trend === null) return null;
  const perWeek = (x: number) => roundHalfEven(x * 7, 2);
  return { slope: perWeek(trend.slope), lo: perWeek(trend.lo), hi: perWeek(trend.hi), direction: trend.direction };
}

/** computeLearningVelocity: topics finished per week against the plan (analytic 1); insufficient below 7 days of history. */
export function computeLearningVelocity(state: LearnerState, ctx: AnalyticContext): Envelope<LearningVelocity> {
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const D = today(ctx);
  const m = tenureOf(state, D);
  const asOf = state.summary.asOf;
  if (m < minimumTenure) {
    const need = { what: 'days of history', have: Math.max(0, m), required: minimumTenure };
    return insufficientEnvelope(id, ctx, 'short-history', need, { n: 0, coverage: 0, asOf });
  }
  const { velocity: settings } = ctx.settings;
  const window = lastDays(D, Math.min(windowDaysOf(ctx, [7, 30, 90], settings.windowDays), m));
  const scope = chooseScope(state, D, ctx.pathId);
  const done = scope.doneDays;
  const n = countWithin(done, window.from, D);
  const currentPace = countWithin(done, addDays(D, -6), D);
  const previousPace = countWithin(done, addDays(D, -13), addDays(D, -7));
  const averagePace = roundHalfEven((n * 7) / window.days, 2);
  const plan = planPace(scope, { D, currentPace, averagePace }, settings);
  const finished = plan.value.remainingTopics === 0;
  const hasMomentum = m >= momentumTenure && previousPace > 0 && !finished;
  const momentumPct = hasMomentum ? roundHalfEven(((currentPace - previousPace) / previousPace) * 100, 1) : null;
  const momentum = momentumOf({ currentPace, previousPace, momentumPct, tenure: m, finished }, settings.momentumPct);
  const { weekly, weekEnds } = weeklyBlocks(done, D, m);
  const paceTrend = paceTrendOf(weekly);
  const minutes = daysWithin(state.days, window.from, D).reduce((total, day) => total + day.activeMin, 0);
  const hours = deliversMinutes(ctx) ? roundHalfEven(minutes / 60, 1) : null;
  const hoursPerTopic = hours === null || n === 0 ? null : roundHalfEven(hours / n, 1);

  const nulls: Nulls = { ...plan.nulls };
  const noMomentum: ReasonCode = finished ? 'finished' : m < momentumTenure ? 'short-history' : 'zero-pace';
  if (momentumPct === null) nulls['momentumPct'] = noMomentum;
  if (momentum === null) nulls['momentum'] = 'short-history';
  if (paceTrend === null) nulls['paceTrend'] = 'short-history';
  if (hours === null) nulls['hours'] = 'no-source';
  if (hoursPerTopic === null) nulls['hoursPerTopic'] = hours === null ? 'no-source' : 'no-data';

  const value: LearningVelocity = {
    scope: scope.kind, pathId: scope.path?.id ?? null, pathTitle: scope.path?.title ?? null, currentPace, previousPace, averagePace,
    momentum, momentumPct, ...plan.value, weekly, weekEnds, paceTrend, hours, hoursPerTopic, milestones: milestonesOf(scope),
  };
  const optional = [scope.path !== null, value.targetPace !== null, value.targetDate !== null, hours !== null];
  return valueEnvelope(id, ctx, value, { window, n, coverage: optional.filter(Boolean).length / optional.length, asOf }, nulls);
}
