import pg from 'pg';

/** A connection as the server's administrator, whom no policy holds: what really is in the tables. */
export async function asAdministrator<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** tableSums gives rows and a checksum of each table, over the rows as text in any order; computed by the server, not by what is under test. */
export async function tableSums(adminUrl: string, where = 'true'): Promise<Record<string, string>> {
  return await asAdministrator(adminUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string; tenant: string }>(`
      SELECT relname AS name, CASE relname WHEN 'organizations' THEN 'id' ELSE 'organization_id' END AS tenant FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'sign_in_limits' ORDER BY 1`);
    const sums: Record<string, string> = {};
    for (const { name, tenant } of tables) {
      const { rows: [row] } = await client.query<{ sum: string }>(`
        SELECT count(*) || ' ' || coalesce(md5(string_agg(line, E'\\n' ORDER BY line COLLATE "C")), '') AS sum
        FROM (SELECT t::text AS line FROM public.${name} t WHERE ${where.replaceAll('TENANT', tenant)}) lines`);
      sums[name] = row?.sum ?? '';
    }
    return sums;
  });
}
