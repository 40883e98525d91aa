import { ceilDays } from '../stats/ceil-days.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { addDays, daysBetween } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import type { Nulls } from './build-envelope.ts';
import type { ReasonCode } from './envelope.ts';
import type { LearningVelocity, PaceStatus } from './learning-velocity-value.ts';
import type { Settings } from './settings.ts';
import type { PathRef } from './state.ts';
import type { VelocityScope } from './velocity-scope.ts';

/** Days beyond which no end is told. */
export const horizonDays = 1825;

type PlanFields = Pick<LearningVelocity,
  'targetPace' | 'requiredPace' | 'variancePct' | 'averageVariancePct' | 'paceStatus' | 'totalTopics' | 'remainingTopics' | 'estimatedWeeks'
  | 'predictedDate' | 'targetDate' | 'onTrack'>;
type Paces = { D: Day; currentPace: number; averagePace: number };
type Prediction = { predictedDate: Day | null; estimatedWeeks: number | null; reason: ReasonCode | null };

/** targetPaceOf is the path's own pace, else its topics spread over its days, in topics a week; no usable target date gives null. */
export function targetPaceOf(path: PathRef): number | null {
  const topics = new Set(path.topicIds).size;
  if (path.targetTopicsPerWeek !== null) return roundHalfEven(path.targetTopicsPerWeek, 2);
  if (path.targetDate === null || path.targetDate < path.startDate) return null;
  return roundHalfEven((7 * topics) / (daysBetween(path.startDate, path.targetDate) + 1), 2);
}

/** paceStatusOf bands the published average variance. */
export function paceStatusOf(
  averageVariancePct: number | null, { behindPct, aheadPct }: Pick<Settings['velocity'], 'behindPct' | 'aheadPct'>,
): PaceStatus | null {
  if (averageVariancePct === null) return null;
  if (averageVariancePct > aheadPct) return 'ahead';
  return averageVariancePct < behindPct ? 'behind' : 'on-track';
}

/** predictEnd is the day the rest is done at the published average pace; no pace or more than 1,825 days give null. */
export function predictEnd(remaining: number, averagePace: number, D: Day, lastDone: Day | null): Prediction {
  if (remaining === 0) return { predictedDate: lastDone, estimatedWeeks: 0, reason: lastDone === null ? 'no-data' : null };
  if (averagePace === 0) return { predictedDate: null, estimatedWeeks: null, reason: 'zero-pace' };
  const days = ceilDays((7 * remaining) / averagePace);
  if (days > horizonDays) return { predictedDate: null, estimatedWeeks: null, reason: 'beyond-horizon' };
  return { predictedDate: addDays(D, days), estimatedWeeks: roundHalfEven(remaining / averagePace, 1), reason: null };
}

function requiredPaceOf(remaining: number, targetDate: Day | null, D: Day): number | ReasonCode {
  if (remaining === 0) return 0;
  if (targetDate === null) return 'no-target';
  return targetDate <= D ? 'target-date-passed' : roundHalfEven((7 * remaining) / daysBetween(D, targetDate), 2);
}

function onTrackOf({ predictedDate, reason }: Prediction, targetDate: Day | null): boolean | null {
  if (targetDate === null || reason === 'no-data') return null;
  return predictedDate !== null && predictedDate <= targetDate;
}

const noPlan: PlanFields = {
  targetPace: null, requiredPace: null, variancePct: null, averageVariancePct: null, paceStatus: null, totalTopics: null, remainingTopics: null,
  estimatedWeeks: null, predictedDate: null, targetDate: null, onTrack: null,
};

/** planPace compares the paces with the path: target, variance, remaining topics, expected end. Without a path every field is null (`no-target`). */
export function planPace(scope: VelocityScope, { D, currentPace, averagePace }: Paces, settings: Settings['velocity']): { value: PlanFields; nulls: Nulls } {
  const { path } = scope;
  if (path === null) return { value: noPlan, nulls: Object.fromEntries(Object.keys(noPlan).map((field) => [field, 'no-target'])) };
  const totalTopics = new Set(path.topicIds).size;
  const remainingTopics = totalTopics - scope.doneDays.length;
  const { targetDate } = path;
  const targetPace = targetPaceOf(path);
  const noVariance: ReasonCode | null = remainingTopics === 0 ? 'finished' : targetPace === null ? 'no-target' : targetPace === 0 ? 'zero-target' : null;
  const variance = (pace: number) => (noVariance !== null || targetPace === null ? null : roundHalfEven(((pace - targetPace) / targetPace) * 100, 1));
  const averageVariancePct = variance(averagePace);
  const prediction = predictEnd(remainingTopics, averagePace, D, scope.doneDays.at(-1) ?? null);
  const required = requiredPaceOf(remainingTopics, targetDate, D);
  const onTrack = onTrackOf(prediction, targetDate);

  const nulls: Nulls = {};
  if (targetPace === null) nulls['targetPace'] = 'no-target';
  if (noVariance !== null) for (const field of ['variancePct', 'averageVariancePct', 'paceStatus']) nulls[field] = noVariance;
  if (typeof required === 'string') nulls['requiredPace'] = required;
  if (prediction.predictedDate === null && prediction.reason !== null) nulls['predictedDate'] = prediction.reason;
  if (prediction.estimatedWeeks === null && prediction.reason !== null) nulls['estimatedWeeks'] = prediction.reason;
  if (targetDate === null) nulls['targetDate'] = 'no-target';
  if (onTrack === null) nulls['onTrack'] = targetDate === null ? 'no-target' : 'no-data';
  return {
    value: {
      targetPace, requiredPace: typeof required === 'string' ? null : required, variancePct: variance(currentPace), averageVariancePct,
      paceStatus: paceStatusOf(averageVariancePct, settings), totalTopics, remainingTopics, estimatedWeeks: prediction.estimatedWeeks,
      predictedDate: prediction.predictedDate, targetDate, onTrack,
    },
    nulls,
  };
}

/** milestonesOf gives the day on which each quarter of the path was reached; not yet reached is null, no path has none. */
export function milestonesOf({ path, doneDays }: VelocityScope): LearningVelocity['milestones'] {
  const total = path === null ? 0 : new Set(path.topicIds).size;
  if (total === 0) return [];
  return [0.25, 0.5, 0.75, 1].map((share) => {
    const topics = ceilDays(share * total);
    return { share, topics, day: doneDays[topics - 1] ?? null };
  });
}
