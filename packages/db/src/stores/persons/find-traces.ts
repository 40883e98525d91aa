import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';

/** What a person can be recognised by. Names are left out: two people may share one. */
export type PersonMarks = { id: string; email: string | null; externalId: string | null };

type Column = { table: string; name: string; type: string };

/** searchableColumns lists every column of the tenants' tables that could hold a mark of a person, from the catalogue. */
export async function searchableColumns(tx: Tx): Promise<Column[]> {
  const { rows } = await tx.execute<Column>(sql`
    SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
      AND EXISTS (SELECT 1 FROM pg_attribute t WHERE t.attrelid = c.oid AND (t.attname = 'organization_id' OR (c.relname = 'organizations' AND t.attname = 'id')))
      AND format_type(a.atttypid, NULL) IN ('uuid', 'uuid[]', 'text', 'text[]', 'jsonb') AND a.attname <> 'organization_id' ORDER BY 1, a.attnum`);
  return rows;
}

/** mentions is the condition that a column mentions a person: their id or address anywhere in a text, their external id as a whole value. */
export function mentions({ name, type }: Pick<Column, 'name' | 'type'>, { id, email, externalId }: PersonMarks): SQL {
  const column = sql.identifier(name);
  if (type === 'uuid') return sql`${column} = ${id}::uuid`;
  if (type === 'uuid[]') return sql`${id}::uuid = ANY (${column})`;
  const within = sql.join([id, ...(email === null ? [] : [email])].map((mark) => sql`strpos(lower(${column}::text), ${mark.toLowerCase()}) > 0`), sql` OR `);
  if (externalId === null) return sql`(${within})`;
  if (type === 'jsonb') return sql`(${within} OR jsonb_path_exists(${column}, '$.** ? (@ == $mark)', jsonb_build_object('mark', ${externalId}::text)))`;
  return type === 'text[]' ? sql`(${within} OR ${externalId} = ANY (${column}))` : sql`(${within} OR ${column} = ${externalId})`;
}

/** findTraces counts, per table, the rows of the organization that mention a person; an empty answer proves that nothing is left. */
export async function findTraces(tx: Tx, marks: PersonMarks): Promise<Record<string, number>> {
  const byTable = new Map<string, SQL[]>();
  for (const column of await searchableColumns(tx)) byTable.set(column.table, [...(byTable.get(column.table) ?? []), mentions(column, marks)]);
  const found: Record<string, number> = {};
  for (const [table, conditions] of byTable) {
    const { rows: [row] } = await tx.execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM ${sql.identifier(table)} WHERE ${sql.join(conditions, sql` OR `)}`);
    if (row && row.n > 0) found[table] = row.n;
  }
  return found;
}
