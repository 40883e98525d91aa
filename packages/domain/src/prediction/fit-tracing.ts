import { at } from '../stats/at.ts';
import { minimize } from './minimize.ts';
import { logit, logLoss, sigmoid } from './sigmoid.ts';
import { traceSkill, type Practice, type TracingParameters } from './trace-skill.ts';

/** A parameter to fit: where it starts, and the open interval it stays in. */
export type Fitted = { name: keyof TracingParameters; start: number; low: number; high: number };

/** Precision of the pull towards the start, on the log-odds scale of each interval: it decides where a skill has few answers. */
const pull = 0.5;

/** tracingLoss is the log loss of all answers of all sequences; study without an answer has none. */
export function tracingLoss(sequences: readonly (readonly Practice[])[], parameters: TracingParameters): number {
  let total = 0;
  for (const sequence of sequences) {
    const predicted = traceSkill(sequence, parameters);
    for (let i = 0; i < sequence.length; i++) {
      const score = sequence[i]?.score ?? null;
      if (score !== null) total += logLoss(predicted[i] ?? 0, score);
    }
  }
  return total;
}

/**
 * fitTracing finds the parameters of one skill under which its answers were likeliest, with a weak pull towards the start; what is not to be fitted keeps
 * its fixed value. No sequence leaves the start.
 */
export function fitTracing(sequences: readonly (readonly Practice[])[], fitted: readonly Fitted[], fixed: TracingParameters): TracingParameters {
  const start = fitted.map(({ start: value, low, high }) => logit((value - low) / (high - low)));
  const parametersAt = (x: readonly number[]): TracingParameters => {
    const found = fitted.map(({ name, low, high }, i) => [name, low + (high - low) * sigmoid(at(x, i))] as const);
    return { ...fixed, ...Object.fromEntries(found) };
  };
  const lossAt = (x: readonly number[]) =>
    x.reduce((total, value, i) => total + (pull / 2) * (value - at(start, i)) ** 2, tracingLoss(sequences, parametersAt(x)));
  return parametersAt(minimize(lossAt, start));
}
