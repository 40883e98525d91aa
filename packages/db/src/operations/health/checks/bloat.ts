import { finding, gradeBy, ok, type HealthCheck } from '../check.ts';
import { limits } from '../limits.ts';
import { spellShare } from '../spell.ts';

type Table = { name: string; share: number; dead: number; vacuumed: string | null };

/**
 * An estimate from the statistics: how many of the rows on disk are dead. Marks of what changed come and go, so their table is mostly dead between two
 * cleanings.
 */
export const bloat: HealthCheck = {
  name: 'bloat', title: 'Dead rows',
  examine: async ({ server }) => {
    const { rows: [worst] } = await server.query<Table>(`
      SELECT relname AS name, n_dead_tup::float8 / (n_live_tup + n_dead_tup) AS share, n_dead_tup::int AS dead,
        to_char(greatest(last_autovacuum, last_vacuum), 'YYYY-MM-DD HH24:MI') AS vacuumed
      FROM pg_stat_user_tables WHERE n_live_tup + n_dead_tup >= $1 AND relname <> 'dirty_learner_days' ORDER BY 2 DESC LIMIT 1`, [limits.largeTableRows]);
    if (worst === undefined) return ok('no large tables', { worstShare: 0 });
    return finding(
      gradeBy(worst.share, limits.deadShare),
      `at most ${spellShare(worst.share)} (${worst.name}, last cleaned ${worst.vacuumed ?? 'never'})`,
      `Look for an old transaction, then run as its owner: VACUUM (ANALYZE) ${worst.name}`,
      { worstShare: worst.share, worstTable: worst.name, deadRows: worst.dead },
    );
  },
};
