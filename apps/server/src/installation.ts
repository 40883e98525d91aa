import { openAppPool, openOwnerPool, openWorkerPool, type TenantPool } from '@verdant/db/connect';
import { startEmbedded } from '@verdant/db/embedded';
import { migrateDatabase } from '@verdant/db/migrate';
import { OperationError } from '@verdant/db/operations/operation-error';
import { requireTables, requireVersion } from '@verdant/db/require-version';
import { loadSecrets } from '@verdant/db/secrets';
import pg from 'pg';
import { StartError, type Environment } from './env.ts';

/** The database Verdant works on, with one pool per role; close also stops an embedded server that was started here. */
export type Installation = {
  adminUrl: string;
  secret: string;
  embedded: boolean;
  app: TenantPool;
  worker: TenantPool;
  owner: TenantPool;
  close: () => Promise<void>;
};

/**
 * openInstallation uses DATABASE_URL, or the embedded server that runs on DATA_DIR, or starts it; then brings it up to date, unless `migrate` is false: for
 * commands that look at a database as it is. Throws StartError, which says what to do.
 */
export async function openInstallation(env: Environment, { migrate = true }: { migrate?: boolean } = {}): Promise<Installation> {
  const { superuserPassword, secret } = loadSecrets(env.DATA_DIR, env.VERDANT_SECRET);
  const server = env.DATABASE_URL ? null : await startEmbedded(env.DATA_DIR, superuserPassword);
  const adminUrl = server?.adminUrl ?? env.DATABASE_URL ?? '';
  try {
    await (migrate ? migrateDatabase(adminUrl, secret) : lookAt(adminUrl));
  } catch (error) {
    await server?.stop();
    throw explain(error, env);
  }
  const app = openAppPool(adminUrl, secret);
  const worker = openWorkerPool(adminUrl, secret);
  const owner = openOwnerPool(adminUrl, secret);
  return {
    adminUrl, secret, embedded: server !== null, app, worker, owner,
    close: async () => {
      await Promise.allSettled([app.end(), worker.end(), owner.end()]);
      await server?.stop();
    },
  };
}

/** Known troubles become one sentence, others stay what they are. */
function explain(error: unknown, { DATABASE_URL }: Environment): unknown {
  if (error instanceof OperationError) return new StartError(error.message, { cause: error });
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (DATABASE_URL === undefined || !connectionTroubles.has(code)) return error;
  const reason = error instanceof Error && error.message !== '' ? error.message : code;
  return new StartError(`The database at DATABASE_URL cannot be reached (${reason}). Check the address and that the server runs.`, { cause: error });
}

/** Of the network, then of PostgreSQL: no such login, wrong password, no such database, shutting down, not yet started, too many connections. */
const connectionTroubles = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '28000',
  '28P01',
  '3D000',
  '57P01',
  '57P03',
  '53300',
]);

async function lookAt(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await requireVersion(client);
    await requireTables(client);
  } finally {
    await client.end();
  }
}
