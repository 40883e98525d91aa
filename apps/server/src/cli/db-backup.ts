import { backUp } from '@verdant/db/operations/backup/back-up';
import { Command } from 'commander';
import { resolve } from 'node:path';
import { untilInterrupted } from './db-interruption.ts';
import { withProgress } from './db-progress.ts';
import { withInstallation } from './with-installation.ts';

const command = new Command('db:backup')
  .description('Writes one consistent snapshot of all organizations, or of one, into a new folder, while Verdant goes on working.')
  .requiredOption('--to <folder>', 'folder that does not exist yet; it gets its name when the backup is whole')
  .option('--organization <slug>', 'only this organization')
  .addHelpText('after', `
Examples:
  npm run db:backup -- --to backups/2026-03-31
  npm run db:backup -- --to backups/acme --organization acme

The folder holds personal data and hashes of passwords: keep it as safe as the database.`);

await command.parseAsync();
const { to, organization } = command.opts<{ to: string; organization?: string }>();

await withInstallation(
  async ({ owner }) => {
    const started = performance.now();
    const manifest = await withProgress('Backing up tables', (onProgress) =>
      untilInterrupted('Interrupted; nothing was kept of the backup.', (signal) =>
        backUp(owner, {
          folder: resolve(to),
          now: new Date().toISOString(),
          signal,
          onProgress,
          ...(organization !== undefined && { organization }),
        }),
      ),
    );
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const names = manifest.organizations.map(({ slug }) => slug);
    console.log(`Backed up ${names.length === 1 ? 'the organization' : `${names.length} organizations:`} ${names.join(', ') || 'none'}.`);
    console.log(
      `${rows.toLocaleString('en')} rows of ${manifest.tables.length} tables in ${resolve(to)}, ${((performance.now() - started) / 1000).toFixed(1)} s.`,
    );
    console.log(`Left out: ${manifest.leftOut.map(({ name }) => name).join(', ')} (manifest.json says why).`);
  },
  { migrate: false },
);
