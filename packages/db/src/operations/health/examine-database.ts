import type { Instant } from '@verdant/domain/time/day';
import pg from 'pg';
import type { TenantPool } from '../../connect.ts';
import { isForbidden, mayActAs, readHere } from '../../role-needs.ts';
import { readOrganizations } from '../list-organizations.ts';
import { healthStates, type Examined, type Finding, type HealthCheck, type HealthState } from './check.ts';
import { healthChecks } from './checks.ts';

export type HealthLine = Finding & { check: string; title: string };
export type HealthReport = { checkedAt: Instant; state: HealthState; lines: HealthLine[] };
export type ExaminationOptions = { adminUrl: string; owner: TenantPool; now: Instant; checks?: readonly HealthCheck[] };

/** Statistics are hidden from a login of a managed server unless it is a member of pg_monitor; then it looks as that. */
async function lookAsMonitor(server: pg.Client): Promise<boolean> {
  const { login, version } = await readHere(server);
  const { rows: [may] } = await server.query<{ superuser: boolean; member: boolean; inherits: boolean }>(`
    SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) AS superuser, ${mayActAs(login, 'pg_monitor', version)} AS member,
      pg_has_role(session_user, 'pg_read_all_stats', 'USAGE') AS inherits`);
  if (may?.superuser === true || may?.inherits === true) return true;
  if (may?.member === true) await server.query('SET ROLE pg_monitor');
  return may?.member === true;
}

/** A check that cannot look says so; it does not keep the others from looking. */
function unreadable(error: unknown, login: string): Finding {
  const said = error instanceof Error ? error.message : String(error);
  if (isForbidden(error)) {
    return {
      state: 'warning',
      found: `cannot be read (${said})`,
      advice: `Let an administrator run: GRANT pg_monitor TO ${pg.escapeIdentifier(login)}`,
      figures: {},
    };
  }
  const late = error instanceof pg.DatabaseError && error.code === '57014';
  return {
    state: late ? 'warning' : 'problem',
    found: `could not be examined (${said})`,
    advice: late ? 'Look again when the server is less busy.' : 'See the log of PostgreSQL.',
    figures: {},
  };
}

async function examineOne({ name, title, examine }: HealthCheck, at: Examined, login: string): Promise<HealthLine> {
  await at.server.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = '15s'; SET LOCAL lock_timeout = '5s'`);
  try {
    return { check: name, title, ...await examine(at) };
  } catch (error) {
    return { check: name, title, ...unreadable(error, login) };
  } finally {
    await at.server.query('ROLLBACK');
  }
}

/** examineDatabase looks at the server and at Verdant's data on it, and changes nothing. The state of the report is that of its worst line. */
export async function examineDatabase({ adminUrl, owner, now, checks = healthChecks }: ExaminationOptions): Promise<HealthReport> {
  const server = new pg.Client({ connectionString: adminUrl, application_name: 'verdant-health' });
  await server.connect();
  try {
    const { login } = await readHere(server);
    const at: Examined = { server, owner, now, seesAll: await lookAsMonitor(server), organizations: await readOrganizations(owner) };
    const lines: HealthLine[] = [];
    for (const check of checks) lines.push(await examineOne(check, at, login));
    return { checkedAt: now, state: healthStates.findLast((state) => lines.some((line) => line.state === state)) ?? 'ok', lines };
  } finally {
    await server.end();
  }
}
