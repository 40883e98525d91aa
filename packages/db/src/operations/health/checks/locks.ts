import { finding, gradeBy, ok, type HealthCheck } from '../check.ts';
import { limits } from '../limits.ts';
import { spellDuration } from '../spell.ts';

type Waiting = { pid: number; wanted: string | null; seconds: number; blockers: number[] };

export const locks: HealthCheck = {
  name: 'locks', title: 'Waiting for locks',
  examine: async ({ server, now }) => {
    const { rows } = await server.query<Waiting>(`
      SELECT l.pid, coalesce(c.relname, l.locktype) AS wanted, extract(epoch FROM $1::timestamptz - min(l.waitstart))::float8 AS seconds,
        pg_blocking_pids(l.pid) AS blockers
      FROM pg_locks l LEFT JOIN pg_class c ON c.oid = l.relation WHERE NOT l.granted AND l.locktype <> 'advisory'
        AND coalesce(l.database, 0) IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())) GROUP BY 1, 2 ORDER BY 3 DESC NULLS LAST`, [now]);
    const [longest] = rows;
    if (longest === undefined) return ok('nobody', { waiting: 0, longestSeconds: 0 });
    return finding(gradeBy(longest.seconds, limits.lockWait),
      `${rows.length}, the longest for ${spellDuration(longest.seconds)} (process ${longest.pid} for ${longest.wanted}, `
        + `held by ${longest.blockers.join(', ')})`,
      `See what process ${longest.blockers[0]} does in pg_stat_activity, and end it with: SELECT pg_terminate_backend(${longest.blockers[0]})`,
      { waiting: rows.length, longestSeconds: longest.seconds });
  },
};
