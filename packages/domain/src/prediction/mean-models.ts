import { mean } from '../stats/mean.ts';
import type { LoggedPractice, ResponseModel, StudentLog } from './student-log.ts';

const unknown = 0.5;

function meanScore(practice: readonly LoggedPractice[]): number | null {
  return mean(practice.flatMap(({ score }) => score ?? []));
}

function everything(logs: readonly StudentLog[]): LoggedPractice[] {
  return logs.flatMap(({ practice }) => practice);
}

/** alwaysMean gives every answer the share of correct ones among other students; ½ if there is none. */
export const alwaysMean: ResponseModel = {
  name: 'always the mean',
  fit: (logs) => {
    const share = meanScore(everything(logs)) ?? unknown;
    return ({ practice }) => practice.map(() => share);
  },
};

/** skillMean gives every answer the share of correct ones on its skill; the mean of all where nobody practised the skill. */
export const skillMean: ResponseModel = {
  name: 'mean of the skill',
  fit: (logs) => {
    const all = everything(logs);
    const skills = new Set(all.map(({ skill }) => skill));
    const shares = new Map([...skills].map((skill) => [skill, meanScore(all.filter((each) => each.skill === skill))]));
    const share = meanScore(all) ?? unknown;
    return ({ practice }) => practice.map(({ skill }) => shares.get(skill) ?? share);
  },
};
