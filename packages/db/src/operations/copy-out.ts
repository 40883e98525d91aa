import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { columnList, type TenantTable } from './tenant-tables.ts';

/** What of a table is read, and in which order: text by its bytes, since servers sort languages differently. */
export type Selection = { columns: readonly string[]; order: readonly string[] };

/** selectRows reads the rows of one organization in one order. */
export function selectRows({ name, tenant, columns: live }: TenantTable, { columns, order }: Selection, organizationId: string): string {
  const collated = new Set(live.filter((column) => column.collated).map((column) => column.name));
  const sorted = order.map((column) => `${pg.escapeIdentifier(column)}${collated.has(column) ? ' COLLATE "C"' : ''}`).join(', ');
  const own = `${pg.escapeIdentifier(tenant)} = ${pg.escapeLiteral(organizationId)}`;
  return `SELECT ${columnList(columns)} FROM public.${pg.escapeIdentifier(name)} WHERE ${own} ORDER BY ${sorted}`;
}

/** copyOut streams the rows of one organization in PostgreSQL's text format, one line a row; inside a transaction that has entered the organization. */
export async function* copyOut(client: pg.ClientBase, table: TenantTable, selection: Selection, organizationId: string): AsyncGenerator<Buffer> {
  const rows: AsyncIterable<Buffer> = client.query(copyTo(`COPY (${selectRows(table, selection, organizationId)}) TO STDOUT`));
  for await (const chunk of rows) yield chunk;
}
