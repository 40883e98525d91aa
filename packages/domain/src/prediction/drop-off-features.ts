import { activeDaysUpTo, dropOffFeatureNames, measureDropOffFeatures, shareOfDue } from '../analytics/drop-off-risk-model-features.ts';
import type { DropOffEvidence as MeasuredEvidence } from '../analytics/drop-off-risk-model-features.ts';
import { sum } from '../stats/mean.ts';
import { addDays, daysBetween, type Day } from '../time/day.ts';

/** A day with activity; clicks are kept for the baseline only and are no input of the model. */
export type ActiveDay = MeasuredEvidence['days'][number] & { clicks: number };

/** What is known about one learner in one course. What lies after the cut-off may be in here; features do not look at it. */
export type DropOffEvidence = Pick<MeasuredEvidence, 'firstDay' | 'due'> & {
  /** First day of the course. */
  startDay: Day;
  days: readonly ActiveDay[];
  /** Percents of counted attempts, in the order of time. */
  results: readonly { day: Day; pct: number }[];
};

/** The five features of drop-off risk and four more, for comparison. */
export const extendedFeatures = [...dropOffFeatureNames, 'activityDays7', 'activeShare', 'earlyDays', 'handedInShare'] as const;
/** What a plain look at the log would use: clicks so far. */
export const baselineFeatures = ['clicks'] as const;

export type DropOffFeature = (typeof extendedFeatures)[number] | (typeof baselineFeatures)[number];
export type FeatureValues = Readonly<Record<DropOffFeature, number | null>>;

/**
 * featuresAt measures a learner at the end of day D, from facts up to D only; null = missing. Beside the five features of drop-off risk: activityDays7
 * counts days with activity (0..7), activeShare is the share of days since the start with activity (0..1), earlyDays ln(1 + days with activity before the
 * start), handedInShare the share of due items done by D (0..1), clicks the clicks so far.
 */
export function featuresAt({ firstDay, startDay, days, results, due }: DropOffEvidence, D: Day): FeatureValues {
  const active = activeDaysUpTo(days, D);
  const countFrom = (from: Day) => active.filter(({ day }) => day >= from).length;
  const begun = daysBetween(startDay, D) + 1;
  return {
    ...measureDropOffFeatures({ firstDay, days, pcts: results.filter(({ day }) => day <= D).map(({ pct }) => pct), due }, D),
    activityDays7: countFrom(addDays(D, -6)), activeShare: begun < 1 ? null : countFrom(startDay) / begun,
    earlyDays: Math.log1p(active.filter(({ day }) => day < startDay).length),
    handedInShare: shareOfDue(due, D, ({ doneDay }) => doneDay !== null && doneDay <= D), clicks: sum(active.map(({ clicks }) => clicks)),
  };
}
