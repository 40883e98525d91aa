import { judgeResponses, responseModels, studentFolds, type ResponseResult, type ResponseSplit } from '@verdant/domain/prediction/judge-responses';
import type { StudentLog } from '@verdant/domain/prediction/student-log';
import { fitTracingBySkill, tracingVariants, type TracingVariant } from '@verdant/domain/prediction/tracing-models';
import { compareText } from '@verdant/domain/stats/compare-text';
import { roundHalfEven } from '@verdant/domain/stats/round-half-even';
import { ImportError } from '../ingest/import-error.ts';
import { loadResponses, type LoadedResponses } from './load-responses.ts';

/** One file, parted by student, or one to fit on and another to judge on. */
export type MasterySource = { data: string } | { train: string; test: string };
export type FittedSkills = { model: string; skills: { skill: string; parameters: Record<string, number> }[] };
export type MasteryEvaluation = {
  files: LoadedResponses[]; students: number; skills: number; splits: number; results: ResponseResult[]; fitted: FittedSkills[];
};

const folds = 5;

async function readSplits(source: MasterySource): Promise<{ files: LoadedResponses[]; fitOn: readonly StudentLog[]; splits: ResponseSplit[] }> {
  if ('data' in source) {
    const file = await loadResponses(source.data);
    if (file.logs.length < 2) throw new ImportError('The log has one student only: there is nobody to fit on. Choose a log of several students.');
    return { files: [file], fitOn: file.logs, splits: studentFolds(file.logs, folds) };
  }
  const [train, test] = [await loadResponses(source.train), await loadResponses(source.test)];
  const known = new Set(train.logs.map(({ student }) => student));
  const unseen = test.logs.filter(({ student }) => !known.has(student));
  if (unseen.length === 0) throw new ImportError('All students of the test log stand in the training log; judge on others, or give one file with --data.');
  return { files: [train, test], fitOn: train.logs, splits: [{ train: train.logs, test: unseen }] };
}

/** fittedSkills are the parameters of each skill, fitted on all students and rounded to 4 decimals, by skill. */
function fittedSkills(variant: TracingVariant, logs: readonly StudentLog[]): FittedSkills {
  const skills = [...fitTracingBySkill(logs, variant)].sort(([a], [b]) => compareText(a, b)).map(([skill, parameters]) => ({
    skill, parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, roundHalfEven(value, 4)])),
  }));
  return { model: variant.name, skills };
}

/** evaluateMastery judges every model of the next answer on students it was not fitted on; `onModel` is told after each. */
export async function evaluateMastery(source: MasterySource, onModel: (done: number, total: number) => void): Promise<MasteryEvaluation> {
  const { files, fitOn, splits } = await readSplits(source);
  const results = responseModels.map((model, i) => {
    const result = judgeResponses(model, splits);
    onModel(i + 1, responseModels.length);
    return result;
  });
  const judged = splits.flatMap(({ test }) => test);
  return {
    files, results, splits: splits.length, students: judged.length,
    skills: new Set(judged.flatMap(({ practice }) => practice.map(({ skill }) => skill))).size,
    fitted: Object.values(tracingVariants).map((variant) => fittedSkills(variant, fitOn)),
  };
}
