import type { OrganizationId, UserId } from '@verdant/domain/ids';
import type { Role } from '@verdant/domain/access/roles';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';

/** Tx is the only way to tenant data: a transaction that carries a context. */
export type Tx = NodePgDatabase<Record<string, never>>;

/** Who acts: a person in one role, the worker, or an operator command. */
export type TenantContext = { organizationId: OrganizationId; userId: UserId | null; role: Role | 'worker' | 'operator' };

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** withOrg runs one unit of work in one transaction under one tenant context; it is the only place that sets the context. The work's own error is what the caller sees. */
export async function withOrg<T>(pool: pg.Pool, context: TenantContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (const id of [context.organizationId, context.userId]) {
    if (id !== null && !uuidPattern.test(id)) throw new Error('A tenant context needs UUIDs.');
  }
  const settings = [['app.org_id', context.organizationId], ['app.user_id', context.userId ?? ''], ['app.active_role', context.role]]
    .map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value ?? '')}, true)`).join(', ');
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`BEGIN; SELECT ${settings}`);
    const result = await work(drizzle(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => { broken = failure; });
    throw error;
  } finally {
    client.release(broken);
  }
}
