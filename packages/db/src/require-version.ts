import type pg from 'pg';
import { OperationError } from './operations/operation-error.ts';

/** The oldest server that knows all of the SQL in the migrations (UNIQUE NULLS NOT DISTINCT). */
const oldest = 150_000;

/** requireVersion throws OperationError on a PostgreSQL that is older than `minimum`, a number such as 150000 for version 15. */
export async function requireVersion(client: pg.ClientBase, minimum = oldest): Promise<void> {
  const { rows: [row] } = await client.query<{ number: number; version: string }>(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version`);
  if (row !== undefined && row.number >= minimum) return;
  throw new OperationError(`Verdant needs PostgreSQL ${Math.floor(minimum / 10_000)} or newer; this one is ${row?.version ?? 'unknown'}.`);
}

/** requireTables throws OperationError on a database that was never migrated. It reads the catalogue only, which every login may. */
export async function requireTables(client: pg.ClientBase): Promise<void> {
  if (await hasTable(client, 'public', 'organizations')) return;
  throw new OperationError('This database has no tables of Verdant yet. Make them with: npm run db:migrate');
}

/** hasTable looks for a table in the catalogue, also where the login may not enter its schema. */
export async function hasTable(client: pg.ClientBase, schema: string, table: string): Promise<boolean> {
  const { rows: [row] } = await client.query<{ there: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2) AS there', [schema, table]);
  return row?.there === true;
}
