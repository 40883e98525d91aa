import { defaultSettings } from '../analytics/settings.ts';
import { bktPredict, bktUpdate } from '../stats/bkt.ts';
import { halfLife } from '../stats/half-life.ts';
import { retained } from '../stats/retained.ts';
import { fitTracing, type Fitted } from './fit-tracing.ts';
import { bySkill, type LoggedPractice, type ResponseModel, type StudentLog } from './student-log.ts';
import { traceSkill, type TracingParameters } from './trace-skill.ts';

const { L0, T, G, S, halfLifeStart, halfLifeMin, halfLifeMax } = defaultSettings.mastery;

/** The product's parameters: no forgetting while tracing, and study without an answer teaches nothing. */
export const productParameters: TracingParameters = { L0, T, G, S, study: 0, dayLoss: 0, decay: 0 };

const chance = (name: keyof TracingParameters, start: number, high = 1): Fitted => ({ name, start, low: 0, high });
// Above ½ guess and slip change places: the model would call those masters who do not know.
const classic = [chance('L0', L0), chance('T', T), chance('G', 0.25, 0.5), chance('S', 0.15, 0.5)];
const withinSettings = [chance('L0', L0), chance('T', T), chance('G', G, 0.3), chance('S', 0.08, 0.1)];

export type TracingVariant = { name: string; fitted: readonly Fitted[] };
/** Ways to trace that are fitted skill by skill; the last one is the richest. */
export const tracingVariants = {
  plain: { name: 'BKT, fitted', fitted: classic },
  bounded: { name: 'BKT, fitted within what settings allow', fitted: withinSettings },
  overnight: { name: 'BKT with forgetting overnight, fitted', fitted: [...classic, chance('dayLoss', 0.2)] },
  byTime: { name: 'BKT with forgetting by time and study, fitted', fitted: [...classic, chance('decay', 0.05), chance('study', 0.1)] },
} as const satisfies Record<string, TracingVariant>;

function positionsIn(log: StudentLog, positions: readonly number[]): LoggedPractice[] {
  return positions.flatMap((i) => log.practice[i] ?? []);
}

/** fitTracingBySkill fits every skill of the logs on its own, by skill name. */
export function fitTracingBySkill(logs: readonly StudentLog[], { fitted }: TracingVariant): Map<string, TracingParameters> {
  const sequences = new Map<string, LoggedPractice[][]>();
  for (const log of logs) {
    for (const [skill, positions] of bySkill(log)) {
      const known = sequences.get(skill);
      if (known === undefined) sequences.set(skill, [positionsIn(log, positions)]);
      else known.push(positionsIn(log, positions));
    }
  }
  return new Map([...sequences].map(([skill, list]) => [skill, fitTracing(list, fitted, productParameters)]));
}

/** traceLog predicts each practice with the parameters of its skill. */
function traceLog(log: StudentLog, parametersOf: (skill: string) => TracingParameters): number[] {
  const predicted = log.practice.map(() => 0);
  for (const [skill, positions] of bySkill(log)) {
    traceSkill(positionsIn(log, positions), parametersOf(skill)).forEach((p, k) => { predicted[positions[k] ?? 0] = p; });
  }
  return predicted;
}

/** tracingModel fits each skill; one that nobody else practised has the product's parameters. */
export function tracingModel(variant: TracingVariant): ResponseModel {
  return {
    name: variant.name,
    fit: (logs) => {
      const parameters = fitTracingBySkill(logs, variant);
      return (log) => traceLog(log, (skill) => parameters.get(skill) ?? productParameters);
    },
  };
}

/** productTracing is mastery as the product folds it: default parameters, nothing fitted, no forgetting. */
export const productTracing: ResponseModel = { name: 'BKT, default parameters', fit: () => (log) => traceLog(log, () => productParameters) };

function retainedPredictions(sequence: readonly LoggedPractice[]): number[] {
  let level = L0;
  let half = halfLifeStart;
  let before: number | null = null;
  return sequence.map(({ day, score }) => {
    const gap = before === null ? 0 : day - before;
    const p = bktPredict(retained(level, L0, gap, half), { G, S });
    if (score === null) return p;
    half = halfLife(half, gap, score, { min: halfLifeMin, max: halfLifeMax });
    level = bktUpdate(level, { T, G, S }, score);
    before = day;
    return p;
  });
}

/** productRetained is mastery as the product shows it: what is retained by half-life on the day of the answer. */
export const productRetained: ResponseModel = {
  name: 'BKT, default parameters, retained by half-life',
  fit: () => (log) => {
    const predicted = log.practice.map(() => 0);
    for (const positions of bySkill(log).values()) {
      retainedPredictions(positionsIn(log, positions)).forEach((p, k) => { predicted[positions[k] ?? 0] = p; });
    }
    return predicted;
  },
};
