import { judgeResponses, studentFolds } from '@verdant/domain/prediction/judge-responses';
import { skillMean } from '@verdant/domain/prediction/mean-models';
import { tracingModel, tracingVariants } from '@verdant/domain/prediction/tracing-models';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateModel } from './evaluate-model.ts';
import { loadResponses } from './load-responses.ts';

const data = process.env['VERDANT_REAL_DATA'] || undefined;

describe.skipIf(data === undefined)('the drop-off model on AAA_2013J and AAA_2014J (skipped without VERDANT_REAL_DATA)', () => {
  it('ranks better than clicks at every share of the course, and its card says which condition it fails', async () => {
    const folder = join(data ?? '', 'oulad');
    const { study, card, gates } = await evaluateModel(`${folder}:AAA_2013J`, `${folder}:AAA_2014J`, '2026-03-31T12:00:00.000Z');
    const [five, , clicks] = study.contenders.map(({ results }) => results.slice(3).map(({ auc }) => auc ?? 0));
    five?.forEach((auc, i) => expect(auc).toBeGreaterThan(clicks?.[i] ?? 1));
    expect([card.auc20, card.auc50, card.ece, card.subgroupGap, card.positives]).toEqual([0.6753, 0.783, 0.0565, 0.0482, 72]);
    expect(gates.filter(({ passed }) => !passed).map(({ gate }) => gate)).toEqual(['calibration error ≤ .05']);
  });
});

describe.skipIf(data === undefined)('mastery on a response log of 391 students (skipped without VERDANT_REAL_DATA)', () => {
  it('the mean of the skill reaches .614, knowledge tracing with forgetting more than .743', async () => {
    const { logs } = await loadResponses(join(data ?? '', 'responses', 'responses.csv'));
    const splits = studentFolds(logs, 5);
    expect(judgeResponses(skillMean, splits).auc).toBeCloseTo(0.614, 3);
    expect(judgeResponses(tracingModel(tracingVariants.overnight), splits).auc).toBeGreaterThan(0.743);
  });
});
