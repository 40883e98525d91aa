import type pg from 'pg';

/** Tables with the columns that are looked at. */
export type Columns = ReadonlyMap<string, readonly string[]>;

/** readColumns lists the columns of every table, as the database has them now. */
export async function readColumns(client: pg.Client): Promise<Columns> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(`
    SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
    GROUP BY 1 ORDER BY 1`);
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}

/** rowChecksums gives the number and a checksum of each table's rows in some columns, whatever the policies say; the client must be a superuser's. */
export async function rowChecksums(superuser: pg.Client, columns: Columns): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const [table, names] of columns) {
    const row = `ROW(${names.map((name) => `"${name}"`).join(', ')})::text`;
    const { rows: [sum] } = await superuser.query<{ sum: string }>(
      `SELECT count(*) || ' rows ' || md5(coalesce(string_agg(${row}, E'\\n' ORDER BY ${row} COLLATE "C"), '')) AS sum FROM public."${table}"`);
    sums[table] = sum?.sum ?? '';
  }
  return sums;
}
