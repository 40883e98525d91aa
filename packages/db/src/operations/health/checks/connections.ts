import { finding, gradeBy, type HealthCheck } from '../check.ts';
import { limits } from '../limits.ts';

type Use = { used: number; allowed: number; here: number; hereAllowed: number };

export const connections: HealthCheck = {
  name: 'connections', title: 'Connections',
  examine: async ({ server }) => {
    const { rows: [use] } = await server.query<Use>(`
      SELECT count(*)::int AS used, count(*) FILTER (WHERE a.datname = current_database())::int AS here,
        current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS allowed,
        (SELECT datconnlimit FROM pg_database WHERE datname = current_database()) AS "hereAllowed"
      FROM pg_stat_activity a WHERE a.backend_type = 'client backend'`);
    if (!use) throw new Error('The server does not count its connections.');
    // A database may have a limit of its own; -1 is none.
    const limited = use.hereAllowed >= 0 && use.here / use.hereAllowed > use.used / use.allowed;
    const [used, allowed] = limited ? [use.here, use.hereAllowed] : [use.used, use.allowed];
    const share = allowed === 0 ? 1 : used / allowed;
    return finding(gradeBy(share, limits.connectionShare), `${used} of ${allowed}${limited ? ' that this database allows' : ''}`,
      'End what is not needed, run fewer nodes, or raise max_connections; a node of Verdant uses up to 25.', { used, allowed });
  },
};
