import { z } from 'zod';
import { roundHalfEven } from '../stats/round-half-even.ts';

/** Whether a person lets themselves be predicted; `out` means nothing is calculated and nothing stored. */
export type PredictionChoice = 'in' | 'out';

/** One run of a course, both days included. */
const runSchema = z.object({ name: z.string().min(1), from: z.iso.date(), to: z.iso.date() });
export type CourseRunRef = z.infer<typeof runSchema>;
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
  holdout: z.object({ trained: runSchema, judged: runSchema }),
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

/** One condition under which a probability may be shown, with the published figure it is decided on. */
export type ModelGate = { gate: string; value: string; passed: boolean };

const shown = (value: number | null) => (value === null ? 'not measured' : String(roundHalfEven(value, 4)));
const atLeast = (value: number | null, least: number) => value !== null && roundHalfEven(value, 4) >= least;
const atMost = (value: number | null, most: number) => value !== null && roundHalfEven(value, 4) <= most;

/** modelGates lists the conditions of a card, each decided on the published figure; one that was not measured does not pass (analytic 15). */
export function modelGates({ holdout: { trained, judged }, auc20, auc50, ece, subgroupGap, positives }: ModelCard): ModelGate[] {
  return [
    { gate: 'hold-out is a later run than training', value: `${trained.from}, then ${judged.from}`, passed: judged.from > trained.from },
    { gate: 'AUC at 20 % of the course ≥ .65', value: shown(auc20), passed: atLeast(auc20, 0.65) },
    { gate: 'AUC at 50 % of the course ≥ .75', value: shown(auc50), passed: atLeast(auc50, 0.75) },
    { gate: 'calibration error ≤ .05', value: shown(ece), passed: atMost(ece, 0.05) },
    { gate: 'subgroup gap ≤ .05', value: shown(subgroupGap), passed: atMost(subgroupGap, 0.05) },
    { gate: 'people with the outcome ≥ 50', value: String(positives), passed: positives >= 50 },
  ];
}

/** gatesPass tells whether a model is good enough for its probability to be shown: every gate holds (analytic 15). */
export function gatesPass(card: ModelCard): boolean {
  return modelGates(card).every(({ passed }) => passed);
}
