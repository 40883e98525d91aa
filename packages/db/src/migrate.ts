import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { applyMigrations, inOwnersTransaction } from './apply-migrations.ts';
import { keepContextKey } from './context-claim.ts';
import { defaultPatience, withPatience, type Patience } from './lock-patience.ts';
import { migrationsFolder } from './migration-journal.ts';
import { hasTable, requireVersion } from './require-version.ts';
import { isForbidden, meetNeeds, missing, privilege, readHere, type Need } from './role-needs.ts';
import { bootstrapRoles } from './roles.ts';

/** Where the migrations stand and how long they wait for locks; tests bring their own. */
export type MigrationOptions = Partial<Patience> & { folder?: string };

/**
 * migrateDatabase brings a database from any earlier state to the newest: roles, the queue's tables, then Verdant's migrations as verdant_owner, all in one
 * transaction. Throws LockedError when a table stays locked, and OperationError on a server that is too old or where privileges are missing.
 */
export async function migrateDatabase(adminUrl: string, secret: string, { folder = migrationsFolder, ...patience }: MigrationOptions = {}): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    // Months that a migration makes begin in UTC, whatever the server's own zone.
    await admin.query(`SET timezone = 'UTC'`);
    await admin.query('SELECT pg_advisory_lock(hashtext($1))', ['verdant-migrations']);
    await requireVersion(admin);
    await bootstrapRoles(admin, secret);
    await migrateQueue(admin, adminUrl);
    await withPatience(admin, adminUrl, { ...defaultPatience, ...patience }, () => inOwnersTransaction(admin, async () => {
      await applyMigrations(admin, folder);
      const { rows: [key] } = await admin.query<{ there: boolean }>(`SELECT to_regclass('app.context_key') IS NOT NULL AS there`);
      // A database that is brought to a state before 0003 only has no signed contexts yet.
      if (key?.there === true) await keepContextKey(admin, secret);
    }));
  } catch (error) {
    throw isForbidden(error) ? missing('a privilege that a migration needs', (await readHere(admin)).login, error) : error;
  } finally {
    await admin.end();
  }
}

/** The queue's own tables belong to verdant_worker, which may make their schema only while this runs. */
async function migrateQueue(admin: pg.Client, adminUrl: string): Promise<void> {
  const isNew = !await hasTable(admin, 'graphile_worker', 'migrations');
  const here = await readHere(admin);
  if (isNew) await passOn(admin, (right) => meetNeeds(admin, here.login, [right]));
  const pool = new pg.Pool({ connectionString: adminUrl, max: 2, options: '-c role=verdant_worker' });
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
    if (isNew) {
      await passOn(admin, async () => {
        await admin.query(`REVOKE CREATE ON DATABASE ${admin.escapeIdentifier(here.database)} FROM verdant_worker`);
      });
    }
  }
}

/** The right to make a schema is given by whoever may: the login, or verdant_owner where `db:setup` let it pass the right on. */
async function passOn(admin: pg.Client, work: (right: Need) => Promise<void>): Promise<void> {
  const { rows: [login] } = await admin.query<{ may: boolean }>(
    `SELECT has_database_privilege(session_user, current_database(), 'CREATE WITH GRANT OPTION') AS may`);
  if (login?.may !== true) await admin.query('SET ROLE verdant_owner');
  const { database } = await readHere(admin);
  await work(privilege('verdant_worker', ['CREATE'], database));
  await admin.query('RESET ROLE');
}
