import type pg from 'pg';

export type SchemaColumn = { name: string; type: string; notNull: boolean; key: boolean; reference: boolean; unique: boolean };
export type SchemaReference = { columns: string[]; parent: string; required: boolean; single: boolean };
export type SchemaTable = { name: string; partitionedBy: string | null; columns: SchemaColumn[]; references: SchemaReference[] };
export type SchemaView = { name: string; materialized: boolean };
/** The tables and views of a live database, as its catalogue has them; parts of partitioned tables not counted. */
export type Schema = { tables: SchemaTable[]; views: SchemaView[] };

const inConstraint = (kind: 'p' | 'f' | 'u') =>
  `EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = '${kind}' AND a.attnum = ANY (k.conkey))`;

const tablesQuery = `
  SELECT c.relname AS name, pg_get_partkeydef(c.oid) AS "partitionedBy",
    (SELECT jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull, 'key', ${inConstraint('p')},
        'reference', ${inConstraint('f')}, 'unique', ${inConstraint('u')}) ORDER BY a.attnum)
      FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('columns', r.columns, 'parent', r.parent, 'required', r.required, 'single', r.single)
        ORDER BY r.parent COLLATE "C", r.columns), '[]')
      FROM (SELECT p.relname AS parent, array_agg(a.attname::text ORDER BY m.place) AS columns, bool_and(a.attnotnull) AS required,
          EXISTS (SELECT 1 FROM pg_constraint u WHERE u.conrelid = c.oid AND u.contype IN ('p', 'u') AND u.conkey <@ k.conkey) AS single
        FROM pg_constraint k JOIN pg_class p ON p.oid = k.confrelid, unnest(k.conkey) WITH ORDINALITY AS m(number, place)
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = m.number
        WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.conparentid = 0 GROUP BY k.oid, k.conkey, p.relname) r) AS references
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY c.relname COLLATE "C"`;

const viewsQuery = `
  SELECT n.nspname || '.' || c.relname AS name, c.relkind = 'm' AS materialized FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ('public', 'rollup') AND c.relkind IN ('v', 'm')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY (n.nspname || '.' || c.relname) COLLATE "C"`;

/** readSchema describes a database from pg_catalog, in an order that does not depend on how it came about. */
export async function readSchema(client: pg.ClientBase | pg.Pool): Promise<Schema> {
  const { rows: tables } = await client.query<SchemaTable>(tablesQuery);
  const { rows: views } = await client.query<SchemaView>(viewsQuery);
  return { tables, views };
}
