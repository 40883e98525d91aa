import pg from 'pg';
import { rolePassword, type LoginRole } from './roles.ts';

/** urlFor turns the administrator's address into one role's own login. */
export function urlFor(adminUrl: string, secret: string, role: LoginRole): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = rolePassword(secret, role);
  return url.toString();
}

function makePool(connectionString: string, max: number, applicationName: string, options?: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max, application_name: applicationName, connectionTimeoutMillis: 10_000, ...(options ? { options } : {}) });
  // An idle connection that the server closed is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

/** openAppPool serves requests; it can do nothing without a tenant context. */
export const openAppPool = (adminUrl: string, secret: string, max = 12): pg.Pool => makePool(urlFor(adminUrl, secret, 'verdant_app'), max, 'verdant-app');
/** openWorkerPool calculates and ingests, one organization at a time. */
export const openWorkerPool = (adminUrl: string, secret: string, max = 8): pg.Pool => makePool(urlFor(adminUrl, secret, 'verdant_worker'), max, 'verdant-worker');
/** openOwnerPool is for operator commands and the demonstration data only: people, roles, organizations. Never in a server that answers requests. */
export const openOwnerPool = (adminUrl: string, max = 2): pg.Pool => makePool(adminUrl, max, 'verdant-operator', '-c role=verdant_owner');
