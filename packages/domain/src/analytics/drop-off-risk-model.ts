import { mean } from '../stats/mean.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { theilSen } from '../stats/theil-sen.ts';
import { addDays, daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { actsOf } from './acts.ts';
import { daysWithin, tenureOf } from './learner-time.ts';
import { gatesPass } from './model-card.ts';
import type { ModelCard } from './model-card.ts';
import { clamp } from './published.ts';
import type { LearnerState } from './state.ts';

/** What the model may know about a learner at the cut-off; nothing about who they are. */
export const dropOffFeatureNames = ['activityDays28', 'activitySlope', 'daysSinceActive', 'recentMeanPct', 'lateShare'] as const;
export type DropOffFeatureName = (typeof dropOffFeatureNames)[number];
export type DropOffFeatures = Record<DropOffFeatureName, number | null>;

const recentDays = 28;
const weeks = 4;
const zLimit = 4;

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

function isFeatureName(name: string): name is DropOffFeatureName {
  return dropOffFeatureNames.some((known) => known === name);
}

/**
 * dropOffProbability is σ(a · logit + c), 0..1, published; logit = b0 + Σ b · z, z within ±4, and 0 where a feature is missing or never varied
 * (analytic 15).
 */
export function dropOffProbability(card: Pick<ModelCard, 'b0' | 'features' | 'a' | 'c'>, valueOf: (feature: string) => number | null): number {
  const logit = card.features.reduce((total, { name, b, mean: centre, sd }) => {
    const x = valueOf(name);
    return total + b * (x === null || sd === 0 ? 0 : clamp((x - centre) / sd, -zLimit, zLimit));
  }, card.b0);
  return roundHalfEven(sigmoid(card.a * logit + card.c), 4);
}

/** shownProbability is the probability of a card that passes its gates and asks for nothing the product does not know; else null. */
export function shownProbability(card: ModelCard | null, features: DropOffFeatures): { probability: number; modelId: string } | null {
  if (card === null || !gatesPass(card) || !card.features.every(({ name }) => isFeatureName(name))) return null;
  return { probability: dropOffProbability(card, (name) => (isFeatureName(name) ? features[name] : null)), modelId: card.modelId };
}

/** activitySlope is the robust change of activities a week, per week, over the last four full weeks; null within the first 28 days. */
function activitySlope(state: LearnerState, D: Day): number | null {
  if (tenureOf(state, D) < 7 * weeks) return null;
  const points = Array.from({ length: weeks }, (_, t) => {
    const end = addDays(D, 7 * (t + 1 - weeks));
    return { t, y: daysWithin(state.days, addDays(end, -6), end).reduce((total, day) => total + actsOf(day), 0) };
  });
  return theilSen(points, weeks, 0)?.slope ?? null;
}

/** lateShareOf is the share of enrollments due up to D that are not completed; withdrawn and failed ones are left out, none due gives null. */
function lateShareOf({ enrollments }: LearnerState, D: Day): number | null {
  const due = enrollments.filter(({ dueDay, status }) => dueDay !== null && dueDay <= D && (status === 'active' || status === 'completed'));
  return mean(due.map(({ status }) => (status === 'active' ? 1 : 0)));
}

/**
 * dropOffFeaturesOf reads a learner as of day D: activity days of 28, slope of weekly activities, days since active (28 at most), mean percent of the
 * last 5 results, late share of due enrollments 0..1; what has no case is null.
 */
export function dropOffFeaturesOf(state: LearnerState, D: Day): DropOffFeatures {
  const active = daysWithin(state.days, addDays(D, 1 - recentDays), D).filter(({ points }) => points > 0);
  const last = active.at(-1);
  return {
    activityDays28: active.length, activitySlope: activitySlope(state, D),
    daysSinceActive: last === undefined ? recentDays : daysBetween(last.day, D),
    recentMeanPct: mean(state.summary.lastAttempts.slice(-5).map(({ pct }) => pct)), lateShare: lateShareOf(state, D),
  };
}
