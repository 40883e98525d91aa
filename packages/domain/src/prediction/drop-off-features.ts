import { actsOf } from '../analytics/acts.ts';
import type { LearnerDay } from '../rollups/types.ts';
import { mean, sum } from '../stats/mean.ts';
import { theilSen } from '../stats/theil-sen.ts';
import { addDays, daysBetween, type Day } from '../time/day.ts';

/** A day with activity; clicks are kept for the baseline only and are no input of the model. */
export type ActiveDay = Pick<LearnerDay, 'day' | 'points' | 'progress' | 'assessment' | 'practice'> & { clicks: number };
/** Something to hand in: an assessment or an enrollment with a due day, and the day it was done; null = not done. */
export type DueItem = { dueDay: Day; doneDay: Day | null };

/** What is known about one learner in one course. What lies after the cut-off may be in here; features do not look at it. */
export type DropOffEvidence = {
  /** First day of the learner's tenure: enrollment or first activity. */
  firstDay: Day;
  /** First day of the course. */
  startDay: Day;
  days: readonly ActiveDay[];
  /** Percents of counted attempts, in the order of time. */
  results: readonly { day: Day; pct: number }[];
  due: readonly DueItem[];
};

/** The five features of drop-off risk. */
export const dropOffFeatures = ['activityDays28', 'activitySlope', 'daysSinceActive', 'recentMeanPct', 'lateShare'] as const;
/** The five and four more, for comparison. */
export const extendedFeatures = [...dropOffFeatures, 'activityDays7', 'activeShare', 'earlyDays', 'handedInShare'] as const;
/** What a plain look at the log would use: clicks so far. */
export const baselineFeatures = ['clicks'] as const;

export type DropOffFeature = (typeof extendedFeatures)[number] | (typeof baselineFeatures)[number];
export type FeatureValues = Readonly<Record<DropOffFeature, number | null>>;

const longestIdle = 28;
const recentResults = 5;
const weeks = [0, 1, 2, 3] as const;

/** activitySlope is the Theil-Sen slope of acts in the last four 7-day blocks, in acts a week per week; fewer than four blocks of tenure give null. */
function activitySlope(days: readonly ActiveDay[], firstDay: Day, D: Day): number | null {
  const points = weeks
    .map((week) => ({ t: 7 * week, from: addDays(D, 7 * week - 27), to: addDays(D, 7 * week - 21) }))
    .filter(({ from }) => from >= firstDay)
    .map(({ t, from, to }) => ({ t, y: sum(days.filter(({ day }) => day >= from && day <= to).map(actsOf)) }));
  const fit = theilSen(points);
  return fit === null ? null : 7 * fit.slope;
}

function countSince(days: readonly ActiveDay[], from: Day): number {
  return days.filter(({ day }) => day >= from).length;
}

function daysSinceActive(days: readonly ActiveDay[], D: Day): number {
  let latest: Day | null = null;
  for (const { day } of days) if (latest === null || day > latest) latest = day;
  return latest === null ? longestIdle : Math.min(longestIdle, daysBetween(latest, D));
}

function shareOf(items: readonly DueItem[], holds: (item: DueItem) => boolean): number | null {
  return mean(items.map((item) => (holds(item) ? 1 : 0)));
}

/**
 * featuresAt measures a learner at the end of day D, from facts up to D only; null = missing. activityDays28 and activityDays7 count days with activity
 * (0..28, 0..7), activitySlope is in acts a week per week, daysSinceActive in days (0..28), recentMeanPct is the mean of the last five results (0..100),
 * lateShare the share of due items not done by their day (0..1), activeShare the share of days since the start with activity (0..1), earlyDays
 * ln(1 + days with activity before the start), handedInShare the share of due items done by D (0..1), clicks the clicks so far.
 */
export function featuresAt({ firstDay, startDay, days, results, due }: DropOffEvidence, D: Day): FeatureValues {
  const past = days.filter(({ day }) => day <= D);
  const begun = daysBetween(startDay, D) + 1;
  const dueByNow = due.filter(({ dueDay }) => dueDay <= D);
  return {
    activityDays28: countSince(past, addDays(D, -27)),
    activitySlope: activitySlope(past, firstDay, D),
    daysSinceActive: daysSinceActive(past, D),
    recentMeanPct: mean(results.filter(({ day }) => day <= D).slice(-recentResults).map(({ pct }) => pct)),
    lateShare: shareOf(dueByNow, ({ dueDay, doneDay }) => doneDay === null || doneDay > dueDay),
    activityDays7: countSince(past, addDays(D, -6)),
    activeShare: begun < 1 ? null : countSince(past, startDay) / begun,
    earlyDays: Math.log1p(past.filter(({ day }) => day < startDay).length),
    handedInShare: shareOf(dueByNow, ({ doneDay }) => doneDay !== null && doneDay <= D),
    clicks: sum(past.map(({ clicks }) => clicks)),
  };
}
