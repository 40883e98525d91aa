import type { TenantPool } from '@verdant/db/connect';
import { readOrganizations } from '@verdant/db/operations/list-organizations';
import { userRoles, users } from '@verdant/db/schema/people';
import { withOrg } from '@verdant/db/with-org';
import type { OrganizationId } from '@verdant/domain/ids';
import type { Instant } from '@verdant/domain/time/day';
import { and, eq } from 'drizzle-orm';
import { checkOrganization, makeOrganization, type NewOrganization } from './make-organization.ts';
import { CommandError } from './with-installation.ts';

async function hasAdmin(owner: TenantPool, organizationId: OrganizationId, email: string): Promise<boolean> {
  return await withOrg(owner, { organizationId, userId: null, role: 'operator' }, async (tx) => {
    const found = await tx
      .select({ id: users.id })
      .from(users)
      .innerJoin(userRoles, and(eq(userRoles.userId, users.id), eq(userRoles.role, 'org_admin')))
      .where(eq(users.email, email));
    return found.length > 0;
  });
}

/**
 * seedProduction makes the first organization and its admin, and no sample data; a second time it changes nothing. It says what it did. Throws CommandError
 * where sample data are, or where the organization is another one's.
 */
export async function seedProduction(owner: TenantPool, wanted: NewOrganization, now: Instant): Promise<string> {
  const email = checkOrganization(wanted);
  const present = await readOrganizations(owner);
  const samples = present.filter(({ sample }) => sample).map(({ slug }) => slug);
  if (samples.length > 0) {
    throw new CommandError(`This database has sample organizations (${samples.join(', ')}): production starts in a database without any.`);
  }
  const there = present.find(({ slug, deleted }) => slug === wanted.slug && !deleted);
  if (there === undefined) return await makeOrganization(owner, wanted, now);
  if (await hasAdmin(owner, there.id, email)) return `The organization "${wanted.slug}" and its admin ${email} are there already; nothing was changed.`;
  throw new CommandError(`The organization "${wanted.slug}" is there already, and ${email} is no admin of it; nothing was changed.`);
}
