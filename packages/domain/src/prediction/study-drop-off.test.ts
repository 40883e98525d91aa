import { describe, expect, it } from 'vitest';
import { addDays } from '../time/day.ts';
import { casesAt, cutOffDay, shareCutOffs, type FinishedRun } from './drop-off-cases.ts';
import { crossFittedLogOdds, fitLinearModel } from './fit-linear-model.ts';
import { studyDropOff } from './study-drop-off.ts';
import { simulatedRun } from './testing/simulated-run.ts';

const training = simulatedRun('run_1', '2024-10-01', 250, 1);
const holdout = simulatedRun('run_2', '2025-10-01', 250, 2);
const study = studyDropOff(training, holdout);
const half = { name: '50 %', share: 0.5 };

describe('cutOffDay', () => {
  it('of 10 % of 269 days is day 27, of 50 % day 134 (134.5 to even), of week 2 day 14', () => {
    const run = { startDay: '2025-10-01', days: 269 };
    expect([{ name: '', share: 0.1 }, half, { name: '', days: 14 }].map((cutOff) => cutOffDay(run, cutOff)))
      .toEqual([27, 134, 14].map((offset) => addDays('2025-10-01', offset)));
  });
});

describe('casesAt', () => {
  it('leaves out everybody who left by the cut-off, and nobody else', () => {
    const D = cutOffDay(training, half);
    const left = training.learners.filter(({ enrollment }) => enrollment.leftDay !== null && enrollment.leftDay <= D);
    expect(left.length).toBeGreaterThan(10);
    expect(casesAt(training, half)).toHaveLength(training.learners.length - left.length);
  });

  it('gives features that do not know what happens after the cut-off', () => {
    const D = cutOffDay(training, half);
    const known = <F extends { day: string }>(list: readonly F[]) => list.filter(({ day }) => day <= D);
    const cut: FinishedRun = {
      ...training, learners: training.learners.map((each) => ({
        ...each, evidence: { ...each.evidence, days: known(each.evidence.days), results: known(each.evidence.results) },
      })),
    };
    expect(casesAt(cut, half).map(({ values }) => values)).toEqual(casesAt(training, half).map(({ values }) => values));
  });
});

describe('fitLinearModel', () => {
  const cases = shareCutOffs.flatMap((cutOff) => casesAt(training, cutOff));

  it('gives the same model for any order of the cases', () => {
    const [model, turned] = [fitLinearModel(cases, ['lateShare', 'activityDays28']), fitLinearModel([...cases].reverse(), ['lateShare', 'activityDays28'])];
    expect(turned.a).toBeCloseTo(model.a, 6);
    turned.features.forEach(({ b }, i) => expect(b).toBeCloseTo(model.features[i]?.b ?? Number.NaN, 6));
  });
  it('gives weight 0 to a feature that never varies or is never known', () => {
    const { features } = fitLinearModel(cases.map((each) => ({ ...each, values: { ...each.values, same: 0.1, never: null } })), ['lateShare', 'same', 'never']);
    expect(features.map(({ name, b, sd }) => [name, b === 0, sd])).toEqual([['lateShare', false, features[0]?.sd], ['same', true, 0], ['never', true, 0]]);
  });
  it('forecasts a training case without having seen its person: another outcome of the person leaves it as it was', () => {
    const person = cases[0]?.personId ?? '';
    const before = crossFittedLogOdds(cases, ['lateShare']);
    const after = crossFittedLogOdds(cases.map((each) => (each.personId === person ? { ...each, y: 1 - each.y } : each)), ['lateShare']);
    cases.forEach((each, i) => { if (each.personId === person) expect(after[i]).toBe(before[i]); });
    expect(after).not.toEqual(before);
  });
});

describe('studyDropOff', () => {
  const aucAt = (contender: string, cutOff: string) =>
    study.contenders.find((each) => each.contender === contender)?.results.find((each) => each.cutOff === cutOff)?.auc ?? 0;

  it('finds who lacks effort: AUC above .7 at half of the course, and better than a click count', () => {
    expect(study.figures.auc50).toBeGreaterThan(0.7);
    expect(study.figures.auc50).toBe(aucAt('five features', '50 %'));
    expect(aucAt('five features', '20 %')).toBeGreaterThan(aucAt('click count', '20 %'));
  });
  it('is calibrated on a run drawn like the training run: error below .05', () => expect(study.figures.ece).toBeLessThan(0.05));
  it('judges every forecast of the four cut-offs, and counts a person with the outcome once', () => {
    const [, , , ...results] = study.contenders[0]?.results ?? [];
    expect(study.forecasts).toHaveLength(results.reduce((sum, { n }) => sum + n, 0));
    expect(study.figures.positives).toBeLessThan(results.reduce((sum, { positives }) => sum + positives, 0));
  });
  it('takes no group into the model: shuffled groups leave every weight as it is', () => {
    const other: FinishedRun = { ...training, learners: training.learners.map((each, i) => ({ ...each, groups: { gender: i % 3 === 0 ? 'F' : 'M' } })) };
    expect(studyDropOff(other, holdout).model).toEqual(study.model);
  });
  it('takes nothing of the hold-out into the model', () => {
    expect(studyDropOff(training, simulatedRun('run_3', '2026-02-01', 60, 3)).model).toEqual(study.model);
  });
  it('is the same when it is run again', () => expect(studyDropOff(training, holdout)).toEqual(study));
});
