import { finding, gradeBy, ok, type HealthCheck } from '../check.ts';
import { limits } from '../limits.ts';
import { spellBytes, spellDuration } from '../spell.ts';

type Replica = { name: string; seconds: number | null; bytes: number | null };

export const replication: HealthCheck = {
  name: 'replication', title: 'Replicas',
  examine: async ({ server, seesAll }) => {
    const { rows } = await server.query<Replica>(`
      SELECT coalesce(nullif(application_name, ''), usename::text) AS name, extract(epoch FROM replay_lag)::float8 AS seconds,
        CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::float8 END AS bytes
      FROM pg_stat_replication ORDER BY replay_lag DESC NULLS LAST`);
    const [slowest] = rows;
    if (slowest === undefined) return ok('none', { replicas: 0 });
    const figures = { replicas: rows.length, lagSeconds: slowest.seconds, lagBytes: slowest.bytes };
    if (!seesAll && slowest.bytes === null) {
      return finding(
        'warning',
        `${rows.length}, but how far they are behind is hidden`,
        'Let an administrator run: GRANT pg_monitor TO <the login of DATABASE_URL>',
        figures,
      );
    }
    // A replica without traffic reports no lag.
    const seconds = slowest.seconds ?? 0;
    return finding(
      gradeBy(seconds, limits.replicationLag),
      `${rows.length}, ${slowest.name} is ${spellDuration(seconds)} and ${spellBytes(slowest.bytes ?? 0)} behind`,
      'Look at the network and disk of the replica, and for long queries on it.',
      figures,
    );
  },
};
