import type pg from 'pg';

/** Verdant's own schemas: those of PostgreSQL and of the queue have versions of their own. */
const own = `n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'graphile_worker')`;
/** Grants as text in one order; no list means the default of that kind of object. */
const grants = (acl: string, kind: string, owner: string) => `(SELECT coalesce(string_agg(
  CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END || ' ' || g.privilege_type || CASE WHEN g.is_grantable THEN '*' ELSE '' END
    || ' by ' || g.grantor::regrole,
  ', ' ORDER BY g.grantee::regrole::text, g.privilege_type, g.grantor::regrole::text), '') FROM aclexplode(coalesce(${acl}, acldefault(${kind}, ${owner}))) g)`;
const relation = `n.nspname || '.' || c.relname`;

/** Each of these gives one line of text for each object of its kind. */
const kinds: Record<string, string> = {
  schemas: `SELECT concat_ws(' | ', n.nspname, n.nspowner::regrole, ${grants('n.nspacl', `'n'`, 'n.nspowner')}) FROM pg_namespace n WHERE ${own}`,
  relations: `SELECT concat_ws(' | ', ${relation}, c.relkind, c.relpersistence, c.relowner::regrole, CASE WHEN c.relrowsecurity THEN 'row security' END,
      CASE WHEN c.relforcerowsecurity THEN 'forced' END, c.reloptions, pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid),
      (SELECT 'part of ' || i.inhparent::regclass FROM pg_inherits i WHERE i.inhrelid = c.oid),
      ${grants('c.relacl', `CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END`, 'c.relowner')})
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own} AND c.relkind IN ('r', 'p', 'v', 'm', 'S')`,
  columns: `SELECT concat_ws(' | ', ${relation}, row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), a.attname, format_type(a.atttypid, a.atttypmod),
      CASE WHEN a.attnotnull THEN 'not null' END, a.attidentity::text || a.attgenerated::text, pg_get_expr(d.adbin, d.adrelid),
      (SELECT string_agg(g.grantee::regrole || ' ' || g.privilege_type, ', ' ORDER BY g.grantee::regrole::text, g.privilege_type)
        FROM aclexplode(a.attacl) g))
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE ${own} AND c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped`,
  constraints: `SELECT concat_ws(' | ', ${relation}, k.conname, pg_get_constraintdef(k.oid), CASE WHEN NOT k.convalidated THEN 'not valid' END)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own}`,
  indexes: `SELECT concat_ws(' | ', ${relation}, pg_get_indexdef(i.indexrelid), CASE WHEN NOT i.indisvalid THEN 'not valid' END)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own}`,
  policies: `SELECT concat_ws(' | ', ${relation}, p.polname, p.polcmd, CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END,
      (SELECT string_agg(r::regrole::text, ', ' ORDER BY r::regrole::text) FROM unnest(p.polroles) r),
      'using ' || pg_get_expr(p.polqual, p.polrelid), 'check ' || pg_get_expr(p.polwithcheck, p.polrelid))
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own}`,
  functions: `SELECT concat_ws(' | ', p.proowner::regrole, ${grants('p.proacl', `'f'`, 'p.proowner')}, pg_get_functiondef(p.oid))
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${own}`,
  triggers: `SELECT concat_ws(' | ', ${relation}, pg_get_triggerdef(t.oid), t.tgenabled)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own} AND NOT t.tgisinternal`,
  views: `SELECT concat_ws(' | ', ${relation}, pg_get_viewdef(c.oid))
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own} AND c.relkind IN ('v', 'm')`,
  sequences: `SELECT concat_ws(' | ', ${relation}, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
      (SELECT 'of ' || d.refobjid::regclass FROM pg_depend d
        WHERE d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass))
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own}`,
  types: `SELECT concat_ws(' | ', n.nspname || '.' || t.typname, t.typtype, format_type(t.typbasetype, t.typtypmod),
      (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid))
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE ${own} AND t.typtype IN ('d', 'e', 'r')`,
  'default grants': `SELECT concat_ws(' | ', d.defaclrole::regrole, coalesce(n.nspname, 'everywhere'), d.defaclobjtype,
      (SELECT string_agg(g.grantee::regrole || ' ' || g.privilege_type, ', ' ORDER BY g.grantee::regrole::text, g.privilege_type)
        FROM aclexplode(d.defaclacl) g))
    FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace`,
  comments: `SELECT concat_ws(' | ', pg_describe_object(d.classoid, d.objoid, d.objsubid), d.description)
    FROM pg_description d JOIN pg_class c ON d.classoid = 'pg_class'::regclass AND c.oid = d.objoid
      JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own}`,
  extensions: `SELECT concat_ws(' | ', e.extname, e.extversion) FROM pg_extension e`,
};

/** schemaFingerprint writes down what the catalogue says of Verdant's schemas, one object a line, in an order that does not depend on how they came about. */
export async function schemaFingerprint(client: pg.ClientBase | pg.Pool): Promise<string[]> {
  const lines: string[] = [];
  for (const [kind, text] of Object.entries(kinds)) {
    const { rows } = await client.query<{ line: string }>(`SELECT line COLLATE "C" AS line FROM (${text}) AS objects(line) ORDER BY 1`);
    lines.push(...rows.map(({ line }) => `${kind}: ${line}`));
  }
  return lines;
}
