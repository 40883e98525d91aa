import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../analytics/settings.ts';
import { masterSkill } from '../analytics/skill-mastery.ts';
import { bktPredict } from '../stats/bkt.ts';
import { addDays } from '../time/day.ts';
import { judgeResponses, responseModels, rmse, studentFolds, type ResponseResult } from './judge-responses.ts';
import { answersOf, type StudentLog } from './student-log.ts';
import { PracticeHistory } from './practice-history.ts';
import { simulatedLogs } from './testing/simulated-logs.ts';
import { fitTracingBySkill, productRetained, productTracing, tracingVariants } from './tracing-models.ts';

const logs = simulatedLogs(120, 5);
const splits = studentFolds(logs, 3);
const results = new Map(responseModels.map((model) => [model.name, judgeResponses(model, splits)]));
const result = (name: string): ResponseResult => results.get(name) ?? { name, answers: 0, auc: null, aucDeviation: null, rmse: null };

describe('studentFolds', () => {
  it('judges every student once, on a fit without them', () => {
    expect(splits.flatMap(({ test }) => test.map(({ student }) => student)).sort()).toEqual(logs.map(({ student }) => student).sort());
    for (const { train, test } of splits) expect(test.filter((log) => train.includes(log))).toEqual([]);
  });
  it('does not depend on the order of the students', () => {
    const names = (list: ReturnType<typeof studentFolds>) => list.map(({ test }) => test.map(({ student }) => student).sort());
    expect(names(studentFolds([...logs].reverse(), 3))).toEqual(names(splits));
  });
});

describe('judgeResponses', () => {
  it('counts all answers and no study, for every model', () => {
    const answers = logs.reduce((sum, { practice }) => sum + practice.filter(({ score }) => score !== null).length, 0);
    for (const each of results.values()) expect(each.answers).toBe(answers);
  });
  it('gives always the mean an AUC of ½ in every split', () => {
    expect(result('always the mean').auc).toBe(0.5);
    expect(result('always the mean').aucDeviation).toBe(0);
  });
  it('orders models on practice that is learned: mean of the skill < PFA, BKT default < BKT fitted; the student counts too', () => {
    const auc = (name: string) => result(name).auc ?? 0;
    expect(auc('PFA, fitted')).toBeGreaterThan(auc('mean of the skill') + 0.05);
    expect(auc('BKT, fitted')).toBeGreaterThan(auc('mean of the skill') + 0.05);
    expect(result('BKT, fitted').rmse).toBeLessThan(result('BKT, default parameters').rmse ?? 0);
    expect(auc('logistic, recency of skill and student')).toBeGreaterThan(auc('PFA, fitted'));
  });
  it('rmse of .8 for a 1 and .4 for a 0 is √((.04 + .16)/2); of nothing null', () => {
    expect(rmse([{ p: 0.8, y: 1 }, { p: 0.4, y: 0 }])).toBeCloseTo(Math.sqrt(0.1), 12);
    expect(rmse([])).toBeNull();
  });
});

describe('every model', () => {
  const others = logs.slice(0, 30);
  const fitted = responseModels.map((model) => ({ name: model.name, predict: model.fit(others) }));
  const log = (index: number): StudentLog => logs[30 + index] ?? { student: '', practice: [] };

  it('predicts each practice from earlier ones only: what follows can be anything', () => {
    fc.assert(fc.property(fc.nat(60), fc.nat(60), fc.nat(39), (mine, other, cut) => {
      const changed: StudentLog = { student: 'changed', practice: [...log(mine).practice.slice(0, cut + 1), ...log(other).practice.slice(cut + 1)] };
      const turned = changed.practice.map((each, i) => (i === cut && each.score !== null ? { ...each, score: 1 - each.score } : each));
      for (const { predict } of fitted) {
        const before = predict(log(mine)).slice(0, cut + 1);
        expect(predict({ ...changed, practice: turned }).slice(0, cut + 1)).toEqual(before);
      }
    }), { numRuns: 40 });
  });
  it('gives probabilities, also for skills and questions nobody practised in training', () => {
    const strange: StudentLog = { student: 'new', practice: log(0).practice.map((each) => ({ ...each, skill: 'never seen', item: 'never asked' })) };
    for (const { predict } of fitted) {
      for (const p of [...predict(strange), ...predict(log(1))]) {
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThan(1);
      }
    }
  });
  it('gives probabilities when it was fitted on nobody', () => {
    for (const model of responseModels) for (const p of model.fit([])(log(0))) expect(p > 0 && p < 1).toBe(true);
  });
});

describe('the product\'s own tracing', () => {
  it('is the fold of mastery: after each answer, the prediction of the next comes from L of masterSkill', () => {
    const scores = [1, 0, 1, 1, 0, 1];
    const day = (i: number) => addDays('2026-01-01', 2 * i);
    const one: StudentLog = { student: 's', practice: scores.map((score, i) => ({ minute: 2880 * i, day: 2 * i, skill: 'k', item: 'i', score })) };
    const [plain, kept] = [productTracing.fit([])(one), productRetained.fit([])(one)];
    scores.forEach((_, i) => {
      const { L, halfLifeDays } = masterSkill(scores.slice(0, i).map((score, k) => ({ day: day(k), score })), defaultSettings.mastery);
      expect(plain[i]).toBeCloseTo(bktPredict(L, defaultSettings.mastery), 12);
      const left = i === 0 ? 0.3 : Math.min(L, 0.3 + (L - 0.3) * 2 ** (-2 / halfLifeDays));
      if (L > 0.3) expect(kept[i]).toBeCloseTo(bktPredict(left, defaultSettings.mastery), 12);
    });
  });
});

describe('fitTracingBySkill', () => {
  it('keeps guess and slip within what settings allow', () => {
    const parameters = fitTracingBySkill(logs, tracingVariants.bounded);
    expect([...parameters.keys()].sort()).toEqual(['K0', 'K1', 'K2', 'K3']);
    for (const { G, S, dayLoss } of parameters.values()) expect([G <= 0.3, S <= 0.1, dayLoss]).toEqual([true, true, 0]);
  });
});

describe('PracticeHistory', () => {
  it('of 1, 0, study and a minute later: share (.6 + .5)/(1.6 + 1), ln 2 three times, not the first, ln 2 for the minute', () => {
    const history = new PracticeHistory(0.6);
    expect(history.features(5)).toEqual([0.5, 0, 0, 0, 1, 0]);
    for (const [minute, score] of [[0, 1], [1, 0], [2, null]] as const) history.add({ minute, day: 0, score });
    const features = history.features(3);
    [1.1 / 2.6, Math.LN2, Math.LN2, Math.LN2, 0, Math.LN2].forEach((x, i) => expect(features[i]).toBeCloseTo(x, 12));
  });
});

describe('answersOf', () => {
  it('leaves study out', () => {
    const log: StudentLog = { student: 's', practice: [1, null, 0].map((score, minute) => ({ minute, day: 0, skill: 'k', item: 'i', score })) };
    expect(answersOf(log, [0.2, 0.3, 0.4])).toEqual([{ p: 0.2, y: 1 }, { p: 0.4, y: 0 }]);
  });
});
