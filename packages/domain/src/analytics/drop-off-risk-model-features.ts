import type { LearnerDay } from '../rollups/types.ts';
import { mean, sum } from '../stats/mean.ts';
import { theilSen } from '../stats/theil-sen.ts';
import { addDays, daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { actsOf } from './acts.ts';

/** What the model may know about a learner at the cut-off; nothing about who they are. */
export const dropOffFeatureNames = ['activityDays28', 'activitySlope', 'daysSinceActive', 'recentMeanPct', 'lateShare'] as const;
export type DropOffFeatureName = (typeof dropOffFeatureNames)[number];
export type DropOffFeatures = Readonly<Record<DropOffFeatureName, number | null>>;

/** Something to be done by a day, and the day it was done; null = not done. */
export type DueItem = { dueDay: Day; doneDay: Day | null };

/** What the features are measured from. Days and due items may lie after the cut-off, they are not looked at; percents are those known by then. */
export type DropOffEvidence = {
  /** First day of the learner's tenure: enrollment or first activity. */
  firstDay: Day;
  /** Any order. */
  days: readonly Pick<LearnerDay, 'day' | 'points' | 'progress' | 'assessment' | 'practice'>[];
  /** Percents of counted attempts, in the order of time. */
  pcts: readonly number[];
  due: readonly DueItem[];
};

const recentDays = 28;
const recentResults = 5;
const weeks = 4;

/** activeDaysUpTo are the days with activity up to D. */
export function activeDaysUpTo<Row extends { day: Day; points: number }>(days: readonly Row[], D: Day): Row[] {
  return days.filter(({ day, points }) => day <= D && points > 0);
}

/** shareOfDue is the share 0..1 of the items due up to D for which something holds; none due gives null. */
export function shareOfDue(due: readonly DueItem[], D: Day, holds: (item: DueItem) => boolean): number | null {
  return mean(due.filter(({ dueDay }) => dueDay <= D).map((item) => (holds(item) ? 1 : 0)));
}

/** activitySlope is the robust change of acts a week, per week, over the last four 7-day blocks; null within the first 28 days of tenure. */
function activitySlope({ days, firstDay }: DropOffEvidence, D: Day): number | null {
  if (daysBetween(firstDay, D) + 1 < 7 * weeks) return null;
  const points = Array.from({ length: weeks }, (_, t) => {
    const to = addDays(D, 7 * (t + 1 - weeks));
    const from = addDays(to, -6);
    return { t, y: sum(days.filter(({ day }) => day >= from && day <= to).map(actsOf)) };
  });
  return theilSen(points, weeks, 0)?.slope ?? null;
}

function daysSinceActive(days: readonly { day: Day }[], D: Day): number {
  let latest: Day | null = null;
  for (const { day } of days) if (latest === null || day > latest) latest = day;
  return latest === null ? recentDays : Math.min(recentDays, daysBetween(latest, D));
}

/**
 * measureDropOffFeatures measures a learner at the end of day D (analytic 15): days with activity of the last 28 (0..28), slope of acts (acts a week per
 * week), days since active (0..28, 28 for one never seen), mean percent of the last five results (0..100), share of due items not done by their day (0..1);
 * what has no case is null.
 */
export function measureDropOffFeatures(evidence: DropOffEvidence, D: Day): DropOffFeatures {
  const active = activeDaysUpTo(evidence.days, D);
  const from = addDays(D, 1 - recentDays);
  return {
    activityDays28: active.filter(({ day }) => day >= from).length, activitySlope: activitySlope(evidence, D), daysSinceActive: daysSinceActive(active, D),
    recentMeanPct: mean(evidence.pcts.slice(-recentResults)),
    lateShare: shareOfDue(evidence.due, D, ({ dueDay, doneDay }) => doneDay === null || doneDay > dueDay),
  };
}
