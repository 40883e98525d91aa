import type pg from 'pg';
import type { OrganizationId } from '@verdant/domain/ids';
import { readApplied } from '../../migration-journal.ts';
import type { BackedUpTable, Manifest } from '../backup/manifest.ts';
import type { Contents } from '../line-digest.ts';
import { listOrganizations, type OrganizationEntry } from '../list-organizations.ts';
import { OperationError } from '../operation-error.ts';
import { readTenantTables, type TenantTable } from '../tenant-tables.ts';

/** The rows of one organization in a file: restored, or passed over. */
export type Part = Contents & { organizationId: OrganizationId; wanted: boolean };
export type TablePlan = {
  table: TenantTable;
  backedUp: BackedUpTable;
  parts: Part[];
  /** Triggers that would change rows which are to come back as they were. */
  silenced: string[];
};
export type RestorePlan = { organizations: Manifest['organizations']; tables: TablePlan[] };

const quoted = (names: readonly string[]) => names.join(', ');

/** Which organizations of the backup are restored; none of them may be there, and all of them only into a database without any. */
function choose(backedUp: Manifest['organizations'], present: readonly OrganizationEntry[], slug: string | undefined): Manifest['organizations'] {
  if (slug === undefined) {
    if (present.length === 0) return backedUp;
    throw new OperationError(
      `The database has organizations already (${quoted(present.map((one) => one.slug))}). `
        + 'A backup is restored into an empty database, or one organization of it with --organization <slug>.',
    );
  }
  const chosen = backedUp.filter((organization) => organization.slug === slug);
  if (chosen.length === 0) throw new OperationError(`The backup has no organization "${slug}". It has: ${quoted(backedUp.map((one) => one.slug))}.`);
  const there = present.find((organization) => chosen.some((one) => one.id === organization.id || one.slug === organization.slug));
  if (there !== undefined) throw new OperationError(`The organization "${there.slug}" is there already; nothing was restored.`);
  return chosen;
}

function checkTable(table: TenantTable | undefined, { name, columns, order }: BackedUpTable): TenantTable {
  if (table === undefined) {
    throw new OperationError(`The backup has a table that this database does not know: ${name}. Restore it with the version that made it.`);
  }
  const known = new Set(table.columns.map((column) => column.name));
  const unknown = [...columns, ...order].find((column) => !known.has(column));
  if (unknown !== undefined) {
    throw new OperationError(`The backup has a column that this database does not know: ${name}.${unknown}. Restore it with the version that made it.`);
  }
  const missing = table.columns.find((column) => column.required && !columns.includes(column.name));
  if (missing !== undefined) {
    throw new OperationError(
      `The backup is too old for this database: ${name}.${missing.name} has no default. Restore it with the version that made it, and migrate afterwards.`,
    );
  }
  return table;
}

/**
 * planRestore compares a backup with a database of the same or a newer version; inside a transaction of verdant_owner. Throws OperationError when they do not
 * fit, or when an organization is there already.
 */
export async function planRestore(owner: pg.ClientBase, manifest: Manifest, slug?: string): Promise<RestorePlan> {
  const newest = Math.max(0, ...await readApplied(owner));
  if (manifest.migration.when > newest) {
    throw new OperationError(
      `The backup was made by a newer version of Verdant (migration ${manifest.migration.tag ?? manifest.migration.when}). Update Verdant, then restore.`,
    );
  }
  const live = await readTenantTables(owner);
  const backedUp = new Map(manifest.tables.map((table) => [table.name, table]));
  for (const table of manifest.tables) checkTable(live.find(({ name }) => name === table.name), table);
  const organizations = choose(manifest.organizations, await listOrganizations(owner), slug);
  const wanted = new Set(organizations.map(({ id }) => id));
  // A backup from before the audit log had a chain: its lines are sealed and linked as they come back.
  const literally = backedUp.has('audit_chain');
  return {
    organizations,
    tables: live.flatMap((table): TablePlan[] => {
      const own = backedUp.get(table.name);
      if (own === undefined) return [];
      const parts = own.organizations.map(({ id, rows, sha256 }) => ({ organizationId: id as OrganizationId, rows, sha256, wanted: wanted.has(id) }));
      return [{ table, backedUp: own, parts, silenced: literally ? table.triggers : [] }];
    }),
  };
}
