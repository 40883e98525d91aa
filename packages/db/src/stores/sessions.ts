import { roleSchema, type Role } from '@verdant/domain/access/roles';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { TenantPool } from '../connect.ts';
import { atDoor, type Tx } from '../with-org.ts';

/** What may be asked by whoever holds the hash of a session id, with or without a tenant context: the doorkeeper's functions answer with one row. */
export type Door = Pick<Tx, 'execute'>;
/** What only signing in may ask: each statement runs under a context that is signed for the door. */
export type Entrance = Door & { readonly signedForDoor: true };

/** openDoor is the way to the functions of sessions outside a transaction. */
export const openDoor = (pool: TenantPool): Door => drizzle(pool);
/** openEntrance is the way to accounts, new sessions and the limits of sign-in. */
export const openEntrance = (pool: TenantPool): Entrance => ({
  signedForDoor: true, execute: ((query: Parameters<Tx['execute']>[0]) => atDoor(pool, (tx) => tx.execute(query))) as Tx['execute'],
});

export type AccountRow = { organizationId: string; userId: string; passwordHash: string };
export type SessionRow = { organizationId: string; userId: string; createdAtMs: number; expiresAtMs: number; roles: Role[] };
/** Failures of a key in its window, and the seconds until that window ends. */
export type FailureRow = { failures: number; secondsLeft: number };

/** findAccount finds who signs in; null for unknown, inactive or without password. */
export async function findAccount(door: Entrance, slug: string, email: string): Promise<AccountRow | null> {
  const { rows: [row] } = await door.execute<{ organization_id: string; user_id: string; password_hash: string }>(
    sql`SELECT organization_id, user_id, password_hash FROM app.find_account(${slug}, ${email})`);
  return row ? { organizationId: row.organization_id, userId: row.user_id, passwordHash: row.password_hash } : null;
}

/** openSession stores a session under the hash of its id. */
export async function openSession(door: Entrance, session: { idHash: string; organizationId: string; userId: string; expiresAt: Date }): Promise<void> {
  await door.execute(sql`
    SELECT app.open_session(${session.idHash}, ${session.organizationId}::uuid, ${session.userId}::uuid, ${session.expiresAt.toISOString()}::timestamptz)`);
}

/** findSession finds a session with the roles its person holds now. */
export async function findSession(door: Door, idHash: string): Promise<SessionRow | null> {
  const { rows: [row] } = await door.execute<{ organization_id: string; user_id: string; created_ms: string; expires_ms: string; roles: string[] }>(sql`
    SELECT organization_id, user_id, extract(epoch FROM created_at) * 1000 AS created_ms, extract(epoch FROM expires_at) * 1000 AS expires_ms, roles
    FROM app.find_session(${idHash})`);
  if (!row) return null;
  return {
    organizationId: row.organization_id, userId: row.user_id, createdAtMs: Number(row.created_ms), expiresAtMs: Number(row.expires_ms),
    roles: roleSchema.array().parse(row.roles),
  };
}

/** extendSession moves the end of a session. */
export async function extendSession(door: Door, idHash: string, expiresAt: Date): Promise<void> {
  await door.execute(sql`SELECT app.extend_session(${idHash}, ${expiresAt.toISOString()}::timestamptz)`);
}

/** renewSession gives a session a new id; false when it is gone. */
export async function renewSession(door: Door, idHash: string, newHash: string, expiresAt: Date): Promise<boolean> {
  const { rows: [row] } = await door.execute<{ renewed: boolean }>(sql`SELECT app.renew_session(${idHash}, ${newHash}, ${expiresAt.toISOString()}::timestamptz) AS renewed`);
  return row?.renewed ?? false;
}

/** closeSession ends one session. */
export async function closeSession(door: Door, idHash: string): Promise<void> {
  await door.execute(sql`SELECT app.close_session(${idHash})`);
}

/** readFailures tells how often a key failed within the window. */
export async function readFailures(door: Entrance, key: string, windowSeconds: number): Promise<FailureRow> {
  const { rows: [row] } = await door.execute<{ failures: number; seconds_left: string }>(sql`
    SELECT failures, ceil(extract(epoch FROM window_started_at) + ${windowSeconds}::int - extract(epoch FROM now())) AS seconds_left
    FROM app.sign_in_failures(${key}, ${windowSeconds}::int)`);
  return row ? { failures: row.failures, secondsLeft: Math.max(1, Number(row.seconds_left)) } : { failures: 0, secondsLeft: 0 };
}

/** countFailure adds one failure to a key. */
export async function countFailure(door: Entrance, key: string, windowSeconds: number): Promise<void> {
  await door.execute(sql`SELECT app.count_sign_in_failure(${key}, ${windowSeconds}::int)`);
}

/** forgetFailures clears a key after a success. */
export async function forgetFailures(door: Entrance, key: string): Promise<void> {
  await door.execute(sql`SELECT app.forget_sign_in_failures(${key})`);
}
