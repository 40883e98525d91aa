import { finding, gradeBy, healthStates, ok, type HealthCheck } from '../check.ts';
import { limits } from '../limits.ts';
import { spellDuration } from '../spell.ts';

type Session = { pid: number; who: string; seconds: number };
const who = `concat_ws(' ', usename, nullif(application_name, ''))`;
const told = ({ pid, who: name, seconds }: Session) => `${spellDuration(seconds)} (process ${pid}, ${name})`;

export const transactions: HealthCheck = {
  name: 'transactions', title: 'Oldest transaction',
  examine: async ({ server, seesAll, now }) => {
    const { rows: [oldest] } = await server.query<Session>(`
      SELECT pid, ${who} AS who, extract(epoch FROM $1::timestamptz - xact_start)::float8 AS seconds FROM pg_stat_activity
      WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid() AND backend_type = 'client backend'
      ORDER BY xact_start LIMIT 1`,
      [now],
    );
    const { rows: [idle] } = await server.query<Session>(`
      SELECT pid, ${who} AS who, extract(epoch FROM $1::timestamptz - state_change)::float8 AS seconds FROM pg_stat_activity
      WHERE datname = current_database() AND state LIKE 'idle in transaction%' AND pid <> pg_backend_pid() ORDER BY state_change LIMIT 1`, [now]);
    const figures = { oldestSeconds: oldest?.seconds ?? 0, idleInTransactionSeconds: idle?.seconds ?? 0 };
    if (!seesAll) {
      return finding('warning', 'sessions of other roles are hidden', 'Let an administrator run: GRANT pg_monitor TO <the login of DATABASE_URL>', figures);
    }
    const grades = [gradeBy(figures.oldestSeconds, limits.transactionAge), gradeBy(figures.idleInTransactionSeconds, limits.idleInTransaction)];
    const state = healthStates.findLast((one) => grades.includes(one)) ?? 'ok';
    if (oldest === undefined) return ok('none open', figures);
    const idling = idle === undefined ? 'none idle in a transaction' : `longest idle in a transaction ${told(idle)}`;
    return finding(
      state,
      `${told(oldest)}; ${idling}`,
      `It keeps vacuum from cleaning up. See what it does in pg_stat_activity, and end it with: SELECT pg_terminate_backend(${idle?.pid ?? oldest.pid})`,
      figures,
    );
  },
};
