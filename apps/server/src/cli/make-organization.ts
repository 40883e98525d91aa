import type { TenantPool } from '@verdant/db/connect';
import { readOrganizations } from '@verdant/db/operations/list-organizations';
import { credentials, organizations, userRoles, users } from '@verdant/db/schema/people';
import { withOrg } from '@verdant/db/with-org';
import type { OrganizationId } from '@verdant/domain/ids';
import type { Instant } from '@verdant/domain/time/day';
import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { hashPassword } from '../auth/passwords.ts';
import { CommandError } from './with-installation.ts';

export type NewOrganization = { slug: string; admin: string; name?: string; timeZone: string };

const slugSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/, '3 to 40 lower-case letters, digits and hyphens');
const zones = new Set(Intl.supportedValuesOf('timeZone').concat('UTC'));

/** checkOrganization gives the e-mail of the first admin as it is stored. Throws CommandError for a short name, e-mail or time zone that cannot be. */
export function checkOrganization({ slug, admin, timeZone }: NewOrganization): string {
  const parsed = slugSchema.safeParse(slug);
  if (!parsed.success) throw new CommandError(`"${slug}" cannot be a short name: ${parsed.error.issues[0]?.message}.`);
  const email = z.email().safeParse(admin.toLowerCase());
  if (!email.success) throw new CommandError(`"${admin}" is not an e-mail address.`);
  if (!zones.has(timeZone)) throw new CommandError(`"${timeZone}" is not an IANA time zone such as Europe/Berlin.`);
  return email.data;
}

/** makeOrganization makes an organization and its first admin, and gives what is shown once. Throws CommandError when it cannot be made. */
export async function makeOrganization(owner: TenantPool, wanted: NewOrganization, now: Instant): Promise<string> {
  const email = checkOrganization(wanted);
  const { slug, name = slug, timeZone } = wanted;
  const taken = (await readOrganizations(owner)).find((organization) => organization.slug === slug);
  if (taken !== undefined) throw new CommandError(`The short name "${slug}" is taken${taken.deleted ? ' by an organization that is marked as deleted' : ''}.`);

  const password = randomBytes(12).toString('base64url');
  const passwordHash = await hashPassword(password);
  const organizationId = randomUUID() as OrganizationId;
  const userId = randomUUID();
  await withOrg(owner, { organizationId, userId: null, role: 'operator' }, async (tx) => {
    await tx.insert(organizations).values({ id: organizationId, slug, name, timeZone });
    await tx.insert(users).values({ organizationId, id: userId, email, name: email, joinedOn: now.slice(0, 10) });
    await tx.insert(userRoles).values({ organizationId, userId, role: 'org_admin' });
    await tx.insert(credentials).values({ organizationId, userId, passwordHash });
  });
  return `Organization "${slug}" is ready.\n  e-mail    ${email}\n  password  ${password}   (shown once)`;
}
