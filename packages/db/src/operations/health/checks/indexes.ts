import { finding, ok, type HealthCheck } from '../check.ts';
import { limits } from '../limits.ts';
import { spellBytes, spellDuration } from '../spell.ts';

type Unused = { name: string; bytes: number };

/** An index of a partitioned table is unused when none of its parts was ever read. */
const unusedQuery = `
  WITH scans AS (
    SELECT coalesce(pg_partition_root(s.indexrelid)::oid, s.indexrelid) AS index, sum(s.idx_scan) AS scans, sum(pg_relation_size(s.indexrelid))::float8 AS bytes
    FROM pg_stat_user_indexes s JOIN pg_index x ON x.indexrelid = s.indexrelid
    WHERE s.schemaname = 'public' AND NOT x.indisunique AND NOT x.indisprimary GROUP BY 1
  )
  SELECT c.relname AS name, s.bytes FROM scans s JOIN pg_class c ON c.oid = s.index WHERE s.scans = 0 AND s.bytes >= $1 ORDER BY 2 DESC`;

export const unusedIndexes: HealthCheck = {
  name: 'unused-indexes', title: 'Unused indexes',
  examine: async ({ server, now }) => {
    const { rows: [since] } = await server.query<{ seconds: number }>(`
      SELECT extract(epoch FROM $1::timestamptz - greatest(stats_reset, pg_postmaster_start_time()))::float8 AS seconds
      FROM pg_stat_database WHERE datname = current_database()`,
      [now],
    );
    const { rows } = await server.query<Unused>(unusedQuery, [limits.unusedIndexBytes]);
    const figures = { unused: rows.length, bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0), statisticsSeconds: since?.seconds ?? null };
    const named = rows.map(({ name, bytes }) => `${name} (${spellBytes(bytes)})`).join(', ');
    if ((since?.seconds ?? 0) < limits.statisticsAge) {
      return ok(`statistics are ${spellDuration(since?.seconds ?? 0)} old, too young to tell${named && `; so far: ${named}`}`, figures);
    }
    return finding(
      rows.length > 0 ? 'warning' : 'ok',
      named || 'none',
      'They cost time at every write: drop those that were added by hand; those of Verdant may be for pages that nobody opened yet.',
      figures,
    );
  },
};

export const invalidIndexes: HealthCheck = {
  name: 'invalid-indexes', title: 'Invalid indexes',
  examine: async ({ server }) => {
    const { rows } = await server.query<{ name: string }>(`
      SELECT c.relname AS name FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT x.indisvalid AND n.nspname NOT LIKE 'pg\\_%' ORDER BY 1`);
    const names = rows.map(({ name }) => name);
    return finding(
      names.length > 0 ? 'problem' : 'ok',
      names.join(', ') || 'none',
      `They are written and never read. Make each anew as its owner: REINDEX INDEX CONCURRENTLY ${names[0]}`,
      { invalid: names.length },
    );
  },
};
