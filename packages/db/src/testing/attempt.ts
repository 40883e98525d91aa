import pg from 'pg';
import { organizationIds, type OrganizationName, type TenantTable, buildRow, insertStatement, labelsOf } from './two-organizations.ts';

/** What the settings of a transaction may say, right or wrong; null sets none at all. */
export type Claim = { organizationId: string; userId: string; role: string } | null;

/** underClaim runs work in a transaction that carries a claim, whatever it says, and rolls back. Tests of isolation need claims that withOrg refuses. */
export async function underClaim<T>(pool: pg.Pool, claim: Claim, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    if (claim !== null) {
      await client.query("SELECT set_config('app.org_id', $1, true), set_config('app.user_id', $2, true), set_config('app.active_role', $3, true)",
        [claim.organizationId, claim.userId, claim.role]);
    }
    return await work(client);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

export type Outcome = { rows: Record<string, string | null>[]; count: number; refused: string | null };

/** attempt runs one statement and undoes it: the rows and their number, or the code with which PostgreSQL refused. */
export async function attempt(client: pg.PoolClient, text: string, values: unknown[] = []): Promise<Outcome> {
  await client.query('SAVEPOINT attempt');
  try {
    const { rows, rowCount } = await client.query<Record<string, string | null>>(text, values);
    return { rows, count: rowCount ?? 0, refused: null };
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return { rows: [], count: 0, refused: error.code ?? 'unknown' };
  } finally {
    await client.query('ROLLBACK TO SAVEPOINT attempt');
  }
}

/** fillOrganization gives one organization its rows in every table, as the owner. */
export async function fillOrganization(owner: pg.Pool, tables: readonly TenantTable[], organization: OrganizationName): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('BEGIN');
    await client.query("SELECT set_config('app.org_id', $1, true)", [organizationIds[organization]]);
    for (const table of tables) {
      for (const label of labelsOf(table, organization)) await client.query(insertStatement(table.name, buildRow(table, organization, label)));
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
