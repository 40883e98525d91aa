import type { OrganizationId } from '@verdant/domain/ids';
import type pg from 'pg';
import { enterAs } from '../with-org.ts';
import { OperationError } from './operation-error.ts';

/**
 * enterOrganization enters an organization in the running transaction of verdant_owner, one after the other. Throws OperationError when the database does not
 * believe the signature: then every table would look empty.
 */
export async function enterOrganization(owner: pg.ClientBase, key: string, organizationId: OrganizationId): Promise<void> {
  await owner.query(await enterAs(owner, key, { organizationId, userId: null, role: 'operator' }));
  const { rows: [entered] } = await owner.query<{ id: string | null }>('SELECT app.org_id() AS id');
  if (entered?.id === organizationId) return;
  throw new OperationError(
    "The database does not know this installation's secret. Use the VERDANT_SECRET, or the DATA_DIR with secrets.json, that Verdant is started with.",
  );
}
