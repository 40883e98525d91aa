import { bktPredict, bktUpdate, type BktParameters } from '../stats/bkt.ts';

/** One practice of one skill: minutes on one clock, local day as a number, score 0..1; null = studied without an answer. */
export type Practice = { minute: number; day: number; score: number | null };

/**
 * How mastery of one skill comes and goes. L0, T, G, S as in knowledge tracing; study = chance to learn from material without an answer; dayLoss = share
 * of L lost when a night or more lies between two practices; decay = exponent of the loss with time, L·(1 + minutes)^−decay. 0 switches a part off.
 */
export type TracingParameters = BktParameters & { L0: number; study: number; dayLoss: number; decay: number };

/** keptShare is the share 0..1 of mastery that is left after the time between two practices. (power law of forgetting: Wixted & Ebbesen 1991) */
export function keptShare(from: Practice, to: Practice, { dayLoss, decay }: Pick<TracingParameters, 'dayLoss' | 'decay'>): number {
  const overnight = to.day > from.day ? 1 - dayLoss : 1;
  return decay === 0 ? overnight : overnight * (1 + Math.max(0, to.minute - from.minute)) ** -decay;
}

/**
 * traceSkill gives the probability 0..1 of a correct answer before each practice of one learner and skill, in the order of time; a practice is used only
 * after it was predicted.
 */
export function traceSkill(sequence: readonly Practice[], parameters: TracingParameters): number[] {
  let L = parameters.L0;
  let before: Practice | null = null;
  return sequence.map((practice) => {
    if (before !== null) L *= keptShare(before, practice, parameters);
    before = practice;
    const p = bktPredict(L, parameters);
    L = practice.score === null ? L + (1 - L) * parameters.study : bktUpdate(L, parameters, practice.score);
    return p;
  });
}
