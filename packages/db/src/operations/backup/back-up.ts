import type { Instant } from '@verdant/domain/time/day';
import type pg from 'pg';
import type { TenantPool } from '../../connect.ts';
import { readApplied, readMigrations } from '../../migration-journal.ts';
import { enterOrganization } from '../enter-organization.ts';
import { listOrganizations, type OrganizationEntry } from '../list-organizations.ts';
import { OperationError } from '../operation-error.ts';
import { readTenantTables, type TenantTable } from '../tenant-tables.ts';
import { textSettings } from '../text-format.ts';
import { backUpTable } from './back-up-table.ts';
import { manifestFormat, writeManifest, type BackedUpTable, type Manifest } from './manifest.ts';
import { writeWhole } from './whole-folder.ts';

export type BackupOptions = {
  /** A folder that does not exist yet. */
  folder: string;
  /** Short name of the one organization to back up; all of them without. */
  organization?: string;
  now: Instant;
  /** Ends the backup; nothing stays. */
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
};

const leftOut: Manifest['leftOut'] = [
  { name: 'sign_in_limits', why: 'Failed sign-ins of the last minutes; they know no organization.' },
  { name: 'graphile_worker', why: 'The queue: what waits in it is asked for again from runs and marks.' },
  { name: 'app.context_key', why: 'Made from the installation\'s secret at every start.' },
  { name: 'rollup', why: 'Materialized views: refreshed from the restored rows.' },
];

/**
 * backUp writes one consistent snapshot of all organizations, or of one, into a new folder while others go on writing: a file of rows for each table, the
 * manifest last. It needs verdant_owner and no superuser. Throws OperationError; nothing stays then.
 */
export async function backUp(owner: TenantPool, options: BackupOptions): Promise<Manifest> {
  return await writeWhole(options.folder, async (part) => {
    const client = await owner.connect();
    let finished = false;
    try {
      await openSnapshot(client);
      const manifest = await writeTables(client, owner.contextKey, part, options);
      await client.query('COMMIT');
      await writeManifest(part, manifest);
      finished = true;
      return manifest;
    } finally {
      // A connection that stopped in the middle of a stream is of no further use.
      client.release(!finished);
    }
  });
}

/**
 * Tables are locked against changes of the schema before the snapshot is taken, so that both belong together; readers and writers do not notice. Tables that
 * refer to others come first, as in a migration, so that neither waits for the other.
 */
async function openSnapshot(client: pg.ClientBase): Promise<void> {
  const names = (await readTenantTables(client)).map(({ name }) => `public.${name}`).reverse();
  await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${textSettings}`);
  await client.query(`LOCK TABLE ${names.join(', ')} IN ACCESS SHARE MODE`);
}

async function writeTables(client: pg.ClientBase, key: string, part: string, options: BackupOptions): Promise<Manifest> {
  const tables = await readTenantTables(client);
  await refuseHidden(client, tables);
  const organizations = choose(await listOrganizations(client), options.organization);
  const enter = ({ id }: OrganizationEntry) => enterOrganization(client, key, id);
  const written: BackedUpTable[] = [];
  for (const table of tables) {
    options.onProgress?.(written.length, tables.length);
    written.push(await backUpTable({ client, folder: part, table, organizations, enter, signal: options.signal }));
  }
  options.onProgress?.(written.length, tables.length);
  return {
    format: manifestFormat, takenAt: options.now, migration: await newestMigration(client), postgres: await versionOf(client),
    scope: options.organization === undefined ? 'all' : 'organization', organizations, tables: written, sequences: await readSequences(client, tables), leftOut,
  };
}

function choose(all: OrganizationEntry[], slug: string | undefined): OrganizationEntry[] {
  if (slug === undefined) return all;
  const chosen = all.filter((organization) => organization.slug === slug);
  if (chosen.length === 0) throw new OperationError(`There is no organization "${slug}". There are: ${all.map((one) => one.slug).join(', ') || 'none'}.`);
  return chosen;
}

/** Row-level security hides rows without a word, and a backup without them would look whole. */
async function refuseHidden(client: pg.ClientBase, tables: readonly TenantTable[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT name FROM unnest($1::text[]) AS name WHERE NOT EXISTS (SELECT 1 FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = name
      AND p.permissive = 'PERMISSIVE' AND p.cmd IN ('ALL', 'SELECT') AND 'verdant_owner' = ANY (p.roles) AND p.qual = 'true')`,
    [tables.map(({ name }) => name)],
  );
  if (rows.length > 0) {
    throw new OperationError(
      `Rows of ${rows.map(({ name }) => name).join(', ')} are hidden from verdant_owner: its policy owner_all is missing. Bring it back, then back up.`,
    );
  }
}

async function newestMigration(client: pg.ClientBase): Promise<Manifest['migration']> {
  const when = Math.max(0, ...await readApplied(client));
  return { tag: readMigrations().find((migration) => migration.when === when)?.tag ?? null, when };
}

async function versionOf(client: pg.ClientBase): Promise<string> {
  const { rows: [row] } = await client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
  return row?.version ?? 'unknown';
}

/** Sequences do not belong to the snapshot: read after the rows, they are never behind them. */
async function readSequences(client: pg.ClientBase, tables: readonly TenantTable[]): Promise<Manifest['sequences']> {
  const { rows: names } = await client.query<{ name: string }>(`
    SELECT s.relname AS name FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i') JOIN pg_class t ON t.oid = d.refobjid
    WHERE s.relkind = 'S' AND s.relnamespace = 'public'::regnamespace AND t.relname = ANY($1) ORDER BY 1`, [tables.map(({ name }) => name)]);
  const sequences: Manifest['sequences'] = [];
  for (const { name } of names) {
    const { rows: [row] } = await client.query<{ lastValue: string; isCalled: boolean }>(
      `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM public.${name}`);
    if (row) sequences.push({ name, ...row });
  }
  return sequences;
}
