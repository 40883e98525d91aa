import type { LoggedPractice, StudentLog } from '@verdant/domain/prediction/student-log';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ImportError } from '../ingest/import-error.ts';
import { checkTable, readTable, type Table } from '../ingest/read-table.ts';
import { RejectsFile } from '../ingest/rejects.ts';
import { RowError, type Row } from '../ingest/row.ts';

export type LoadedResponses = { logs: StudentLog[]; rows: number; rejected: number; rejectsPath: string };

const columns = ['student', 'time', 'item', 'kc', 'outcome'];
const scoreOf = { CORRECT: 1, INCORRECT: 0, STUDY: null } as const;
const outcomes = ['CORRECT', 'INCORRECT', 'STUDY'] as const;
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** readTime takes wall-clock times as they stand: only differences and dates matter. */
function readTime(row: Row): number {
  const text = row.text('time');
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/.exec(text);
  const ms = match ? Date.parse(`${match[1]}T${match[2]}Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw new RowError('time', 'unknown_value', `time is "${text}", expected a time like 2015-11-02 19:49:38.`);
  return ms;
}

function readPractice(row: Row): LoggedPractice {
  const ms = readTime(row);
  return {
    minute: ms / minuteMs, day: Math.floor(ms / dayMs), skill: row.text('kc'), item: row.text('item'), score: scoreOf[row.oneOf('outcome', outcomes)],
  };
}

/** loadResponses reads a response log: one row a practice, with student, time, item, kc (the skill) and outcome CORRECT, INCORRECT or STUDY. */
export async function loadResponses(file: string): Promise<LoadedResponses> {
  const path = resolve(file);
  if (!existsSync(path)) throw new ImportError(`There is no file ${path}.`);
  const table: Table = { path, file: 'response log', columns };
  await checkTable(table);
  const rejects = new RejectsFile(join(mkdtempSync(join(tmpdir(), 'verdant-evaluation-')), 'rejected.csv'));
  const byStudent = new Map<string, LoggedPractice[]>();
  try {
    const { rows } = await readTable(table, { rejects }, (row) => {
      const student = row.text('student');
      const practice = readPractice(row);
      const known = byStudent.get(student);
      if (known === undefined) byStudent.set(student, [practice]);
      else known.push(practice);
      return true;
    });
    // Sorting keeps rows of one second in the order of the file.
    const logs = [...byStudent].map(([student, practice]) => ({ student, practice: practice.sort((a, b) => a.minute - b.minute) }));
    if (logs.length === 0) throw new ImportError(`${path} has no row that could be taken; the reasons stand in ${rejects.path}.`);
    return { logs, rows, rejected: rejects.count, rejectsPath: rejects.path };
  } finally {
    rejects.close();
  }
}
