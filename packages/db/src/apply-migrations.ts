import { readMigrationFiles } from 'drizzle-orm/migrator';
import type pg from 'pg';
import { readApplied } from './migration-journal.ts';

/** inOwnersTransaction runs work in one transaction as verdant_owner; nothing of it stays when it fails. */
export async function inOwnersTransaction<T>(admin: pg.Client, work: () => Promise<T>): Promise<T> {
  await admin.query('BEGIN; SET LOCAL ROLE verdant_owner');
  try {
    const result = await work();
    await admin.query('COMMIT');
    return result;
  } catch (error) {
    await admin.query('ROLLBACK');
    throw error;
  }
}

/** applyMigrations runs in the owner's transaction what a database does not have yet. The journal is drizzle's, so that its own tools can read it. */
export async function applyMigrations(owner: pg.Client, folder: string): Promise<void> {
  const newest = Math.max(0, ...await readApplied(owner));
  const pending = readMigrationFiles({ migrationsFolder: folder }).filter(({ folderMillis }) => folderMillis > newest);
  if (pending.length === 0) return;
  await lockTables(owner);
  await owner.query(`CREATE SCHEMA IF NOT EXISTS drizzle;
    CREATE TABLE IF NOT EXISTS drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint)`);
  for (const { sql, hash, folderMillis } of pending) {
    for (const statement of sql) await owner.query(statement);
    await owner.query('INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ($1, $2)', [hash, folderMillis]);
  }
}

/**
 * lockTables takes all tables for the running transaction, those that refer to others first, as a write does: a migration that took them one by one in its own
 * order would meet a writer who holds what it wants and wants what it holds, and one of the two would be ended.
 */
export async function lockTables(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ table: string }>(`
    WITH RECURSIVE tables AS (
      SELECT c.oid FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    ), depths(oid, depth) AS (
      SELECT oid, 0 FROM tables
      UNION
      SELECT k.conrelid, d.depth + 1 FROM depths d JOIN pg_constraint k ON k.confrelid = d.oid AND k.conrelid <> d.oid AND k.contype = 'f'
      WHERE d.depth < (SELECT count(*) FROM tables)
    )
    SELECT format('%s', oid::regclass) AS table FROM tables JOIN depths USING (oid) GROUP BY oid ORDER BY max(depth) DESC, oid::regclass::text`);
  if (rows.length === 0) return;
  await owner.query(`LOCK TABLE ${rows.map(({ table }) => `ONLY ${table}`).join(', ')} IN ACCESS EXCLUSIVE MODE`);
}
