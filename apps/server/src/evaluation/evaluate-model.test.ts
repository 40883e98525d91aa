import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateModel, type ModelEvaluation } from './evaluate-model.ts';
import { renderModelCard } from './render-model-card.ts';
import { gatesTable, resultsTable, subgroupTable, verdict } from './model-results.ts';
import { writeSimulatedOulad } from './testing/simulated-oulad.ts';

const now = '2026-03-31T12:00:00.000Z';
let folder: string;
let evaluation: ModelEvaluation;

beforeAll(async () => {
  folder = writeSimulatedOulad(150);
  evaluation = await evaluateModel(`${folder}:SIM_2013J`, `${folder}:SIM_2014J`, now);
});

describe('evaluateModel', () => {
  it('trains on the first and judges on the later presentation, and finds those who make no effort', () => {
    const { card, gates } = evaluation;
    expect([card.holdout.trained.name, card.holdout.judged.name, card.trainedAt]).toEqual(['SIM_2013J', 'SIM_2014J', now]);
    expect(card.features.map(({ name }) => name)).toEqual(['activityDays28', 'activitySlope', 'daysSinceActive', 'recentMeanPct', 'lateShare']);
    expect(card.auc50).toBeGreaterThan(0.75);
    expect(gates.slice(0, 3).map(({ passed }) => passed)).toEqual([true, true, true]);
  });

  it('gives the same card again', async () => {
    expect((await evaluateModel(`${folder}:SIM_2013J`, `${folder}:SIM_2014J`, now)).card).toEqual(evaluation.card);
  });

  it('does not pass a hold-out that came before training', async () => {
    const { gates } = await evaluateModel(`${folder}:SIM_2014J`, `${folder}:SIM_2013J`, now);
    expect(gates[0]).toMatchObject({ passed: false });
    expect(verdict(gates)).toMatch(/^The probability is not shown: hold-out is a later run than training/);
  });

  it('refuses to judge a presentation on itself, and one without clicks', async () => {
    await expect(evaluateModel(`${folder}:SIM_2013J`, `${folder}:SIM_2013J`, now)).rejects.toThrow(/cannot be judged on itself/);
    await expect(evaluateModel(`${folder}:SIM_2013J`, `${folder}:SIM_2015J`, now)).rejects.toThrow(/no row of SIM_2015J/);
  });
});

describe('the tables and the card', () => {
  it('stand the baseline beside the model at all seven cut-offs', () => {
    const { head, rows } = resultsTable(evaluation.study);
    expect(head.filter((title) => title.startsWith('AUC'))).toEqual(['AUC, five features (95 %)', 'AUC, nine features', 'AUC, click count']);
    expect(rows.map(([cutOff]) => cutOff)).toEqual(['week 2', 'week 4', 'week 6', '10 %', '20 %', '30 %', '50 %']);
    expect(rows.every((row) => row.length === head.length)).toBe(true);
  });
  it('name the groups and which of them count', () => {
    const { rows } = subgroupTable(evaluation.study);
    expect(rows.map(([group]) => group)).toEqual(['age band: 0-35', 'disability: N', 'gender: F', 'gender: M']);
  });
  it('say each condition and the verdict, and name no folder', () => {
    const text = renderModelCard(evaluation);
    for (const [condition = ''] of gatesTable(evaluation.gates).rows) expect(text).toContain(condition);
    expect(text).toContain(verdict(evaluation.gates));
    expect(text).not.toContain(folder);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    for (const { name } of evaluation.card.features) expect(text).toContain(`\`${name}\``);
  });
});
