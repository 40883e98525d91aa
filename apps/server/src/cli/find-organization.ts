import type { OrganizationId } from '@verdant/domain/ids';
import type pg from 'pg';
import { CommandError } from './with-installation.ts';

/** findOrganization gives the id behind a short name, or says what to do when there is none. */
export async function findOrganization(worker: pg.Pool, slug: string): Promise<OrganizationId> {
  const { rows: [row] } = await worker.query<{ id: OrganizationId | null }>('SELECT app.find_organization($1) AS id', [slug]);
  if (!row?.id) throw new CommandError(`There is no organization "${slug}". Make one with: npm run organization -- create ${slug} --admin <e-mail>`);
  return row.id;
}
