import pg from 'pg';
import { contextKey } from './context-claim.ts';
import { rolePassword, type LoginRole } from './roles.ts';

/** TenantPool is a pool whose transactions can carry a signed tenant context. */
export type TenantPool = pg.Pool & { readonly contextKey: string };

/** urlFor turns the administrator's address into one role's own login. */
export function urlFor(adminUrl: string, secret: string, role: LoginRole): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = rolePassword(secret, role);
  return url.toString();
}

function makePool(connectionString: string, secret: string, config: pg.PoolConfig): TenantPool {
  const pool = new pg.Pool({ connectionString, connectionTimeoutMillis: 10_000, ...config });
  // An idle connection that the server closed is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  return Object.assign(pool, { contextKey: contextKey(secret) });
}

/** openAppPool serves requests; it can do nothing without a tenant context. */
export const openAppPool = (adminUrl: string, secret: string, max = 12): TenantPool =>
  makePool(urlFor(adminUrl, secret, 'verdant_app'), secret, { max, application_name: 'verdant-app' });
/** openWorkerPool calculates and ingests, one organization at a time. */
export const openWorkerPool = (adminUrl: string, secret: string, max = 8): TenantPool =>
  makePool(urlFor(adminUrl, secret, 'verdant_worker'), secret, { max, application_name: 'verdant-worker' });
/** openOwnerPool is for operator commands and the demonstration data only: people, roles, organizations. Never in a server that answers requests. */
export const openOwnerPool = (adminUrl: string, secret: string, max = 2): TenantPool =>
  makePool(adminUrl, secret, { max, application_name: 'verdant-operator', options: '-c role=verdant_owner' });
