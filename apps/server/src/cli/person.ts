import type { TenantPool } from '@verdant/db/connect';
import { auditLog } from '@verdant/db/schema/operations';
import { users } from '@verdant/db/schema/people';
import { erasePerson } from '@verdant/db/stores/persons/erase-person';
import { exportPerson } from '@verdant/db/stores/persons/export-person';
import { withOrg, type TenantContext, type Tx } from '@verdant/db/with-org';
import { Command } from 'commander';
import { eq, or } from 'drizzle-orm';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { findOrganization } from './find-organization.ts';
import { CommandError, withInstallation } from './with-installation.ts';

type Whom = { organization: string; person: string };

async function findPerson(tx: Tx, { person, organization }: Whom): Promise<{ id: string; name: string }> {
  const known = or(eq(users.email, person.toLowerCase()), eq(users.externalId, person), ...(z.uuid().safeParse(person).success ? [eq(users.id, person)] : []));
  const found = await tx.select({ id: users.id, name: users.name }).from(users).where(known);
  const [one] = found;
  if (one === undefined) throw new CommandError(`Nobody in "${organization}" has the e-mail, id or external id "${person}".`);
  if (found.length > 1) throw new CommandError(`"${person}" names ${found.length} people; give the id of one.`);
  return one;
}

async function asOperator<T>(pools: { owner: TenantPool; worker: TenantPool }, whom: Whom, work: (tx: Tx, organizationId: string) => Promise<T>): Promise<T> {
  const organizationId = await findOrganization(pools.worker, whom.organization);
  const context: TenantContext = { organizationId, userId: null, role: 'operator' };
  return withOrg(pools.owner, context, (tx) => work(tx, organizationId));
}

const note = (tx: Tx, organizationId: string, action: string, subjectId: string) =>
  tx.insert(auditLog).values({ organizationId, action, subjectId, outcome: 'allowed', details: { by: 'operator' } });

const program = new Command('person').description('Rights of persons: everything that is kept about somebody, as a file or erased.');
const whom = (command: Command) => command.requiredOption('--organization <slug>', 'short name of the organization').requiredOption('--person <who>', 'e-mail, external id or id');

whom(program.command('export').description('Writes everything that is kept about a person to a JSON file.'))
  .requiredOption('--to <file>', 'file to write')
  .action(async (options: Whom & { to: string }) => {
    await withInstallation(async (pools) => {
      const data = await asOperator(pools, options, async (tx, organizationId) => {
        const { id } = await findPerson(tx, options);
        await note(tx, organizationId, 'person.export', id);
        return exportPerson(tx, { organizationId, userId: id });
      });
      writeFileSync(resolve(options.to), `${JSON.stringify(data, null, 2)}\n`, { mode: 0o600 });
      const rows = Object.values(data.tables).reduce((sum, list) => sum + list.length, 0);
      console.log(`${rows} rows from ${Object.keys(data.tables).length} tables are in ${options.to}.`);
    });
  });

whom(program.command('erase').description('Removes a person and everything about them, for good, and proves it by a search.'))
  .option('--yes', 'really do it')
  .action(async (options: Whom & { yes?: true }) => {
    await withInstallation(async (pools) => {
      const { name, rows, pseudonym } = await asOperator(pools, options, async (tx, organizationId) => {
        const person = await findPerson(tx, options);
        if (options.yes !== true) throw new CommandError(`This would erase ${person.name} for good. Say --yes to do it.`);
        const erasure = await erasePerson(tx, { organizationId, userId: person.id, now: new Date().toISOString() });
        await note(tx, organizationId, 'person.erase', erasure.pseudonym);
        return { name: person.name, ...erasure };
      });
      await pools.worker.query('SELECT app.refresh_views()');
      for (const [table, count] of Object.entries(rows)) console.log(`  ${table.padEnd(24)} ${count}`);
      console.log(`${name} is erased; a search through all tables found nothing. The audit log names them ${pseudonym} from now on.\nBackups made before still hold this person: see docs/database.md.`);
    });
  });

await program.parseAsync();
