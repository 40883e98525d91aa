import { analyticIds, isAnalyticId } from '@verdant/domain/analytics/catalogue';
import { isDomainError } from '@verdant/domain/errors';
import { computeFileAnalytic } from '@verdant/domain/explain/compute-file-analytic';
import { explain } from '@verdant/domain/explain/explain';
import { readFactsFile } from '@verdant/domain/explain/read-facts-file';
import { Command } from 'commander';
import { readFileSync } from 'node:fs';

/** Lines for the reader of what is wrong, nothing calculated. */
type Refusal = { ok: false; errors: string[] };

function readJson(path: string): { ok: true; content: unknown } | Refusal {
  let text: string;
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    return { ok: false, errors: [`${path}: cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'})`] };
  }
  try {
    return { ok: true, content: JSON.parse(text) };
  } catch (error) {
    return { ok: false, errors: [`${path}: is no JSON (${error instanceof Error ? error.message : 'unknown reason'})`] };
  }
}

function calculate(id: string, path: string, withExplanation: boolean): { ok: true; output: unknown } | Refusal {
  if (!isAnalyticId(id)) return { ok: false, errors: [`${id}: is no analytic; there are ${analyticIds.join(', ')}`] };
  const json = readJson(path);
  if (!json.ok) return json;
  const read = readFactsFile(json.content);
  if (!read.ok) return read;
  try {
    const { envelope, explained, ctx } = computeFileAnalytic(id, read.file);
    return { ok: true, output: withExplanation ? { ...envelope, explanation: explain(id, explained, ctx) } : envelope };
  } catch (error) {
    if (isDomainError(error)) return { ok: false, errors: [error.message] };
    return { ok: false, errors: [`${id}: could not be calculated (${error instanceof Error ? error.message : String(error)})`] };
  }
}

const command = new Command('analytic')
  .description('Calculates one analytic from a file of facts and prints its envelope as JSON. docs/facts-file.md describes the file.')
  .argument('<analytic-id>', 'e.g. engagement')
  .argument('<facts.json>', 'file of facts, - for standard input')
  .option('--explain', 'add formula, inputs, steps, rounding, bands and settings')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

await command.parseAsync();
const [id = '', path = ''] = command.args;
const result = calculate(id, path, command.opts<{ explain?: boolean }>().explain === true);
if (result.ok) {
  console.log(JSON.stringify(result.output, null, 2));
} else {
  for (const error of result.errors) console.error(error);
  process.exitCode = 2;
}
