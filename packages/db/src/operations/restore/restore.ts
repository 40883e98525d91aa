import pg from 'pg';
import type { TenantPool } from '../../connect.ts';
import { readManifest, type Manifest } from '../backup/manifest.ts';
import { enterOrganization } from '../enter-organization.ts';
import { OperationError } from '../operation-error.ts';
import { textSettings } from '../text-format.ts';
import { checkFiles } from './check-files.ts';
import { planRestore, type RestorePlan } from './plan-restore.ts';
import { restoreTable } from './restore-table.ts';

export type RestoreOptions = {
  folder: string;
  /** Short name of the one organization to restore, beside others that are there; all of the backup, into an empty database, without. */
  organization?: string;
  /** Ends the restoring; nothing stays. */
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
};
export type RestoreReport = { organizations: string[]; tables: number; rows: number; takenAt: string };

/**
 * restore brings a backup back into a migrated database of the same or a newer version, in one transaction: all of it or nothing. All files are checked before,
 * all restored rows are read again and compared with the manifest. Throws OperationError, which says what is in the way.
 */
export async function restore(owner: TenantPool, options: RestoreOptions): Promise<RestoreReport> {
  const manifest = await readManifest(options.folder);
  const client = await owner.connect();
  let finished = false;
  try {
    await inTransaction(client, () => planRestore(client, manifest, options.organization));
    await checkFiles(options.folder, manifest, options.signal);
    await makeMonths(client, manifest);
    const plan = await inTransaction(client, () => restoreAll(client, owner.contextKey, manifest, options));
    await refresh(client, plan);
    finished = true;
    return { organizations: plan.organizations.map(({ slug }) => slug), tables: plan.tables.length, rows: countRows(plan), takenAt: manifest.takenAt };
  } catch (error) {
    throw explain(error);
  } finally {
    client.release(!finished);
  }
}

async function inTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query(`BEGIN; ${textSettings}; SET LOCAL lock_timeout = '30s'`);
  const result = await work();
  await client.query('COMMIT');
  return result;
}

async function restoreAll(
  client: pg.ClientBase,
  key: string,
  manifest: Manifest,
  { folder, organization, signal, onProgress }: RestoreOptions,
): Promise<RestorePlan> {
  await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', ['verdant-restore']);
  // Once more: somebody may have made an organization while the files were read.
  const plan = await planRestore(client, manifest, organization);
  for (const [done, table] of plan.tables.entries()) {
    onProgress?.(done, plan.tables.length);
    await restoreTable({ client, folder, plan: table, signal, enter: (organizationId) => enterOrganization(client, key, organizationId) });
  }
  onProgress?.(plan.tables.length, plan.tables.length);
  await raiseSequences(client, manifest);
  return plan;
}

/** Partitions are made before, in a transaction of their own: they are no rows, and making one locks its table for a moment only. */
async function makeMonths(client: pg.ClientBase, { tables }: Manifest): Promise<void> {
  const months = [...new Set(tables.flatMap((table) => table.months))].sort();
  await inTransaction(client, async () => {
    await client.query('SET LOCAL ROLE verdant_worker');
    for (const month of months) await client.query('SELECT app.ensure_months($1::date, $1::date)', [month]);
  });
}

/** A sequence is never set back. */
async function raiseSequences(client: pg.ClientBase, { sequences }: Manifest): Promise<void> {
  for (const { name, lastValue, isCalled } of sequences) {
    await client.query(`SELECT setval('public.${pg.escapeIdentifier(name)}', $1::bigint, $2) FROM public.${pg.escapeIdentifier(name)} AS s
      WHERE (s.last_value, s.is_called) < ($1::bigint, $2::boolean)`, [lastValue, isCalled]);
  }
}

async function refresh(client: pg.ClientBase, { tables }: RestorePlan): Promise<void> {
  await client.query(`ANALYZE ${tables.map(({ table }) => `public.${pg.escapeIdentifier(table.name)}`).join(', ')}`);
  await inTransaction(client, async () => {
    await client.query('SET LOCAL ROLE verdant_worker');
    await client.query('SELECT app.refresh_views()');
  });
}

const countRows = ({ tables }: RestorePlan): number =>
  tables.reduce((sum, { parts }) => sum + parts.reduce((rows, part) => rows + (part.wanted ? part.rows : 0), 0), 0);

/** What the database refuses is the backup's fault or the privileges': one sentence either way. */
function explain(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  const about = [error.message, error.table, error.detail].filter(Boolean).join('; ');
  return new OperationError(`The database refused the backup (${about}). Nothing was restored.`, { cause: error });
}
