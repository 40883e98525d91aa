import { entriesOf, totalOf } from '@verdant/db/stores/facts/store-report';
import { loadOrganization } from '@verdant/db/queries/organization';
import { withOrg } from '@verdant/db/with-org';
import { Command } from 'commander';
import { resolve } from 'node:path';
import { ImportError } from '../ingest/import-error.ts';
import { importOulad, type OuladSummary } from '../ingest/oulad/import-oulad.ts';
import { findOrganization } from './find-organization.ts';
import { progressLine, type ProgressLine } from './progress-line.ts';
import { renderTable } from './render-table.ts';
import { CommandError, withInstallation } from './with-installation.ts';

type Options = { organization: string; presentation?: string; rejects: string };

const count = (value: number) => value.toLocaleString('en');

function printSummary(summary: OuladSummary, seconds: number): void {
  console.log(renderTable(['facts', 'new', 'replaced', 'unchanged', 'refused'], entriesOf(summary.facts).map(([kind, counts]) =>
    [kind, ...[counts.inserted, counts.replaced, counts.unchanged, counts.conflicts + counts.quarantined + counts.ignoredOlder].map(count)])));
  console.log('');
  const files = Object.entries(summary.files).map(([file, { rows, taken, skipped, rejected }]) =>
    [`${file}.csv`, ...[rows, taken, skipped, rejected].map(count)]);
  console.log(renderTable(['file', 'rows', 'taken', 'other presentations', 'rejected'], files));
  const { inserted, changed, unchanged } = summary.people;
  const { notes } = summary;
  console.log(`\nPeople: ${count(inserted)} new, ${count(changed)} changed, ${count(unchanged)} unchanged.`);
  console.log(`Noted: ${count(notes.banked)} results carried over, ${count(notes.withoutScore)} without score, `
    + `${count(notes.withoutRegistrationDay)} people without a registration day, ${count(notes.withdrawnWithoutDay)} withdrawn without a day.`);
  const { before, now } = summary.kept;
  if (now > before) console.log(`These data are older than the ${before} months that the organization kept: it now keeps facts for ${now} months.`);
  if (summary.rejected > 0) console.log(`${count(summary.rejected)} rows were rejected; each stands with its line and reason in ${summary.rejectsPath}`);
  const total = totalOf(summary.facts);
  const facts = total.inserted + total.replaced + total.unchanged;
  const rows = Object.values(summary.files).reduce((sum, { taken }) => sum + taken, 0);
  console.log(`${count(facts)} facts from ${count(rows)} rows (${count(summary.clickRows)} of clicks) in ${seconds.toFixed(1)} s: `
    + `${count(Math.round(rows / seconds))} rows a second, at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB of memory.`);
}

/** Ctrl-C ends the import between two chunks; what was stored stays, and running it again takes up the rest. */
function stopOnInterrupt(): AbortController {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort(new ImportError('Interrupted. Run the same command again to go on; nothing is stored twice.')));
  return controller;
}

const program = new Command('import').description('Imports learning data into an organization.');
program.command('oulad')
  .description('Open University Learning Analytics data set: seven CSV files')
  .argument('<folder>', 'folder with the seven CSV files')
  .requiredOption('--organization <slug>', 'short name of the organization')
  .option('--presentation <name>', 'only this presentation, e.g. AAA_2013J')
  .option('--rejects <file>', 'file for rows that cannot be taken', 'oulad-rejected.csv')
  .action(async (folder: string, options: Options) => {
    await withInstallation(async ({ owner, worker }) => {
      const { signal } = stopOnInterrupt();
      const organizationId = await findOrganization(worker, options.organization);
      const { timeZone } = await withOrg(worker, { organizationId, userId: null, role: 'worker' }, loadOrganization);
      const started = performance.now();
      const bars = { reading: progressLine('Reading clicks (bytes)'), storing: progressLine('Storing clicks (rows)') };
      const shown: { bar?: ProgressLine } = {};
      try {
        const summary = await importOulad({
          owner, worker, organizationId, timeZone, folder: resolve(folder), presentation: options.presentation ?? null, rejectsPath: resolve(options.rejects),
          now: new Date().toISOString(), signal, onProgress: ({ phase, done, total }) => {
            if (shown.bar !== bars[phase]) shown.bar?.stop();
            shown.bar = bars[phase];
            shown.bar.update(done, total);
          },
        });
        shown.bar?.stop();
        console.log('');
        printSummary(summary, (performance.now() - started) / 1000);
      } catch (error) {
        shown.bar?.stop();
        throw error instanceof ImportError ? new CommandError(error.message) : error;
      }
    });
  });

await program.parseAsync();
