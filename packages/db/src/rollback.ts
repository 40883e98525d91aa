import pg from 'pg';
import { inOwnersTransaction, lockTables } from './apply-migrations.ts';
import { defaultPatience, withPatience, type Patience } from './lock-patience.ts';
import { migrationsFolder, readApplied, readMigrations, type Migration } from './migration-journal.ts';
import { OperationError } from './operations/operation-error.ts';
import { bootstrapRoles } from './roles.ts';

/** A way back that does not exist, told in one sentence. */
export class RollbackError extends OperationError {}

export type RollbackOptions = Partial<Patience> & { to: string; folder?: string };
/** What going back to a state undoes, newest first, the rows of the tables that the older state has no place for, and how many connections Verdant has open. */
export type RollbackPlan = { undone: string[]; lost: { table: string; rows: number }[]; connections: number };
/** A migration of this version, whether the database has it, and whether it can be undone. */
export type MigrationState = { tag: string; applied: boolean; wayBack: boolean };

type Step = Migration & { down: string };

/** stepsBack lists the migrations to undo, newest first. Throws RollbackError for an unknown or newer state, and where a script is missing. */
function stepsBack(migrations: readonly Migration[], applied: ReadonlySet<number>, to: string): Step[] {
  const target = migrations.findIndex(({ tag }) => tag === to);
  if (target < 0) throw new RollbackError(`There is no migration "${to}". Those of this version are ${migrations.map(({ tag }) => tag).join(', ')}.`);
  const known = new Set(migrations.map(({ when }) => when));
  if ([...applied].some((when) => !known.has(when))) {
    throw new RollbackError('The database is newer than this version of Verdant: go back with the version that brought it there.');
  }
  if (migrations.slice(0, target + 1).some(({ when }) => !applied.has(when))) {
    throw new RollbackError(`The database has not reached ${to} yet, so there is nothing to undo.`);
  }
  return migrations.slice(target + 1).filter(({ when }) => applied.has(when)).reverse().map((migration) => {
    if (migration.down === null) throw new RollbackError(`${migration.tag} has no way back: restore a backup made before it.`);
    return { ...migration, down: migration.down };
  });
}

/** Tables that a script names in its line "-- Loses:", since their rows have no place in the older state. */
const lostBy = ({ down }: Step): string[] => (/^-- Loses: (.+)$/m.exec(down)?.[1] ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');

async function asAdministrator<T>(adminUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock(hashtext($1))', ['verdant-migrations']);
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** listMigrations tells which migrations of this version a database has, oldest first. */
export function listMigrations(adminUrl: string, folder = migrationsFolder): Promise<MigrationState[]> {
  return asAdministrator(adminUrl, async (admin) => {
    const applied = await inOwnersTransaction(admin, () => readApplied(admin));
    return readMigrations(folder).map(({ tag, when, down }) => ({ tag, applied: applied.has(when), wayBack: down !== null }));
  });
}

/** planRollback tells what going back to a state would undo and lose; nothing is changed. Throws RollbackError and LockedError. */
export function planRollback(adminUrl: string, { to, folder = migrationsFolder, ...patience }: RollbackOptions): Promise<RollbackPlan> {
  return asAdministrator(adminUrl, async (admin) => {
    const steps = stepsBack(readMigrations(folder), await inOwnersTransaction(admin, () => readApplied(admin)), to);
    const tables = [...new Set(steps.flatMap(lostBy))].sort();
    const { rows: [open] } = await admin.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND usename IN ('verdant_app', 'verdant_worker')`);
    const plan: RollbackPlan = { undone: steps.map(({ tag }) => tag), lost: [], connections: open?.n ?? 0 };
    await withPatience(admin, adminUrl, { ...defaultPatience, ...patience }, async () => { plan.lost = await countRows(admin, tables); });
    return plan;
  });
}

/** Rows of all organizations: within this transaction, which is undone, the owner is not held to the policies. */
async function countRows(admin: pg.Client, tables: readonly string[]): Promise<RollbackPlan['lost']> {
  const lost: RollbackPlan['lost'] = [];
  await admin.query('BEGIN; SET LOCAL ROLE verdant_owner');
  try {
    for (const table of tables) {
      const { rows: [found] } = await admin.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [table]);
      if (found?.there !== true) continue;
      await admin.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
      const { rows: [counted] } = await admin.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
      lost.push({ table, rows: counted?.n ?? 0 });
    }
    return lost;
  } finally {
    await admin.query('ROLLBACK');
  }
}

/**
 * rollbackDatabase undoes the migrations after `to`, newest first, in one transaction, and gives their names. What the older state has no place for is lost;
 * `planRollback` names it. Throws RollbackError where there is no way back and LockedError when a table stays locked; nothing is changed then.
 */
export function rollbackDatabase(adminUrl: string, secret: string, { to, folder = migrationsFolder, ...patience }: RollbackOptions): Promise<string[]> {
  return asAdministrator(adminUrl, async (admin) => {
    await bootstrapRoles(admin, secret);
    const steps = stepsBack(readMigrations(folder), await inOwnersTransaction(admin, () => readApplied(admin)), to);
    if (steps.length === 0) return [];
    await withPatience(admin, adminUrl, { ...defaultPatience, ...patience }, () => inOwnersTransaction(admin, () => undo(admin, steps)));
    return steps.map(({ tag }) => tag);
  });
}

async function undo(owner: pg.Client, steps: readonly Step[]): Promise<void> {
  await lockTables(owner);
  for (const { down, when } of steps) {
    await owner.query(down);
    await owner.query('DELETE FROM drizzle.__drizzle_migrations WHERE created_at = $1', [when]);
  }
}
