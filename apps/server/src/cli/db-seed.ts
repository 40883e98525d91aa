import { Command } from 'commander';
import { pino } from 'pino';
import { readEnvironment } from '../env.ts';
import type { Installation } from '../installation.ts';
import type { JobDeps } from '../jobs/job-deps.ts';
import { seedProduction } from './db-seed-production.ts';
import { developmentPlans, seedSamples, stagingPlans, type SampleSeed } from './db-seed-samples.ts';
import { withInstallation } from './with-installation.ts';

const now = () => new Date().toISOString();
const seedWith = (plans: () => SampleSeed['plans']) => withInstallation(async (installation: Installation) => {
  const deps: JobDeps = { worker: installation.worker, now, log: pino({ level: 'warn' }) };
  console.log(await seedSamples(installation, deps, { plans: plans(), dataDir: readEnvironment().DATA_DIR }));
});

const program = new Command('db:seed')
  .description('Fills a database for its purpose. A second run changes nothing and says so.')
  .addHelpText('after', `
Examples:
  npm run db:seed -- development
  npm run db:seed -- staging --learners 5000
  npm run db:seed -- production --organization acme --admin you@example.org --time-zone Europe/Berlin`);

program.command('development')
  .description('the demonstration organizations, calculated, with history: what the first npm start makes')
  .action(() => seedWith(() => developmentPlans));

program.command('staging')
  .description('those, and a second larger sample organization, calculated, with history')
  .option('--learners <n>', 'learners of the larger organization, 4 to 10000', '2000')
  .action(({ learners }: { learners: string }) => seedWith(() => stagingPlans(learners)));

program.command('production')
  .description('no sample data: the first organization and its admin, whose password is shown once')
  .requiredOption('--organization <slug>', 'short name that people type at sign-in')
  .requiredOption('--admin <e-mail>', 'e-mail of the first organization admin')
  .option('--name <name>', 'name shown on the pages (default: the short name)')
  .option('--time-zone <zone>', 'IANA time zone that defines a day, e.g. Europe/Berlin', 'UTC')
  .action(async ({ organization, ...options }: { organization: string; admin: string; name?: string; timeZone: string }) => {
    await withInstallation(async ({ owner }) => { console.log(await seedProduction(owner, { slug: organization, ...options }, now())); });
  });

await program.parseAsync();
