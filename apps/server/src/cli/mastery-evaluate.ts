import { Command } from 'commander';
import { writeFileSync } from 'node:fs';
import { evaluateMastery, type MasteryEvaluation, type MasterySource } from '../evaluation/evaluate-mastery.ts';
import { figure } from '../evaluation/format-figure.ts';
import { rejectedNote } from '../evaluation/print-notes.ts';
import { ImportError } from '../ingest/import-error.ts';
import { progressLine } from './progress-line.ts';
import { renderTable } from './render-table.ts';

type Options = { data?: string; train?: string; test?: string; json?: string };

function sourceOf({ data, train, test }: Options): MasterySource {
  if (data !== undefined && train === undefined && test === undefined) return { data };
  if (data === undefined && train !== undefined && test !== undefined) return { train, test };
  throw new ImportError('Give one log with --data <file>, or two with --train <file> and --test <file>.');
}

function print({ files, results, splits, students, skills }: MasteryEvaluation, seconds: number): void {
  const how = splits === 1 ? 'who do not stand in the training log' : `in ${splits} parts by a hash of the id, each judged on a fit without it`;
  console.log(`\n${students} students ${how}; ${skills} skills, ${results[0]?.answers ?? 0} answers. AUC and RMSE are means over the parts.\n`);
  console.log(renderTable(['model of the next answer', 'AUC', 'sd of AUC', 'RMSE'], results.map(({ name, auc, aucDeviation, rmse }) =>
    [name, figure(auc), figure(aucDeviation), figure(rmse)])));
  console.log('');
  for (const file of files) {
    const note = rejectedNote('The log', file);
    if (note !== null) console.log(note);
  }
  console.log(`${seconds.toFixed(1)} s`);
}

const command = new Command('mastery:evaluate')
  .description('Fits models of mastery on a response log and judges how well they predict the next answer of other students.')
  .option('--data <file>', 'one log (CSV with student, time, item, kc, outcome), cross-validated by student')
  .option('--train <file>', 'log to fit on')
  .option('--test <file>', 'log to judge on; students of the training log are left out')
  .option('--json <file>', 'write figures and fitted parameters of each skill as JSON');

await command.parseAsync();
const options = command.opts<Options>();

try {
  const started = performance.now();
  const bar = progressLine('Models');
  const evaluation = await evaluateMastery(sourceOf(options), bar.update);
  bar.stop();
  print(evaluation, (performance.now() - started) / 1000);
  const { results, fitted, splits, students, skills } = evaluation;
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ students, skills, splits, results, fitted }, null, 2)}\n`);
} catch (error) {
  console.error(error instanceof ImportError ? error.message : error);
  process.exitCode = 1;
}
