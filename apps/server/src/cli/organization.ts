import type { OrganizationId } from '@verdant/domain/ids';
import { organizations, credentials, userRoles, users } from '@verdant/db/schema/people';
import { setFactMonths } from '@verdant/db/stores/retention/keep-since';
import { withOrg } from '@verdant/db/with-org';
import { readRetention } from '@verdant/domain/retention/retention';
import { Command } from 'commander';
import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { hashPassword } from '../auth/passwords.ts';
import { findOrganization } from './find-organization.ts';
import { CommandError, withInstallation } from './with-installation.ts';

const slugSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/, '3 to 40 lower-case letters, digits and hyphens');
const zones = new Set(Intl.supportedValuesOf('timeZone').concat('UTC'));

const program = new Command('organization').description('Makes organizations.');
program.command('create')
  .argument('<slug>', 'short name that people type at sign-in')
  .requiredOption('--admin <e-mail>', 'e-mail of the first organization admin')
  .option('--name <name>', 'name shown on the pages (default: the short name)')
  .option('--time-zone <zone>', 'IANA time zone that defines a day, e.g. Europe/Berlin', 'UTC')
  .action(async (slug: string, options: { admin: string; name?: string; timeZone: string }) => {
    await withInstallation(async ({ owner }) => {
      const parsed = slugSchema.safeParse(slug);
      if (!parsed.success) throw new CommandError(`"${slug}" cannot be a short name: ${parsed.error.issues[0]?.message}.`);
      const email = z.email().safeParse(options.admin.toLowerCase());
      if (!email.success) throw new CommandError(`"${options.admin}" is not an e-mail address.`);
      if (!zones.has(options.timeZone)) throw new CommandError(`"${options.timeZone}" is not an IANA time zone such as Europe/Berlin.`);
      const { rows: [taken] } = await owner.query<{ id: string | null }>('SELECT app.find_organization($1) AS id', [slug]);
      if (taken?.id) throw new CommandError(`The short name "${slug}" is taken.`);

      const password = randomBytes(12).toString('base64url');
      const passwordHash = await hashPassword(password);
      const organizationId = randomUUID() as OrganizationId;
      const userId = randomUUID();
      await withOrg(owner, { organizationId, userId: null, role: 'operator' }, async (tx) => {
        await tx.insert(organizations).values({ id: organizationId, slug, name: options.name ?? slug, timeZone: options.timeZone });
        await tx.insert(users).values({ organizationId, id: userId, email: email.data, name: email.data, joinedOn: new Date().toISOString().slice(0, 10) });
        await tx.insert(userRoles).values({ organizationId, userId, role: 'org_admin' });
        await tx.insert(credentials).values({ organizationId, userId, passwordHash });
      });
      console.log(`Organization "${slug}" is ready.\n  e-mail    ${email.data}\n  password  ${password}   (shown once)`);
    });
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
