import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { copyOut } from '../copy-out.ts';
import { LineDigest, type Contents } from '../line-digest.ts';
import type { OrganizationEntry } from '../list-organizations.ts';
import type { TenantTable } from '../tenant-tables.ts';
import { fileOf, type BackedUpTable } from './manifest.ts';

export type TableBackup = {
  client: pg.ClientBase;
  folder: string;
  table: TenantTable;
  organizations: readonly OrganizationEntry[];
  /** Enters an organization in the running transaction. */
  enter: (organization: OrganizationEntry) => Promise<void>;
  signal?: AbortSignal | undefined;
};

/** backUpTable writes the rows of one table, one organization after the other, through gzip into its file, and tells what the file holds. */
export async function backUpTable({ client, folder, table, organizations, enter, signal }: TableBackup): Promise<BackedUpTable> {
  const selection = { columns: table.columns.map(({ name }) => name), order: table.key };
  const whole = new LineDigest();
  const parts: (Contents & { id: string })[] = [];
  const months = new Set<string>();
  async function* rows(): AsyncGenerator<Buffer> {
    for (const organization of organizations) {
      await enter(organization);
      for (const month of await readMonths(client, table)) months.add(month);
      const own = new LineDigest();
      for await (const piece of copyOut(client, table, selection, organization.id)) {
        whole.update(piece);
        own.update(piece);
        yield piece;
      }
      parts.push({ id: organization.id, ...own.end() });
    }
  }
  await pipeline(rows, createGzip(), createWriteStream(join(folder, fileOf(table.name)), { mode: 0o600, flush: true }), { signal });
  return { name: table.name, ...selection, ...whole.end(), months: [...months].sort(), organizations: parts };
}

/** The months that occur, so that restoring can make their partitions first. */
async function readMonths(client: pg.ClientBase, { name, month }: TenantTable): Promise<string[]> {
  if (month === null) return [];
  const { rows } = await client.query<{ month: string }>(
    `SELECT DISTINCT to_char(date_trunc('month', ${pg.escapeIdentifier(month)}), 'YYYY-MM-DD') AS month FROM public.${pg.escapeIdentifier(name)}`);
  return rows.map((row) => row.month);
}
