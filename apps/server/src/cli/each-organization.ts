import type { OrganizationId } from '@verdant/domain/ids';
import type { TenantPool } from '@verdant/db/connect';
import { organizations } from '@verdant/db/schema/people';
import { withOrg, type Tx } from '@verdant/db/with-org';
import { findOrganization } from './find-organization.ts';

export type NamedOrganization = { id: OrganizationId; slug: string; work: <T>(work: (tx: Tx) => Promise<T>) => Promise<T> };

/** eachOrganization gives the one that was asked for, or all in the order in which they were made; its work runs as the worker of that organization. */
export async function eachOrganization(worker: TenantPool, slug: string | undefined): Promise<NamedOrganization[]> {
  const ids = slug === undefined ? (await worker.query<{ id: OrganizationId }>('SELECT id FROM app.organization_ids() AS id')).rows.map(({ id }) => id) : [await findOrganization(worker, slug)];
  const named: NamedOrganization[] = [];
  for (const id of ids) {
    const work: NamedOrganization['work'] = (inside) => withOrg(worker, { organizationId: id, userId: null, role: 'worker' }, inside);
    const [row] = await work((tx) => tx.select({ slug: organizations.slug }).from(organizations));
    named.push({ id, slug: row?.slug ?? id, work });
  }
  return named;
}
