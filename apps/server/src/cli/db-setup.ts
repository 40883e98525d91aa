import { setupSql } from '@verdant/db/operations/setup/setup-sql';
import { Command } from 'commander';
import { randomBytes } from 'node:crypto';
import { readEnvironment, StartError, type Environment } from '../env.ts';

type Options = { database?: string; deployer: string; password?: string };

const command = new Command('db:setup')
  .description(
    "Prints the SQL by which the administrator of a managed PostgreSQL (no superuser) makes Verdant's roles and a deploying login. Connects to nothing.",
  )
  .requiredOption('--print', 'print the SQL')
  .option('--database <name>', 'name of the database (default: that of DATABASE_URL, or verdant)')
  .option('--deployer <name>', 'name of the deploying login', 'verdant_deployer')
  .option('--password <text>', 'its password (default: a new random one)')
  .addHelpText('after', `
Examples:
  VERDANT_SECRET=<at least 32 characters> npm run --silent db:setup -- --print --database verdant > setup.sql
  psql "<the administrator's address>" -v ON_ERROR_STOP=1 -f setup.sql && rm setup.sql

The passwords of verdant_app and verdant_worker come from VERDANT_SECRET: start Verdant with the same one. The last line is the DATABASE_URL to start it with.`,
  );

function databaseOf({ DATABASE_URL }: Environment, { database }: Options): string {
  return database ?? (DATABASE_URL === undefined ? 'verdant' : decodeURIComponent(new URL(DATABASE_URL).pathname.slice(1)));
}

function print(options: Options): void {
  const env = readEnvironment();
  if (env.VERDANT_SECRET === undefined) throw new StartError('Set VERDANT_SECRET to the secret of the installation: the passwords of the roles come from it.');
  const deployer = { name: options.deployer, password: options.password ?? randomBytes(24).toString('base64url') };
  const database = databaseOf(env, options);
  console.log(setupSql({ database, secret: env.VERDANT_SECRET, deployer }));
  const host = env.DATABASE_URL === undefined ? '<host>:5432' : new URL(env.DATABASE_URL).host;
  console.log(
    `-- DATABASE_URL=postgres://${encodeURIComponent(deployer.name)}:${encodeURIComponent(deployer.password)}@${host}/${encodeURIComponent(database)}`,
  );
}

await command.parseAsync();
try {
  print(command.opts<Options>());
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
}
