import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { grantDatabase } from '../roles.ts';
import { openAppPool, openOwnerPool, openWorkerPool, type TenantPool } from '../connect.ts';

declare module 'vitest' {
  export interface ProvidedContext { databaseAdminUrl: string; databaseSecret: string; databaseTemplate: string }
}

export type TestDatabase = { adminUrl: string; secret: string; app: TenantPool; worker: TenantPool; owner: TenantPool; close: () => Promise<void> };

/** createTestDatabase clones the migrated template; each test file owns its data. Call close in afterAll. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const base = new URL(inject('databaseAdminUrl'));
  base.pathname = '/postgres';
  const admin = new pg.Client({ connectionString: base.toString() });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${inject('databaseTemplate')}`);
  await admin.end();
  const url = new URL(base);
  url.pathname = `/${name}`;
  const adminUrl = url.toString();
  // A clone has the tables of its template, but none of the grants on the database itself.
  const inside = new pg.Client({ connectionString: adminUrl });
  await inside.connect();
  await grantDatabase(inside);
  await inside.end();
  const secret = inject('databaseSecret');
  const pools = { app: openAppPool(adminUrl, secret), worker: openWorkerPool(adminUrl, secret), owner: openOwnerPool(adminUrl, secret) };
  return {
    adminUrl, secret, ...pools,
    close: async () => { await Promise.all([pools.app.end(), pools.worker.end(), pools.owner.end()]); },
  };
}
