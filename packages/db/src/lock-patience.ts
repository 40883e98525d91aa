import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { OperationError } from './operations/operation-error.ts';

/** How long a change of the schema waits for a lock, and how often it tries. */
export type Patience = {
  /** Waiting for one lock, in milliseconds; those who come after wait behind it, so this is short. */
  lockTimeoutMs: number;
  tries: number;
  /** What happens between two tries. */
  pause: () => Promise<void>;
};
export const defaultPatience: Patience = { lockTimeoutMs: 2_000, tries: 5, pause: () => wait(1_000) };

/** A change of the schema that gave up because somebody works on a table, told in one sentence. */
export class LockedError extends OperationError {}

/** lock_not_available and deadlock_detected: the transaction is undone, and may succeed when the other one has ended. */
const isLocked = (error: unknown): boolean => [error, error instanceof Error ? error.cause : undefined]
  .some((one) => one instanceof pg.DatabaseError && (one.code === '55P03' || one.code === '40P01'));

type Blocker = { table: string; pid: number; who: string | null; state: string | null; since: string | null };

/** findBlocker tells which table a backend waits for and who holds it, or null when it waits for nobody. */
async function findBlocker(observer: pg.Client, pid: number): Promise<Blocker | null> {
  const { rows: [blocker] } = await observer.query<Blocker>(`
    SELECT coalesce(l.relation::regclass::text, l.locktype) AS table, b.pid, concat_ws(' ', a.usename, nullif(a.application_name, '')) AS who,
      a.state, to_char(a.xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') AS since
    FROM unnest(pg_blocking_pids($1)) AS b(pid) JOIN pg_locks l ON l.pid = $1 AND NOT l.granted LEFT JOIN pg_stat_activity a ON a.pid = b.pid LIMIT 1`, [pid]);
  return blocker ?? null;
}

/** Looks on from a second connection while work runs, since who was in the way can only be seen during the wait. */
async function watched(adminUrl: string, pid: number, everyMs: number, work: () => Promise<void>): Promise<{ error: unknown; blocker: Blocker | null } | null> {
  const observer = new pg.Client({ connectionString: adminUrl, application_name: 'verdant-observer' });
  await observer.connect();
  const ended = new AbortController();
  let blocker: Blocker | null = null;
  const look = async () => {
    while (!ended.signal.aborted) {
      blocker = await findBlocker(observer, pid) ?? blocker;
      await wait(everyMs, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  };
  // What is seen only makes the sentence better; that it cannot be seen ends nothing.
  const looking = look().catch(() => undefined);
  try {
    await work();
    return null;
  } catch (error) {
    return { error, blocker };
  } finally {
    ended.abort();
    await looking;
    await observer.end();
  }
}

function describe(blocker: Blocker | null, { lockTimeoutMs, tries }: Patience): string {
  const times = `${tries} times ${lockTimeoutMs / 1000} s`;
  if (blocker === null) return `The database could not be changed: a lock was not free in ${times}; nothing was changed.`;
  const { table, pid, who, state, since } = blocker;
  const holder = [`process ${pid}`, who === null || who === '' ? null : `(${who})`, state, since === null ? null : `since ${since}`].filter(Boolean).join(' ');
  return `The database could not be changed: ${table} was not free in ${times}, it is locked by ${holder}; nothing was changed.`;
}

/** Who notices first that two wait for each other gives way: this side, where the administrator may say so. It also sends vacuums away sooner. */
async function giveWay(admin: pg.Client): Promise<void> {
  await admin.query(`SET deadlock_timeout = '100ms'`).catch(() => undefined);
}

/**
 * withPatience runs a change of the schema that is one transaction of the administrator's connection: it gives up a lock that does not come, so that nobody
 * waits behind it for long, and tries again. Throws LockedError after the last try; any other error at once.
 */
export async function withPatience(admin: pg.Client, adminUrl: string, patience: Patience, work: () => Promise<void>): Promise<void> {
  const { rows: [own] } = await admin.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await admin.query(`SET lock_timeout = ${patience.lockTimeoutMs}`);
  await giveWay(admin);
  for (let attempt = 1; ; attempt += 1) {
    const failure = await watched(adminUrl, own?.pid ?? 0, Math.max(20, patience.lockTimeoutMs / 8), work);
    if (failure === null) break;
    if (!isLocked(failure.error)) throw failure.error;
    if (attempt >= patience.tries) throw new LockedError(describe(failure.blocker, patience), { cause: failure.error });
    await patience.pause();
  }
  await admin.query('RESET lock_timeout');
}
