import { restore } from '@verdant/db/operations/restore/restore';
import { Command } from 'commander';
import { resolve } from 'node:path';
import { untilInterrupted } from './db-interruption.ts';
import { withProgress } from './db-progress.ts';
import { withInstallation } from './with-installation.ts';

const command = new Command('db:restore')
  .description('Brings a backup back, all or nothing: into a database without organizations, or one organization that is not there.')
  .requiredOption('--from <folder>', 'folder that db:backup wrote')
  .option('--organization <slug>', 'only this organization of the backup, beside others that are there')
  .addHelpText('after', `
Examples:
  DATA_DIR=/srv/verdant-new npm run db:restore -- --from backups/2026-03-31
  DATABASE_URL=postgres://verdant_deployer@db.example/verdant2 npm run db:restore -- --from backups/2026-03-31
  npm run db:restore -- --from backups/2026-03-31 --organization acme

All files are checked before anything is written; afterwards every row is read again and compared with the backup.`);

await command.parseAsync();
const { from, organization } = command.opts<{ from: string; organization?: string }>();

await withInstallation(async ({ owner }) => {
  const started = performance.now();
  const report = await withProgress('Restoring tables', (onProgress) => untilInterrupted('Interrupted; nothing was restored.', (signal) => restore(owner, {
    folder: resolve(from), signal, onProgress, ...(organization !== undefined && { organization }),
  })));
  console.log(`Restored as of ${report.takenAt}: ${report.organizations.join(', ') || 'no organization'}.`);
  console.log(
    `${report.rows.toLocaleString('en')} rows of ${report.tables} tables are what they were, ${((performance.now() - started) / 1000).toFixed(1)} s.`,
  );
});
