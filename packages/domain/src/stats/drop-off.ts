import { mad, median } from './quantile.ts';
import { wilson } from './wilson.ts';

/** Highest 1-based topic touched (0 none), whether the learner left, and whole days without activity in the course. */
export type DropOffLearner = { furthest: number; withdrawn: boolean; idleDays: number };
export type DropOffStep = {
  k: number; reached: number; censored: number; risk: number; stopped: number;
  h: number | null; lo: number | null; hi: number | null; shown: boolean; flag: boolean | null;
};

const activeBelowDays = 7;
const shownFrom = 20;
const thresholdFrom = 3;

/** dropOff gives per step k of K topics the share h 0..1 that stopped there among those who could have gone on; learners still active there are censored. */
export function dropOff(learners: readonly DropOffLearner[], K: number): { steps: DropOffStep[]; threshold: number | null } {
  const reached = (k: number) => learners.filter((learner) => learner.furthest >= k).length;
  const steps: DropOffStep[] = [];
  for (let k = 0; k < K; k++) {
    const censored = learners.filter((one) => one.furthest === k && !one.withdrawn && one.idleDays < activeBelowDays).length;
    const risk = reached(k) - censored;
    const stopped = risk - reached(k + 1);
    const interval = wilson(stopped, risk);
    const rates = interval === null ? { h: null, lo: null, hi: null } : { h: stopped / risk, ...interval };
    steps.push({ k, reached: reached(k), censored, risk, stopped, ...rates, shown: risk >= shownFrom, flag: null });
  }
  const threshold = dropOffThreshold(steps.flatMap((step) => (step.shown && step.h !== null ? [step.h] : [])));
  return { steps: steps.map((step) => ({ ...step, flag: flagStep(step, threshold) })), threshold };
}

function dropOffThreshold(shown: readonly number[]): number | null {
  const centre = median(shown);
  const spread = mad(shown);
  return shown.length < thresholdFrom || centre === null || spread === null ? null : centre + Math.max(2 * spread, 0.05);
}

function flagStep(step: DropOffStep, threshold: number | null): boolean | null {
  return threshold === null || !step.shown || step.lo === null ? null : step.lo > threshold;
}
