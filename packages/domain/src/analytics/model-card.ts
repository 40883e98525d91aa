import { z } from 'zod';
import { roundHalfEven } from '../stats/round-half-even.ts';

/** Whether a person lets themselves be predicted; `out` means nothing is calculated and nothing stored. */
export type PredictionChoice = 'in' | 'out';

const runSchema = z.object({ id: z.string().min(1), startsOn: z.iso.date() });
const measured = z.number().nullable();

/** A trained drop-off model: logit b0 + Σ b · (x − mean) / sd, then a · logit + c, and how it did on a run it had not seen. What was not measured is null. */
export const modelCardSchema = z.object({
  modelId: z.string().min(1).max(200),
  trainedAt: z.iso.datetime(),
  b0: z.number(),
  features: z.array(z.object({ name: z.string().min(1), b: z.number(), mean: z.number(), sd: z.number().min(0) })),
  a: z.number(),
  c: z.number(),
  /** The run it was trained on, and the run it was judged on. */
  holdout: z.object({ trainedOn: runSchema, judgedOn: runSchema }),
  /** Area under the curve at 20 % and at 50 % of course time, 0..1. */
  auc20: measured,
  auc50: measured,
  /** Expected calibration error, 0..1. */
  ece: measured,
  /** Largest difference of mean prediction and outcome in a group of people, 0..1. */
  subgroupGap: measured,
  /** Learners of the hold-out who did drop off. */
  positives: z.number().int().min(0),
});
export type ModelCard = z.infer<typeof modelCardSchema>;

/** One condition for showing a probability, in words, and whether it holds. */
export type ModelGate = { gate: 'holdout' | 'auc20' | 'auc50' | 'ece' | 'subgroupGap' | 'positives'; rule: string; passed: boolean };

const atLeast = (value: number | null, least: number) => value !== null && roundHalfEven(value, 4) >= least;
const atMost = (value: number | null, most: number) => value !== null && roundHalfEven(value, 4) <= most;

/** judgeGates lists the conditions of a model card in a fixed order, each decided on the published figure; a figure not measured fails (analytic 15). */
export function judgeGates({ holdout, auc20, auc50, ece, subgroupGap, positives }: ModelCard): ModelGate[] {
  return [
    { gate: 'holdout', rule: 'judged on a later run than trained on', passed: holdout.judgedOn.startsOn > holdout.trainedOn.startsOn },
    { gate: 'auc20', rule: 'AUC at 20 % of course time ≥ .65', passed: atLeast(auc20, 0.65) },
    { gate: 'auc50', rule: 'AUC at 50 % of course time ≥ .75', passed: atLeast(auc50, 0.75) },
    { gate: 'ece', rule: 'calibration error ≤ .05', passed: atMost(ece, 0.05) },
    { gate: 'subgroupGap', rule: 'gap between groups ≤ .05', passed: atMost(subgroupGap, 0.05) },
    { gate: 'positives', rule: 'at least 50 who dropped off', passed: positives >= 50 },
  ];
}

/** gatesPass tells whether a model is good enough for its probability to be shown: every gate holds (analytic 15). */
export function gatesPass(card: ModelCard): boolean {
  return judgeGates(card).every(({ passed }) => passed);
}
