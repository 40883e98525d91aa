import type { StudentLog } from '@verdant/domain/prediction/student-log';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const outcomeOf = (score: number | null) => (score === null ? 'STUDY' : score === 1 ? 'CORRECT' : 'INCORRECT');

/** writeResponses writes logs as a response log of 2015 into a new folder and gives the file. */
export function writeResponses(logs: readonly StudentLog[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'verdant-responses-test-')), 'responses.csv');
  const rows = logs.flatMap(({ student, practice }) => practice.map(({ minute, item, skill, score }, i) => {
    const time = new Date(Date.UTC(2015, 10, 2) + 60_000 * minute).toISOString().slice(0, 19).replace('T', ' ');
    return `${student},${time},${i + 1},${item},${skill},${outcomeOf(score)},5`;
  }));
  writeFileSync(file, `${['student,time,trial,item,kc,outcome,duration_sec', ...rows].join('\n')}\n`);
  return file;
}
