import { ok, type HealthCheck } from '../check.ts';
import { spellBytes } from '../spell.ts';

type Size = { name: string; bytes: number };

/** Tables with their indexes; the parts of a partitioned table together. */
export const sizes: HealthCheck = {
  name: 'sizes', title: 'Size',
  examine: async ({ server }) => {
    const { rows: [whole] } = await server.query<{ bytes: number }>('SELECT pg_database_size(current_database())::float8 AS bytes');
    const { rows } = await server.query<Size>(`
      SELECT r.relname AS name, sum(pg_total_relation_size(c.oid))::float8 AS bytes
      FROM pg_class c JOIN pg_class r ON r.oid = coalesce(pg_partition_root(c.oid)::oid, c.oid) JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' GROUP BY 1 ORDER BY 2 DESC LIMIT 10`);
    return ok(`${spellBytes(whole?.bytes ?? 0)}; ${rows.map(({ name, bytes }) => `${name} ${spellBytes(bytes)}`).join(', ')}`,
      { database: whole?.bytes ?? null, ...Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes])) });
  },
};
