import { addDays, daysBetween } from '../time/day.ts';
import { localClock } from '../time/local-clock.ts';
import type { Day, Instant } from '../time/day.ts';
import type { LearnerDay } from '../rollups/types.ts';
import { compareText } from '../stats/compare-text.ts';
import type { Window } from './build-envelope.ts';
import type { AnalyticContext, LearnerState } from './state.ts';

/** today is D: the day of `now` in the organization's time zone. */
export function today(ctx: AnalyticContext): Day {
  return localClock(ctx.timeZone)(Date.parse(ctx.now)).day;
}

/** firstDayOf is the earliest enrollment or activity day, else the day of joining. */
export function firstDayOf(state: LearnerState): Day {
  const days = state.enrollments.map((enrollment) => enrollment.enrolledDay);
  if (state.summary.firstActivityDay !== null) days.push(state.summary.firstActivityDay);
  return days.sort(compareText)[0] ?? state.joinedDay;
}

/** tenureOf counts the days from the first day to D, both included; 0 or less when it lies ahead. */
export function tenureOf(state: LearnerState, D: Day): number {
  return daysBetween(firstDayOf(state), D) + 1;
}

/** windowDaysOf is the window asked for when the analytic offers it, else the organization's own. */
export function windowDaysOf(ctx: AnalyticContext, choices: readonly number[], fallback: number): number {
  return ctx.windowDays !== undefined && choices.includes(ctx.windowDays) ? ctx.windowDays : fallback;
}

/** lastDays is the window of the last n days up to D, both ends included. */
export function lastDays(D: Day, days: number): Window {
  return { from: addDays(D, 1 - days), to: D, days };
}

/** daysWithin keeps the day rows from..to. */
export function daysWithin(days: readonly LearnerDay[], from: Day, to: Day): LearnerDay[] {
  return days.filter(({ day }) => day >= from && day <= to);
}

/** latestInstant is the newest of several instants; none gives null. */
export function latestInstant(instants: readonly (Instant | null)[]): Instant | null {
  let latest: Instant | null = null;
  for (const instant of instants) if (instant !== null && (latest === null || Date.parse(instant) > Date.parse(latest))) latest = instant;
  return latest;
}

/** deliversMinutes tells whether activity minutes can be known: durations or close events, and times of day to place them. */
export function deliversMinutes(ctx: AnalyticContext): boolean {
  return ctx.available.measures.has('minutes') && ctx.available.measures.has('time-of-day');
}

/** idleDaysOf counts the days since the last activity up to D, or since the first day of one who was never active; 0 at least. */
export function idleDaysOf(state: LearnerState, D: Day): number {
  const { lastActivityDay } = state.summary;
  return Math.max(0, daysBetween(lastActivityDay ?? firstDayOf(state), D));
}

/** withoutChoices is the context with the organization's own window and path, for the analytics that another one uses. */
export function withoutChoices(ctx: AnalyticContext): AnalyticContext {
  const { windowDays: _windowDays, pathId: _pathId, ...own } = ctx;
  return own;
}
