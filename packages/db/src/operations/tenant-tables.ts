import pg from 'pg';
import { requireTables } from '../require-version.ts';

export type TenantColumn = { name: string; collated: boolean; required: boolean };
/** A table with rows of organizations, as the catalogue describes it. */
export type TenantTable = {
  name: string;
  /** The column that names the organization. */
  tenant: string;
  columns: TenantColumn[];
  /** The columns that tell rows apart: the primary key, or a unique rule where there is none. */
  key: string[];
  /** The column by whose month the table is partitioned, or null. */
  month: string | null;
  /** Triggers that fire, those of references not counted. */
  triggers: string[];
};

type TableRow = TenantTable & { parents: string[] };

const tablesQuery = `
  SELECT c.relname AS name, CASE c.relname WHEN 'organizations' THEN 'id' ELSE 'organization_id' END AS tenant,
    (SELECT jsonb_agg(jsonb_build_object('name', a.attname, 'collated', a.attcollation <> 0, 'required', a.attnotnull AND NOT a.atthasdef) ORDER BY a.attnum)
      FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    (SELECT array_agg(a.attname::text ORDER BY k.place) FROM
      (SELECT conkey FROM pg_constraint WHERE conrelid = c.oid AND contype IN ('p', 'u') ORDER BY contype LIMIT 1) AS chosen,
      unnest(chosen.conkey) WITH ORDINALITY AS k(number, place) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number) AS key,
    (SELECT a.attname::text FROM pg_partitioned_table p JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
      WHERE p.partrelid = c.oid) AS month,
    ARRAY(SELECT t.tgname::text FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgenabled <> 'D' ORDER BY 1) AS triggers,
    ARRAY(SELECT DISTINCT r.relname::text FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid
      WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS parents
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND (c.relname = 'organizations'
      OR EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped))`;

/**
 * readTenantTables lists the tables with rows of organizations, referenced tables before those that refer to them, and tables with triggers as late as that
 * allows: what locks them is done last. Throws OperationError on a database without Verdant's tables.
 */
export async function readTenantTables(client: pg.ClientBase): Promise<TenantTable[]> {
  await requireTables(client);
  const { rows } = await client.query<TableRow>(tablesQuery);
  const waiting = new Map(rows.map((row) => [row.name, row]));
  const ordered: TenantTable[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ parents }) => !parents.some((parent) => waiting.has(parent)));
    const [next] = ready.sort((a, b) => Number(a.triggers.length > 0) - Number(b.triggers.length > 0) || (a.name < b.name ? -1 : 1));
    if (next === undefined) throw new Error(`Tables refer to each other: ${[...waiting.keys()].join(', ')}`);
    waiting.delete(next.name);
    const { parents: _parents, ...table } = next;
    ordered.push(table);
  }
  return ordered;
}

/** columnList writes names of columns as SQL. */
export const columnList = (names: readonly string[]): string => names.map((name) => pg.escapeIdentifier(name)).join(', ');
