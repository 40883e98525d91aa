import { simulatedLogs } from '@verdant/domain/prediction/testing/simulated-logs';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateMastery } from './evaluate-mastery.ts';
import { loadResponses } from './load-responses.ts';
import { writeResponses } from './testing/write-responses.ts';

const write = (...lines: string[]) => {
  const file = join(mkdtempSync(join(tmpdir(), 'verdant-responses-test-')), 'log.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
};
const head = 'student,time,trial,item,kc,outcome,duration_sec';

describe('loadResponses', () => {
  it('reads answers and study in the order of time, rows of one second in the order of the file', async () => {
    const { logs, rows, rejected } = await loadResponses(write(
      head, 's1,2015-11-03 00:00:30,3,i3,K2,STUDY,1', 's1,2015-11-02 23:59:00,1,i1,K1,CORRECT,1', 's1,2015-11-02 23:59:00,2,i2,K1,INCORRECT,1',
    ));
    expect([rows, rejected]).toEqual([3, 0]);
    expect(logs[0]?.practice.map(({ item, skill, score }) => [item, skill, score])).toEqual([['i1', 'K1', 1], ['i2', 'K1', 0], ['i3', 'K2', null]]);
    const [first, , last] = logs[0]?.practice ?? [];
    expect([(last?.minute ?? 0) - (first?.minute ?? 0), (last?.day ?? 0) - (first?.day ?? 0)]).toEqual([1.5, 1]);
  });
  it('sets rows with a wrong time or outcome aside', async () => {
    const { rejected, logs } = await loadResponses(write(
      head, 's1,yesterday,1,i,K,CORRECT,1', 's1,2015-11-02 10:00:00,1,i,K,MAYBE,1', 's1,2015-13-02 10:00:00,1,i,K,CORRECT,1',
      's1,2015-11-02 10:00:00,1,i,K,CORRECT,1',
    ));
    expect([rejected, logs[0]?.practice.length]).toEqual([3, 1]);
  });
  it('says what is wrong with a file that is not there, lacks columns or has nothing to take', async () => {
    await expect(loadResponses('no-such-log.csv')).rejects.toThrow(/There is no file/);
    await expect(loadResponses(write('student,time,item,outcome', 's1,2015-11-02 10:00:00,i,CORRECT'))).rejects.toThrow(/it lacks kc/);
    await expect(loadResponses(write(head, 's1,never,1,i,K,CORRECT,1'))).rejects.toThrow(/no row that could be taken/);
  });
});

describe('evaluateMastery', () => {
  const logs = simulatedLogs(60, 9);
  const auc = (results: readonly { name: string; auc: number | null }[], name: string) => results.find((each) => each.name === name)?.auc ?? 0;

  it('judges eleven models on one log, every student once, and fits parameters of each skill', async () => {
    const told: number[] = [];
    const { results, students, skills, splits, fitted } = await evaluateMastery({ data: writeResponses(logs) }, (done) => told.push(done));
    expect([students, skills, splits, results.length, told.length]).toEqual([60, 4, 5, 11, 11]);
    expect(auc(results, 'always the mean')).toBe(0.5);
    expect(auc(results, 'BKT, fitted')).toBeGreaterThan(auc(results, 'mean of the skill'));
    expect(fitted[1]?.skills.map(({ skill }) => skill)).toEqual(['K0', 'K1', 'K2', 'K3']);
  });
  it('judges on students of a second log that do not stand in the first', async () => {
    const { students, splits } = await evaluateMastery({ train: writeResponses(logs.slice(0, 40)), test: writeResponses(logs.slice(30)) }, () => undefined);
    expect([students, splits]).toEqual([20, 1]);
  });
  it('says what to do when there is nobody to judge on or to fit on', async () => {
    const file = writeResponses(logs.slice(0, 1));
    await expect(evaluateMastery({ data: file }, () => undefined)).rejects.toThrow(/one student only/);
    await expect(evaluateMastery({ train: file, test: file }, () => undefined)).rejects.toThrow(/judge on others/);
  });
});
