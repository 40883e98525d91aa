import pg from 'pg';
import { finding, gradeBy, type HealthCheck } from '../check.ts';
import { limits } from '../limits.ts';

type Statement = { text: string; meanMs: number; calls: number };
const install =
  'Add pg_stat_statements to shared_preload_libraries, restart PostgreSQL, and let an administrator run in this database: CREATE EXTENSION pg_stat_statements';

export const statements: HealthCheck = {
  name: 'statements', title: 'Slow statements',
  examine: async ({ server }) => {
    const { rows: [extension] } = await server.query<{ schema: string }>(
      `SELECT n.nspname AS schema FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'`);
    // Without it everything works, and nobody knows what is slow.
    if (extension === undefined) return { state: 'ok', found: 'not measured', advice: install, figures: { measured: 'no' } };
    await server.query('SAVEPOINT reading');
    try {
      const { rows } = await server.query<Statement>(`
        SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 120) AS text, mean_exec_time AS "meanMs", calls::int AS calls
        FROM ${pg.escapeIdentifier(extension.schema)}.pg_stat_statements
        WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND calls >= $1 ORDER BY mean_exec_time DESC LIMIT 5`,
        [limits.statementCalls],
      );
      const slow = rows.filter(({ meanMs }) => meanMs >= limits.statementMeanMs.warning);
      const figures = { measured: 'yes', slow: slow.length, slowestMeanMs: rows[0]?.meanMs ?? null };
      const found = slow.map(({ text, meanMs, calls }) => `${Math.round(meanMs)} ms on average of ${calls} calls: ${text}`).join('; ');
      return finding(
        gradeBy(rows[0]?.meanMs ?? 0, limits.statementMeanMs),
        found || 'none',
        'Look at their plans with EXPLAIN (ANALYZE, BUFFERS), and run ANALYZE after large imports.',
        figures,
      );
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== '55000') throw error;
      await server.query('ROLLBACK TO SAVEPOINT reading');
      return { state: 'ok', found: 'not measured: the extension is there, its library is not loaded', advice: install, figures: { measured: 'no' } };
    }
  },
};
