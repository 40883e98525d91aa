import { contentTypes } from '../facts/content-types.ts';
import type { LearnerDay } from '../rollups/types.ts';
import { at } from '../stats/at.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { addDays } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { actsOf } from './acts.ts';
import type { Window } from './build-envelope.ts';
import type { Engagement } from './engagement-value.ts';
import { daysWithin, deliversMinutes } from './learner-time.ts';
import type { AnalyticContext, LearnerState } from './state.ts';

const patternDays = 90;

type Pattern = Pick<Engagement, 'streak' | 'longestStreak' | 'lastActiveDay' | 'peakHour' | 'daily' | 'typeMix' | 'diversity'>;

/** streakOf counts consecutive activity days ending at D, or at D - 1 while D has none yet. */
export function streakOf(active: ReadonlySet<Day>, D: Day): number {
  let day = active.has(D) ? D : addDays(D, -1);
  let streak = 0;
  for (; active.has(day); day = addDays(day, -1)) streak += 1;
  return streak;
}

/** longestStreakOf is the longest run of activity days within from..to. */
export function longestStreakOf(active: ReadonlySet<Day>, { from, to }: Pick<Window, 'from' | 'to'>): number {
  let longest = 0;
  let run = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    run = active.has(day) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** peakHourOf is the local hour 0..23 with most points, the earliest of equals; no points give null. */
export function peakHourOf(days: readonly LearnerDay[]): number | null {
  const hours = Array.from({ length: 24 }, (_, hour) => days.reduce((total, day) => total + at(day.hours, hour), 0));
  const most = Math.max(...hours);
  return most === 0 ? null : hours.indexOf(most);
}

/** typeMixOf is the share of points by content type, largest first (then the order of the type list); diversity is its entropy over ln 7, 0..1. */
export function typeMixOf(days: readonly LearnerDay[]): Pick<Engagement, 'typeMix' | 'diversity'> {
  const counts = contentTypes.map((type, i) => ({ type, count: days.reduce((total, day) => total + at(day.types, i), 0) })).filter(({ count }) => count > 0);
  const total = counts.reduce((all, { count }) => all + count, 0);
  if (total === 0) return { typeMix: [], diversity: null };
  const shares = counts.map(({ type, count }) => ({ type, share: count / total }));
  const entropy = -shares.reduce((all, { share }) => all + share * Math.log(share), 0);
  const typeMix = shares.map(({ type, share }) => ({ type, share: roundHalfEven(share, 4) })).sort((a, b) => b.share - a.share);
  return { typeMix, diversity: entropy / Math.log(contentTypes.length) };
}

/** activityPattern gathers what the engagement page shows but does not score: streaks, busiest hour, days, types. */
export function activityPattern(state: LearnerState, ctx: AnalyticContext, window: Window, tenure: number): Pattern {
  const D = window.to;
  const from = addDays(D, 1 - patternDays);
  const known = state.days.filter(({ day, points }) => day <= D && points > 0);
  const active = new Set(known.map(({ day }) => day));
  const recent = daysWithin(known, from, D);
  const withMinutes = deliversMinutes(ctx);
  const byDay = new Map(recent.map((row) => [row.day, row]));
  const shown = Math.min(patternDays, tenure);
  const daily = Array.from({ length: shown }, (_, i) => {
    const day = addDays(D, i + 1 - shown);
    const row = byDay.get(day);
    return { day, minutes: withMinutes ? roundHalfEven(row?.activeMin ?? 0, 1) : null, activities: row === undefined ? 0 : actsOf(row) };
  });
  const last = state.summary.lastActivityDay;
  return {
    streak: streakOf(active, D), longestStreak: longestStreakOf(active, { from, to: D }), daily,
    lastActiveDay: last !== null && last <= D ? last : (known.at(-1)?.day ?? null),
    peakHour: ctx.available.measures.has('time-of-day') ? peakHourOf(recent) : null,
    ...typeMixOf(daysWithin(known, window.from, D)),
  };
}
