import { openAppPool, openOwnerPool, openWorkerPool, type TenantPool } from '../packages/db/src/connect.ts';
import { contextKey } from '../packages/db/src/context-claim.ts';
import { startEmbedded } from '../packages/db/src/embedded.ts';
import { migrateDatabase } from '../packages/db/src/migrate.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const secret = 'a secret for measurements only, long enough';

/** The pools of a migrated database; `superuser` passes by row-level security and is here for comparison and bulk loading only. */
export type BenchDatabase = { app: TenantPool; worker: TenantPool; owner: TenantPool; superuser: TenantPool };

/** withDatabase starts PostgreSQL with the settings of production on a folder of its own, which is deleted afterwards unless it was named. */
export async function withDatabase<T>(folder: string | undefined, work: (db: BenchDatabase) => Promise<T>): Promise<T> {
  const home = folder ?? mkdtempSync(join(tmpdir(), 'verdant-bench-'));
  const server = await startEmbedded(home, 'bench-superuser-password');
  try {
    await migrateDatabase(server.adminUrl, secret);
    const superuser = Object.assign(new pg.Pool({ connectionString: server.adminUrl, max: 4 }), { contextKey: contextKey(secret) });
    superuser.on('error', () => undefined);
    const db = {
      app: openAppPool(server.adminUrl, secret), worker: openWorkerPool(server.adminUrl, secret), owner: openOwnerPool(server.adminUrl, secret), superuser,
    };
    try {
      return await work(db);
    } finally {
      await Promise.all(Object.values(db).map((pool) => pool.end()));
    }
  } finally {
    await server.stop({ force: true });
    if (folder === undefined) rmSync(home, { recursive: true, force: true });
  }
}
