import type { OrganizationId } from '@verdant/domain/ids';
import type pg from 'pg';
import type { TenantPool } from '../connect.ts';

/** An organization as the operator knows it: whether its data are a sample, and whether it is marked as deleted; then it keeps them until it is erased. */
export type OrganizationEntry = { id: OrganizationId; slug: string; sample: boolean; deleted: boolean };

/**
 * listOrganizations lists all organizations, oldest first; inside a transaction of verdant_owner. Only the doorkeeper sees organizations before a tenant is
 * entered.
 */
export async function listOrganizations(owner: pg.ClientBase): Promise<OrganizationEntry[]> {
  await owner.query('SET LOCAL ROLE verdant_doorkeeper');
  const { rows } = await owner.query<OrganizationEntry>(
    'SELECT id, slug, demo AS sample, deleted_at IS NOT NULL AS deleted FROM public.organizations ORDER BY created_at, id');
  await owner.query('SET LOCAL ROLE verdant_owner');
  return rows;
}

/** readOrganizations lists all organizations in a transaction of its own. */
export async function readOrganizations(owner: TenantPool): Promise<OrganizationEntry[]> {
  const client = await owner.connect();
  try {
    await client.query('BEGIN READ ONLY');
    return await listOrganizations(client);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}
