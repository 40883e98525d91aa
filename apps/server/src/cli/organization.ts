import { organizations } from '@verdant/db/schema/people';
import { setFactMonths } from '@verdant/db/stores/retention/keep-since';
import { withOrg } from '@verdant/db/with-org';
import { readRetention } from '@verdant/domain/retention/retention';
import { Command } from 'commander';
import { findOrganization } from './find-organization.ts';
import { makeOrganization } from './make-organization.ts';
import { withInstallation } from './with-installation.ts';

const program = new Command('organization').description('Makes organizations.');
program.command('create')
  .argument('<slug>', 'short name that people type at sign-in')
  .requiredOption('--admin <e-mail>', 'e-mail of the first organization admin')
  .option('--name <name>', 'name shown on the pages (default: the short name)')
  .option('--time-zone <zone>', 'IANA time zone that defines a day, e.g. Europe/Berlin', 'UTC')
  .action(async (slug: string, options: { admin: string; name?: string; timeZone: string }) => {
    await withInstallation(async ({ owner }) => { console.log(await makeOrganization(owner, { slug, ...options }, new Date().toISOString())); });
  });

program.command('retention')
  .description('Shows or changes how long facts, and the days of persons made from them, are kept.')
  .argument('<slug>', 'short name of the organization')
  .option('--fact-months <n>', 'keep facts for this many months (3 to 240); what is older goes at the next maintenance, for good')
  .action(async (slug: string, options: { factMonths?: string }) => {
    await withInstallation(async ({ owner, worker }) => {
      const organizationId = await findOrganization(worker, slug);
      const { before, now } = await withOrg(owner, { organizationId, userId: null, role: 'operator' }, async (tx) => {
        if (options.factMonths !== undefined) return setFactMonths(tx, Number(options.factMonths));
        const [row] = await tx.select({ settings: organizations.settings }).from(organizations);
        const { factMonths } = readRetention(row?.settings);
        return { before: factMonths, now: factMonths };
      });
      console.log(before === now ? `"${slug}" keeps facts for ${now} months.` : `"${slug}" keeps facts for ${now} months from now on (before: ${before}).`);
    });
  });

await program.parseAsync();
