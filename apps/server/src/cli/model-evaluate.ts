import { Command } from 'commander';
import { writeFileSync } from 'node:fs';
import { evaluateModel, type ModelEvaluation } from '../evaluation/evaluate-model.ts';
import { calibrationTable, gatesTable, resultsTable, subgroupTable, validationTable, verdict, type ResultTable } from '../evaluation/model-results.ts';
import { rejectedNote } from '../evaluation/print-notes.ts';
import { renderModelCard } from '../evaluation/render-model-card.ts';
import { ImportError } from '../ingest/import-error.ts';
import { renderTable } from './render-table.ts';

type Options = { train: string; test: string; json?: string; card?: string };

function print(evaluation: ModelEvaluation, seconds: number): void {
  const { study, card, gates, training, holdout } = evaluation;
  const section = (title: string, { head, rows }: ResultTable) => console.log(`${title}\n${renderTable(head, rows)}\n`);
  const { trained, judged } = study.holdout;
  console.log(`${card.modelId}: trained on ${trained.name} (${study.trained.people} people, ${study.trained.cases} cases), judged on ${judged.name}\n`);
  section('On the hold-out', resultsTable(study));
  section('AUC on unseen people of the training run', validationTable(study));
  section('Calibration on the hold-out, all four shares of the course', calibrationTable(study));
  section('Groups of the hold-out', subgroupTable(study));
  section('Conditions', gatesTable(gates));
  for (const note of [rejectedNote(trained.name, training), rejectedNote(judged.name, holdout)]) if (note !== null) console.log(note);
  console.log(`${verdict(gates)}\n${seconds.toFixed(1)} s`);
}

const command = new Command('model:evaluate')
  .description('Trains the drop-off model on one presentation of an Open University data set and judges it on a later one.')
  .requiredOption('--train <folder:presentation>', 'presentation to learn from, e.g. data/oulad:AAA_2013J')
  .requiredOption('--test <folder:presentation>', 'later presentation to judge on, e.g. data/oulad:AAA_2014J')
  .option('--json <file>', 'write the model with its figures as JSON')
  .option('--card <file>', 'write the model card as Markdown');

await command.parseAsync();
const options = command.opts<Options>();

try {
  const started = performance.now();
  const evaluation = await evaluateModel(options.train, options.test, new Date().toISOString());
  print(evaluation, (performance.now() - started) / 1000);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(evaluation.card, null, 2)}\n`);
  if (options.card !== undefined) writeFileSync(options.card, renderModelCard(evaluation));
} catch (error) {
  console.error(error instanceof ImportError ? error.message : error);
  process.exitCode = 1;
}
