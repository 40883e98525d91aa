import { simulatedLogs } from '@verdant/domain/prediction/testing/simulated-logs';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { writeSimulatedOulad } from '../evaluation/testing/simulated-oulad.ts';
import { writeResponses } from '../evaluation/testing/write-responses.ts';

type Outcome = { code: number; stdout: string; stderr: string };

/** Runs a command as npm does, in a process of its own. */
async function run(command: string, ...args: string[]): Promise<Outcome> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', 'tsx', join(import.meta.dirname, `${command}.ts`), ...args]);
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Outcome;
    return { code, stdout, stderr };
  }
}

describe('model:evaluate', () => {
  const folder = writeSimulatedOulad(80);

  it('prints the model beside the baseline and writes card and JSON', async () => {
    const [json, card] = [join(dirname(folder), 'card.json'), join(dirname(folder), 'card.md')];
    const { code, stdout } = await run('model-evaluate', '--train', `${folder}:SIM_2013J`, '--test', `${folder}:SIM_2014J`, '--json', json, '--card', card);
    expect(code).toBe(0);
    for (const text of ['AUC, five features', 'AUC, click count', 'Conditions', 'week 2', '50 %']) expect(stdout).toContain(text);
    expect(Object.keys(JSON.parse(readFileSync(json, 'utf8')) as object)).toEqual([
      'modelId', 'trainedAt', 'b0', 'features', 'a', 'c', 'holdout', 'auc20', 'auc50', 'ece', 'subgroupGap', 'positives',
    ]);
    expect(readFileSync(card, 'utf8')).toMatch(/^# Model card: drop-off\n/);
  });

  it('tells a wrong presentation in one sentence, with exit code 1 and nothing written', async () => {
    const card = join(dirname(folder), 'none.md');
    const { code, stderr } = await run('model-evaluate', '--train', `${folder}:SIM_2001J`, '--test', `${folder}:SIM_2014J`, '--card', card);
    expect([code, stderr.trim().split('\n').length, existsSync(card)]).toEqual([1, 1, false]);
    expect(stderr).toContain('There is no presentation SIM_2001J');
  });
});

describe('mastery:evaluate', () => {
  it('prints every model and writes figures and parameters', async () => {
    const data = writeResponses(simulatedLogs(30, 4));
    const json = join(dirname(data), 'mastery.json');
    const { code, stdout } = await run('mastery-evaluate', '--data', data, '--json', json);
    expect(code).toBe(0);
    for (const text of ['30 students in 5 parts', 'PFA, fitted', 'BKT, default parameters', 'BKT with forgetting overnight, fitted']) {
      expect(stdout).toContain(text);
    }
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ students: 30, skills: 4, splits: 5 });
  });

  it('asks for one log or two', async () => {
    const { code, stderr } = await run('mastery-evaluate', '--train', 'a.csv');
    expect([code, stderr.trim()]).toEqual([1, 'Give one log with --data <file>, or two with --train <file> and --test <file>.']);
  });
});
