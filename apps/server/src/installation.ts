import { openAppPool, openOwnerPool, openWorkerPool, type TenantPool } from '@verdant/db/connect';
import { startEmbedded } from '@verdant/db/embedded';
import { migrateDatabase } from '@verdant/db/migrate';
import { loadSecrets } from '@verdant/db/secrets';
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

/** openInstallation uses DATABASE_URL, or the embedded server that runs on DATA_DIR, or starts it; then brings it up to date. */
export async function openInstallation(env: Environment): Promise<Installation> {
  const { superuserPassword, secret } = loadSecrets(env.DATA_DIR, env.VERDANT_SECRET);
  const server = env.DATABASE_URL ? null : await startEmbedded(env.DATA_DIR, superuserPassword);
  const adminUrl = server?.adminUrl ?? env.DATABASE_URL ?? '';
  try {
    await migrateDatabase(adminUrl, secret);
  } catch (error) {
    await server?.stop();
    const reason = error instanceof Error ? error.message : String(error);
    throw env.DATABASE_URL && isConnectionError(error)
      ? new StartError(`The database at DATABASE_URL cannot be reached (${reason}). Check the address and that the server runs.`, { cause: error }) : error;
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

function isConnectionError(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EAI_AGAIN', '28P01', '3D000'].includes(code);
}
