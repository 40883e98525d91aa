import { enterAs, type Tx } from '../../packages/db/src/with-org.ts';
import type { TenantPool } from '../../packages/db/src/connect.ts';
import { mean } from '../../packages/domain/src/stats/mean.ts';
import { median, quantile } from '../../packages/domain/src/stats/quantile.ts';
import { drizzle } from 'drizzle-orm/node-postgres';
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { Role } from '../../packages/domain/src/access/roles.ts';
import type { BenchDatabase } from '../with-database.ts';
import type { At, DashboardQuery } from './dashboard-queries.ts';
import { contextOf, type Subject, type Subjects } from './subjects.ts';

export type Figures = {
  query: string; role: Role; rows: number;
  /** Milliseconds with row-level security and without. */
  p50: number; p95: number; bareP50: number; bareP95: number;
  /** p50 with row-level security over p50 without. */
  ratio: number;
  /** Milliseconds of processor time in the database (medians), which other work on the machine does not lengthen; null where the system does not tell. */
  cpu: number | null; bareCpu: number | null; cpuRatio: number | null;
  /** Calls whose results differed with and without row-level security. */
  differing: number;
};

const warmUps = 20;
const noLabels = { skills: [], courses: [], assessments: [], topics: [], contentItems: [] };

/** A result as text. Sums may be added up in another order, so numbers count to twelve digits. */
const comparable = (result: unknown): string => JSON.stringify(result instanceof Map ? [...result] : result, (_, value: unknown) =>
  (typeof value === 'number' ? Number(value.toPrecision(12)) : value instanceof Map ? [...value] : value)) ?? '';

/** Number of rows in whatever a query gives. */
function rowsIn(result: unknown): number {
  if (Array.isArray(result)) return result.length;
  if (result instanceof Map) return result.size;
  if (typeof result !== 'object' || result === null) return result === null ? 0 : 1;
  return Math.max(1, ...Object.values(result).filter((part) => Array.isArray(part)).map((part) => part.length));
}

const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;

/**
 * measureQueries times each query on a connection under row-level security and on one that passes by it (a superuser with the same settings), call by call in
 * turns, the first turn changing sides so that a page already in memory favours neither.
 */
export async function measureQueries(
  db: BenchDatabase, queries: readonly DashboardQuery[], subjects: Subjects, at: At, calls: number, onFigures: (figures: Figures) => void,
): Promise<Figures[]> {
  const guarded = await openSide(db.app);
  const bare = await openSide(db.superuser);
  try {
    const figures: Figures[] = [];
    for (const query of queries) {
      for (const role of query.roles) {
        const measured = await measureOne(query, role, guarded, bare, subjects[role], at, calls);
        onFigures(measured);
        figures.push(measured);
      }
    }
    return figures;
  } finally {
    guarded.client.release();
    bare.client.release();
  }
}

type Side = { client: pg.PoolClient; key: string; backend: number };

async function openSide(pool: TenantPool): Promise<Side> {
  const client = await pool.connect();
  // Row-level security keeps PostgreSQL from using several processes for one statement; beside it the same statement runs in one as well.
  await client.query('SET max_parallel_workers_per_gather = 0');
  const { rows: [row] } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return { client, key: pool.contextKey, backend: row?.pid ?? 0 };
}

/** Milliseconds that a process has had of a processor so far, where Linux tells. */
function cpuOf(pid: number): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return null;
  }
}

type Timed = { ms: number; cpu: number | null; result: unknown; shared: string };

async function measureOne(query: DashboardQuery, role: Role, guarded: Side, bare: Side, subjects: readonly Subject[], at: At, calls: number): Promise<Figures> {
  const under: Timed[] = [];
  const beside: Timed[] = [];
  for (let call = -warmUps; call < calls; call += 1) {
    const subject = subjects[(call + warmUps) % subjects.length];
    if (subject === undefined) throw new Error(`Nobody is a ${role}.`);
    const first = call % 2 === 0 ? await timed(query, bare, subject, at) : null;
    const one = await timed(query, guarded, subject, at);
    const other = first ?? await timed(query, bare, subject, at);
    if (call < 0) continue;
    under.push(one);
    beside.push(other);
  }
  const p = (of: readonly Timed[], share: number) => rounded(quantile(of.map(({ ms }) => ms), share) ?? 0);
  const cpu = (of: readonly Timed[]) => median(of.flatMap((one) => one.cpu ?? []));
  const [own, bareCpu] = [cpu(under), cpu(beside)];
  return {
    query: query.name, role, rows: Math.round((mean(under.map(({ result }) => rowsIn(result))) ?? 0) * 10) / 10,
    p50: p(under, 0.5), p95: p(under, 0.95), bareP50: p(beside, 0.5), bareP95: p(beside, 0.95), ratio: Math.round((100 * p(under, 0.5)) / p(beside, 0.5)) / 100,
    cpu: own === null ? null : rounded(own), bareCpu: bareCpu === null ? null : rounded(bareCpu),
    cpuRatio: own === null || bareCpu === null ? null : Math.round((100 * own) / bareCpu) / 100,
    differing: under.filter((one, call) => one.shared !== beside[call]?.shared).length,
  };
}

async function timed(query: DashboardQuery, { client, key, backend }: Side, subject: Subject, at: At): Promise<Timed> {
  await client.query(`BEGIN; ${await enterAs(client, key, contextOf(subject))}`);
  try {
    const tx: Tx = drizzle(client);
    const labels = query.labels === undefined ? noLabels : await query.labels(tx, subject);
    const before = cpuOf(backend);
    const since = performance.now();
    const result = await query.run(tx, subject, at, labels);
    const ms = performance.now() - since;
    const after = cpuOf(backend);
    const shared = comparable(query.shared === undefined ? result : query.shared(result, subject));
    return { ms, cpu: before === null || after === null ? null : after - before, result, shared };
  } finally {
    await client.query('COMMIT');
  }
}
