import { DataFolderError } from '@verdant/db/data-folder-error';
import { startEmbedded } from '@verdant/db/embedded';
import { OperationError } from '@verdant/db/operations/operation-error';
import { listMigrations, planRollback, rollbackDatabase, type MigrationState, type RollbackPlan } from '@verdant/db/rollback';
import { loadSecrets } from '@verdant/db/secrets';
import { Command } from 'commander';
import { readEnvironment, StartError } from '../env.ts';
import { renderTable } from './render-table.ts';
import { CommandError } from './with-installation.ts';

type Database = { adminUrl: string; secret: string };

/** The installation's database as it is: opening it as the other commands do would bring it up to date first. */
async function withDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const env = readEnvironment();
  const { superuserPassword, secret } = loadSecrets(env.DATA_DIR, env.VERDANT_SECRET);
  const server = env.DATABASE_URL ? null : await startEmbedded(env.DATA_DIR, superuserPassword);
  try {
    await work({ adminUrl: server?.adminUrl ?? env.DATABASE_URL ?? '', secret });
  } finally {
    await server?.stop();
  }
}

function renderMigrations(migrations: readonly MigrationState[]): string {
  const rows = migrations.map(({ tag, applied, wayBack }) => [tag, applied ? 'yes' : 'no', wayBack ? 'yes' : 'restore a backup']);
  return renderTable(['Migration', 'Applied', 'Way back'], rows);
}

function renderPlan({ undone, lost }: RollbackPlan): string {
  const rows = lost.map(({ table, rows: n }) => [table, String(n)]);
  const losses = rows.length === 0 ? 'No table would lose rows.' : renderTable(['Table that would lose its rows', 'Rows'], rows);
  return `Would be undone: ${undone.join(', ')}\n${losses}`;
}

async function goBack({ adminUrl, secret }: Database, to: string, sure: boolean): Promise<void> {
  const plan = await planRollback(adminUrl, { to });
  if (plan.undone.length === 0) {
    console.log(`The database is at ${to} already.`);
    return;
  }
  console.log(renderPlan(plan));
  if (!sure) throw new CommandError('Nothing was changed. Say --yes to go back and lose these rows.');
  if (plan.connections > 0) {
    throw new CommandError(`Verdant is running on this database (${plan.connections} connections). Stop it first; nothing was changed.`);
  }
  await rollbackDatabase(adminUrl, secret, { to });
  console.log(`The database is at ${to}. This version brings it up to date again when it starts; start the older version now.`);
}

const command = new Command('db:rollback')
  .description('Undoes the newest migrations, in one transaction, for going back to an older version of Verdant. Without --to lists the migrations.')
  .option('--to <tag>', 'the migration that is to be the newest one afterwards')
  .option('--yes', 'really do it: rows of newer tables are lost')
  .addHelpText('after', '\nMake a backup first. States before 0002_views are reached by restoring one.');

await command.parseAsync();
const options = command.opts<{ to?: string; yes?: true }>();

try {
  await withDatabase(async (database) => {
    if (options.to === undefined) console.log(renderMigrations(await listMigrations(database.adminUrl)));
    else await goBack(database, options.to, options.yes === true);
  });
} catch (error) {
  const known = error instanceof StartError || error instanceof DataFolderError || error instanceof OperationError || error instanceof CommandError;
  console.error(known ? error.message : error);
  process.exitCode = 1;
}
