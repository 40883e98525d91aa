import { finding, type HealthCheck } from '../check.ts';
import { limits } from '../limits.ts';

type Table = { name: string; scans: number; share: number };

/** Large tables that are more often read from end to end than through an index: an index may be missing. */
export const scans: HealthCheck = {
  name: 'sequential-scans', title: 'Large tables read whole',
  examine: async ({ server }) => {
    const { rows } = await server.query<Table>(`
      SELECT relname AS name, seq_scan::int AS scans, seq_scan::float8 / (seq_scan + coalesce(idx_scan, 0)) AS share FROM pg_stat_user_tables
      WHERE schemaname = 'public' AND n_live_tup >= $1 AND seq_scan >= 100 AND seq_scan > coalesce(idx_scan, 0) ORDER BY seq_tup_read DESC LIMIT 5`,
      [limits.largeTableRows],
    );
    return finding(
      rows.length > 0 ? 'warning' : 'ok',
      rows.map(({ name, scans: count }) => `${name} (${count} times)`).join(', ') || 'none',
      'An index may be missing, or statistics are old: run ANALYZE, then look at the slow statements.',
      { tables: rows.length },
    );
  },
};
