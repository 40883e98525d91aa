import type { OrganizationId, UserId } from '@verdant/domain/ids';
import type { Role } from '@verdant/domain/access/roles';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { TenantPool } from './connect.ts';
import { claimSettings, signClaim, type Claim } from './context-claim.ts';

/** Tx is the only way to tenant data: a transaction that carries a context. */
export type Tx = NodePgDatabase<Record<string, never>>;

/** Who acts: a person in one role, the worker, or an operator command. */
export type TenantContext = { organizationId: OrganizationId; userId: UserId | null; role: Role | 'worker' | 'operator' };

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Long enough for clocks that differ by minutes; the running transaction itself does not expire. */
const claimSeconds = 300;
const backends = new WeakMap<pg.ClientBase, number>();

async function backendOf(client: pg.ClientBase): Promise<number> {
  const known = backends.get(client);
  if (known !== undefined) return known;
  const { rows: [row] } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  if (!row) throw new Error('The connection does not say which backend it has.');
  backends.set(client, row.pid);
  return row.pid;
}

/** enterAs is the statement that signs and sets a context in the running transaction of a client; `withOrg` is the everyday way. */
export async function enterAs(client: pg.ClientBase, key: string, { organizationId, userId, role }: TenantContext): Promise<string> {
  for (const id of [organizationId, userId]) {
    if (id !== null && !uuidPattern.test(id)) throw new Error('A tenant context needs UUIDs.');
  }
  return signedSettings(client, key, { organizationId: organizationId.toLowerCase(), userId: userId?.toLowerCase() ?? '', role });
}

async function signedSettings(client: pg.ClientBase, key: string, claim: Claim): Promise<string> {
  const expires = Math.floor(Date.now() / 1000) + claimSeconds;
  return claimSettings({ ...claim, expires }, signClaim(key, { ...claim, expires, backend: await backendOf(client) }));
}

async function inTransaction<T>(pool: TenantPool, enter: (client: pg.ClientBase) => Promise<string>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`BEGIN; ${await enter(client)}`);
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

/** withOrg runs one unit of work in one transaction under one signed tenant context. The work's own error is what the caller sees. */
export function withOrg<T>(pool: TenantPool, context: TenantContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(pool, (client) => enterAs(client, pool.contextKey, context), work);
}

/** atDoor runs what comes before anyone has a tenant: the functions of sign-in, which ask for a context that is signed for the door. */
export function atDoor<T>(pool: TenantPool, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(pool, (client) => signedSettings(client, pool.contextKey, { organizationId: '', userId: '', role: 'door' }), work);
}
