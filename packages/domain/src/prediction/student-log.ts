import type { Forecast } from '../stats/ece.ts';
import type { Practice } from './trace-skill.ts';

/** A practice with the skill it belongs to and the question that was asked. */
export type LoggedPractice = Practice & { skill: string; item: string };
/** Everything one student did, in the order of time. */
export type StudentLog = { student: string; practice: readonly LoggedPractice[] };

/** A fitted model: the probability 0..1 of a correct answer before each practice of a log, from what came before it only. */
export type ResponsePredictor = (log: StudentLog) => number[];
/** A way to learn such a predictor from other students. */
export type ResponseModel = { name: string; fit: (logs: readonly StudentLog[]) => ResponsePredictor };

/** answersOf pairs predictions with answers; study without an answer has no pair. */
export function answersOf({ practice }: StudentLog, predicted: readonly number[]): Forecast[] {
  return practice.flatMap(({ score }, i) => (score === null ? [] : [{ p: predicted[i] ?? 0, y: score }]));
}

/** bySkill parts a log into the positions of each skill's practice, in order. */
export function bySkill({ practice }: StudentLog): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  practice.forEach(({ skill }, i) => {
    const known = positions.get(skill);
    if (known === undefined) positions.set(skill, [i]);
    else known.push(i);
  });
  return positions;
}
