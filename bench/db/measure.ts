import { enterAs, type Tx } from '../../packages/db/src/with-org.ts';
import { quantile } from '../../packages/domain/src/stats/quantile.ts';
import { drizzle } from 'drizzle-orm/node-postgres';
import { isDeepStrictEqual } from 'node:util';
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
  /** Calls whose results differed with and without row-level security. */
  differing: number;
};

const warmUps = 20;
const noLabels = { skills: [], courses: [], assessments: [], topics: [], contentItems: [] };

/** Number of rows in whatever a query gives. */
function rowsIn(result: unknown): number {
  if (Array.isArray(result)) return result.length;
  if (result instanceof Map) return result.size;
  if (typeof result !== 'object' || result === null) return result === null ? 0 : 1;
  return Math.max(1, ...Object.values(result).filter((part) => Array.isArray(part)).map((part) => part.length));
}

const centOf = (ms: number | null): number => Math.round((ms ?? 0) * 1000) / 1000;

/**
 * measureQueries times each query on a connection under row-level security and on one that passes by it (a superuser with the same settings), call by call in
 * turns, the first turn changing sides so that a page already in memory favours neither.
 */
export async function measureQueries(db: BenchDatabase, queries: readonly DashboardQuery[], subjects: Subjects, at: At, calls: number): Promise<Figures[]> {
  const guarded = { client: await db.app.connect(), key: db.app.contextKey };
  const bare = { client: await db.superuser.connect(), key: db.superuser.contextKey };
  try {
    const figures: Figures[] = [];
    for (const query of queries) {
      for (const role of query.roles) figures.push(await measureOne(query, role, guarded, bare, subjects[role], at, calls));
    }
    return figures;
  } finally {
    guarded.client.release();
    bare.client.release();
  }
}

type Side = { client: pg.PoolClient; key: string };

async function measureOne(query: DashboardQuery, role: Role, guarded: Side, bare: Side, subjects: readonly Subject[], at: At, calls: number): Promise<Figures> {
  const times: { guarded: number[]; bare: number[] } = { guarded: [], bare: [] };
  let rows = 0;
  let differing = 0;
  for (let call = -warmUps; call < calls; call += 1) {
    const subject = subjects[(call + warmUps) % subjects.length];
    if (subject === undefined) throw new Error(`Nobody is a ${role}.`);
    const first = call % 2 === 0 ? await timed(query, bare, subject, at) : null;
    const under = await timed(query, guarded, subject, at);
    const beside = first ?? await timed(query, bare, subject, at);
    if (call < 0) continue;
    times.guarded.push(under.ms);
    times.bare.push(beside.ms);
    rows += rowsIn(under.result);
    if (!isDeepStrictEqual(under.result, beside.result)) differing += 1;
  }
  const p = (values: number[], share: number) => centOf(quantile(values, share));
  const [p50, bareP50] = [p(times.guarded, 0.5), p(times.bare, 0.5)];
  return {
    query: query.name, role, rows: Math.round(rows / calls), p50, p95: p(times.guarded, 0.95), bareP50, bareP95: p(times.bare, 0.95),
    ratio: Math.round((p50 / bareP50) * 100) / 100, differing,
  };
}

async function timed(query: DashboardQuery, { client, key }: Side, subject: Subject, at: At): Promise<{ ms: number; result: unknown }> {
  await client.query(`BEGIN; ${await enterAs(client, key, contextOf(subject))}`);
  try {
    const tx: Tx = drizzle(client);
    const labels = query.labels === undefined ? noLabels : await query.labels(tx, subject);
    const since = performance.now();
    const result = await query.run(tx, subject, at, labels);
    return { ms: performance.now() - since, result };
  } finally {
    await client.query('COMMIT');
  }
}
