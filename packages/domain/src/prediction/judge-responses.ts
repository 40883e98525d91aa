import { aucOf } from '../stats/auc.ts';
import type { Forecast } from '../stats/ece.ts';
import { mean, sampleDeviation, sum } from '../stats/mean.ts';
import { foldOf } from './fold-of.ts';
import { performanceFactorsModel, questionRecencyModel, recencyModel } from './logistic-models.ts';
import { alwaysMean, skillMean } from './mean-models.ts';
import { answersOf, type ResponseModel, type StudentLog } from './student-log.ts';
import { productRetained, productTracing, tracingModel, tracingVariants } from './tracing-models.ts';

/** The models that are compared, from the plainest on. */
export const responseModels: readonly ResponseModel[] = [
  alwaysMean, skillMean, performanceFactorsModel, productTracing, productRetained, ...Object.values(tracingVariants).map(tracingModel), recencyModel,
  questionRecencyModel,
];

/**
 * How well answers of students were predicted that a model was not fitted on: AUC and root mean square error, 0..1, as means over the splits, and the
 * standard deviation of the splits' AUC; null = not defined.
 */
export type ResponseResult = { name: string; answers: number; auc: number | null; aucDeviation: number | null; rmse: number | null };

/** A fit on some students and the others it is judged on. */
export type ResponseSplit = { train: readonly StudentLog[]; test: readonly StudentLog[] };

/** studentFolds makes k splits in which every student is judged once, by a hash of the id: the same ones on every machine. */
export function studentFolds(logs: readonly StudentLog[], k: number): ResponseSplit[] {
  return Array.from({ length: k }, (_, fold) => ({
    train: logs.filter(({ student }) => foldOf(student, k) !== fold), test: logs.filter(({ student }) => foldOf(student, k) === fold),
  })).filter(({ test }) => test.length > 0);
}

/** rmse is the root mean square error of forecasts, 0..1; none gives null. */
export function rmse(forecasts: readonly Forecast[]): number | null {
  const square = mean(forecasts.map(({ p, y }) => (p - y) ** 2));
  return square === null ? null : Math.sqrt(square);
}

/**
 * judgeResponses fits a model on each split's students and predicts the others' answers one after the other. Forecasts of different fits are not ranked
 * against each other: every split has its own AUC.
 */
export function judgeResponses(model: ResponseModel, splits: readonly ResponseSplit[]): ResponseResult {
  const forecasts = splits.map(({ train, test }) => {
    const predict = model.fit(train);
    return test.flatMap((log) => answersOf(log, predict(log)));
  });
  const aucs = forecasts.flatMap((each) => aucOf(each) ?? []);
  return {
    name: model.name, answers: sum(forecasts.map(({ length }) => length)), auc: mean(aucs), aucDeviation: sampleDeviation(aucs),
    rmse: mean(forecasts.flatMap((each) => rmse(each) ?? [])),
  };
}
