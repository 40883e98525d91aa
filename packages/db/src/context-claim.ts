import { createHmac } from 'node:crypto';
import pg from 'pg';
import { deriveSecret } from './secrets.ts';

/** What a transaction says about itself: whose data, who acts, in which role. Empty text where there is none. */
export type Claim = { organizationId: string; userId: string; role: string };
/** A claim with the time (seconds since 1970) after which no new transaction may use it, and the one backend that may. */
export type BoundClaim = Claim & { expires: number; backend: number };

/** contextKey is the key of an installation that signs claims; the database keeps the same one (`keepContextKey`). */
export const contextKey = (secret: string): string => deriveSecret(secret, 'tenant-context');

/** signClaim is the HMAC-SHA-256 that `app.context_is_signed` verifies, as hexadecimal text. */
export function signClaim(key: string, { organizationId, userId, role, expires, backend }: BoundClaim): string {
  return createHmac('sha256', key).update(`${organizationId}|${userId}|${role}|${expires}|${backend}`).digest('hex');
}

/** claimSettings is the SELECT that puts a signed claim into the running transaction. */
export function claimSettings(claim: Omit<BoundClaim, 'backend'>, signature: string): string {
  const settings = { org_id: claim.organizationId, user_id: claim.userId, active_role: claim.role, expires: String(claim.expires), signature };
  return `SELECT ${Object.entries(settings).map(([name, value]) => `set_config('app.${name}', ${pg.escapeLiteral(value)}, true)`).join(', ')}`;
}

const blockBytes = 64;
const padded = (key: string, byte: number): Buffer => {
  const block = Buffer.alloc(blockBytes);
  block.write(key, 'utf8');
  return Buffer.from(block.map((one) => one ^ byte));
};

/** keepContextKey stores the key of an installation, as the two padded blocks of RFC 2104; the connection must act as verdant_owner. */
export async function keepContextKey(owner: pg.ClientBase, secret: string): Promise<void> {
  const key = contextKey(secret);
  if (Buffer.byteLength(key) > blockBytes) throw new Error('The context key is longer than one block.');
  await owner.query(`INSERT INTO app.context_key (inner_key, outer_key) VALUES ($1, $2)
    ON CONFLICT (one) DO UPDATE SET inner_key = excluded.inner_key, outer_key = excluded.outer_key WHERE app.context_key.inner_key <> excluded.inner_key`,
  [padded(key, 0x36), padded(key, 0x5c)]);
}
