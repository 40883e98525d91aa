import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import type { OrganizationId } from '@verdant/domain/ids';
import { copyOut } from '../copy-out.ts';
import { digestOf } from '../line-digest.ts';
import { OperationError } from '../operation-error.ts';
import { columnList } from '../tenant-tables.ts';
import { LineReader } from './line-reader.ts';
import type { Part, TablePlan } from './plan-restore.ts';
import { readTableFile } from './read-table-file.ts';

export type TableRestore = {
  client: pg.ClientBase;
  folder: string;
  plan: TablePlan;
  /** Enters an organization in the running transaction. */
  enter: (organizationId: OrganizationId) => Promise<void>;
  signal?: AbortSignal | undefined;
};

/**
 * restoreTable brings the wanted rows of one table back and reads them again: rows and checksums must be those of the backup. COPY cannot write under row-level
 * security, so rows come through a temporary table and are inserted under their organization's context. Throws OperationError when something differs.
 */
export async function restoreTable({ client, folder, plan, enter, signal }: TableRestore): Promise<void> {
  const { table, backedUp, parts, silenced } = plan;
  if (!parts.some(({ wanted, rows }) => wanted && rows > 0)) return;
  const name = `public.${pg.escapeIdentifier(table.name)}`;
  const columns = columnList(backedUp.columns);
  const reader = new LineReader(readTableFile(folder, table.name));
  await client.query(`CREATE TEMPORARY TABLE incoming ON COMMIT DROP AS SELECT ${columns} FROM ${name} WITH NO DATA`);
  for (const trigger of silenced) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER ${pg.escapeIdentifier(trigger)}`);
  for (const part of parts) {
    if (!part.wanted || part.rows === 0) {
      await reader.skip(part.rows);
      continue;
    }
    await pipeline(reader.take(part.rows), client.query(copyFrom(`COPY incoming (${columns}) FROM STDIN`)), { signal });
    await enter(part.organizationId);
    await client.query(`INSERT INTO ${name} (${columns}) SELECT ${columns} FROM incoming ORDER BY ${columnList(backedUp.order)}`);
    // Triggers that wait for the commit run while the organization is entered.
    await client.query('SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; TRUNCATE incoming');
    await compare(client, plan, part);
  }
  for (const trigger of silenced) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER ${pg.escapeIdentifier(trigger)}`);
  await client.query('DROP TABLE incoming');
}

async function compare(client: pg.ClientBase, { table, backedUp }: TablePlan, { organizationId, rows, sha256 }: Part): Promise<void> {
  const found = await digestOf(copyOut(client, table, backedUp, organizationId));
  if (found.rows === rows && found.sha256 === sha256) return;
  throw new OperationError(
    `The rows of ${table.name} did not come back as they were (${found.rows} of ${rows}, checksum ${found.sha256 === sha256 ? 'equal' : 'different'}). `
      + 'Nothing was restored.',
  );
}
