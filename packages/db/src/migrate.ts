import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { applyMigrations, inOwnersTransaction } from './apply-migrations.ts';
import { keepContextKey } from './context-claim.ts';
import { defaultPatience, withPatience, type Patience } from './lock-patience.ts';
import { migrationsFolder } from './migration-journal.ts';
import { bootstrapRoles } from './roles.ts';

/** Where the migrations stand and how long they wait for locks; tests bring their own. */
export type MigrationOptions = Partial<Patience> & { folder?: string };

/**
 * migrateDatabase brings a database from any earlier state to the newest: roles, the queue's tables, then Verdant's migrations as verdant_owner, all in one
 * transaction. Throws LockedError when a table stays locked.
 */
export async function migrateDatabase(adminUrl: string, secret: string, { folder = migrationsFolder, ...patience }: MigrationOptions = {}): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock(hashtext($1))', ['verdant-migrations']);
    await bootstrapRoles(admin, secret);
    await migrateQueue(admin, adminUrl);
    await withPatience(admin, adminUrl, { ...defaultPatience, ...patience }, () => inOwnersTransaction(admin, async () => {
      await applyMigrations(admin, folder);
      const { rows: [key] } = await admin.query<{ there: boolean }>(`SELECT to_regclass('app.context_key') IS NOT NULL AS there`);
      // A database that is brought to a state before 0003 only has no signed contexts yet.
      if (key?.there === true) await keepContextKey(admin, secret);
    }));
  } finally {
    await admin.end();
  }
}

/** The queue's own tables belong to verdant_worker, which may create a schema only while this runs. */
async function migrateQueue(admin: pg.Client, adminUrl: string): Promise<void> {
  const { rows: [found] } = await admin.query<{ name: string; login: string }>('SELECT current_database() AS name, current_user AS login');
  if (!found) throw new Error('The database does not say its name.');
  const database = admin.escapeIdentifier(found.name);
  await admin.query(`GRANT verdant_worker TO ${admin.escapeIdentifier(found.login)} WITH SET TRUE`);
  await admin.query(`GRANT CREATE ON DATABASE ${database} TO verdant_worker`);
  const pool = new pg.Pool({ connectionString: adminUrl, max: 2, options: '-c role=verdant_worker' });
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
    await admin.query(`REVOKE CREATE ON DATABASE ${database} FROM verdant_worker`);
  }
}
