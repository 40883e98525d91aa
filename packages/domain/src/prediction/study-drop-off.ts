import { dropOffFeatureNames } from '../analytics/drop-off-risk-model-features.ts';
import type { CourseRunRef, ModelCard } from '../analytics/model-card.ts';
import { aucOf } from '../stats/auc.ts';
import { ece } from '../stats/ece.ts';
import { addDays } from '../time/day.ts';
import { casesAt, shareCutOffs, weekCutOffs, type CutOff, type DropOffCase, type FinishedRun } from './drop-off-cases.ts';
import { baselineFeatures, extendedFeatures } from './drop-off-features.ts';
import { crossFittedLogOdds, fitLinearModel, fitPlainModel } from './fit-linear-model.ts';
import { modelProbability, type LinearModel } from './linear-model.ts';
import type { ModelFigures } from './make-model-card.ts';
import { subgroupGap, subgroupsOf, type GroupedForecast, type Subgroup } from './subgroup-gap.ts';

/** How one model did at one cut-off of the hold-out. AUC and ECE 0..1, null = outcomes of one kind only, or nobody at risk. */
export type CutOffResult = { cutOff: string; n: number; positives: number; auc: number | null; ece: number | null };
/** One way to forecast, judged: `trainingAuc` is cross-validated by person on the training run, by cut-off. */
export type ContenderResult = { contender: Contender; trainingAuc: (number | null)[]; results: CutOffResult[] };
export type Contender = 'five features' | 'nine features' | 'click count';

export type DropOffStudy = {
  model: LinearModel;
  holdout: ModelCard['holdout'];
  figures: ModelFigures;
  contenders: ContenderResult[];
  /** Forecasts of the model at the share cut-offs of the hold-out. */
  forecasts: GroupedForecast[];
  subgroups: Subgroup[];
  trained: { cases: number; positives: number; people: number };
  /** People who stand in both runs. */
  inBothRuns: number;
};

const cutOffs: readonly CutOff[] = [...weekCutOffs, ...shareCutOffs];

function allCases(run: FinishedRun, at: readonly CutOff[]): DropOffCase[] {
  return at.flatMap((cutOff) => casesAt(run, cutOff));
}

function judge(cases: readonly DropOffCase[], model: LinearModel): GroupedForecast[] {
  return cases.map(({ personId, groups, values, y }) => ({ personId, groups, y, p: modelProbability(model, values) }));
}

function resultAt(run: FinishedRun, cutOff: CutOff, model: LinearModel): CutOffResult {
  const forecasts = judge(casesAt(run, cutOff), model);
  const positives = forecasts.filter(({ y }) => y === 1).length;
  return { cutOff: cutOff.name, n: forecasts.length, positives, auc: aucOf(forecasts), ece: ece(forecasts) };
}

/** validatedAuc trains on four fifths of the people at the share cut-offs and ranks the last fifth, at the share cut-offs. */
function validatedAuc(training: FinishedRun, names: readonly string[]): (number | null)[] {
  const cases = allCases(training, shareCutOffs);
  const scores = crossFittedLogOdds(cases, names).map((p, i) => ({ p, y: cases[i]?.y ?? 0, cutOff: cases[i]?.cutOff }));
  return cutOffs.map(({ name }) => aucOf(scores.filter(({ cutOff }) => cutOff === name)));
}

function judgeModel(contender: Contender, model: LinearModel, training: FinishedRun, holdout: FinishedRun): ContenderResult {
  const names = model.features.map(({ name }) => name);
  return { contender, trainingAuc: validatedAuc(training, names), results: cutOffs.map((cutOff) => resultAt(holdout, cutOff, model)) };
}

/** judgeBaseline fits a click count anew for each cut-off, which is the fairest chance it can get: counts grow as the course goes on. */
function judgeBaseline(training: FinishedRun, holdout: FinishedRun): ContenderResult {
  const validated = cutOffs.map((cutOff) => {
    const cases = casesAt(training, cutOff);
    return aucOf(crossFittedLogOdds(cases, baselineFeatures).map((p, i) => ({ p, y: cases[i]?.y ?? 0 })));
  });
  const results = cutOffs.map((cutOff) => resultAt(holdout, cutOff, fitPlainModel(casesAt(training, cutOff), baselineFeatures)));
  return { contender: 'click count', trainingAuc: validated, results };
}

function figuresOf(forecasts: readonly GroupedForecast[], subgroups: readonly Subgroup[], results: readonly CutOffResult[]): ModelFigures {
  const aucAt = (name: string) => results.find(({ cutOff }) => cutOff === name)?.auc ?? null;
  return {
    auc20: aucAt('20 %'), auc50: aucAt('50 %'), ece: ece(forecasts), subgroupGap: subgroupGap(subgroups),
    positives: new Set(forecasts.filter(({ y }) => y === 1).map(({ personId }) => personId)).size,
  };
}

function runRef({ name, startDay, days }: FinishedRun): CourseRunRef {
  return { name, from: startDay, to: addDays(startDay, days) };
}

/** studyDropOff trains on one run and judges on another: the model of the five features, the extended one and the baseline, by cut-off. */
export function studyDropOff(training: FinishedRun, holdout: FinishedRun): DropOffStudy {
  const cases = allCases(training, shareCutOffs);
  const model = fitLinearModel(cases, dropOffFeatureNames);
  const extended = fitLinearModel(cases, extendedFeatures);
  const five = judgeModel('five features', model, training, holdout);
  const forecasts = judge(allCases(holdout, shareCutOffs), model);
  const subgroups = subgroupsOf(forecasts);
  const known = new Set(training.learners.map(({ personId }) => personId));
  return {
    model, holdout: { trained: runRef(training), judged: runRef(holdout) }, figures: figuresOf(forecasts, subgroups, five.results),
    contenders: [five, judgeModel('nine features', extended, training, holdout), judgeBaseline(training, holdout)],
    forecasts, subgroups, inBothRuns: holdout.learners.filter(({ personId }) => known.has(personId)).length,
    trained: { cases: cases.length, positives: cases.filter(({ y }) => y === 1).length, people: new Set(cases.map(({ personId }) => personId)).size },
  };
}
