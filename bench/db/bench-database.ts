import { readFileSync } from 'node:fs';
import { dayOf } from '../../packages/domain/src/time/day.ts';
import { withDatabase, type BenchDatabase } from '../with-database.ts';
import { measureContext } from './context-cost.ts';
import { dashboardQueries } from './dashboard-queries.ts';
import { generate, type Size } from './generate.ts';
import { measureQueries, type Figures } from './measure.ts';
import { contextOf, drawSubjects } from './subjects.ts';

const target = { p95Ms: 10, ratio: 1.1 };

const countOf = (text: string | undefined, usual: number): number => {
  const count = Number(text ?? usual);
  if (!Number.isInteger(count) || count < 1) throw new Error(`"${text}" is no count.`);
  return count;
};

/**
 * benchDatabase measures every dashboard query on a large generated organization, with row-level security and without, and the cost of the signed context.
 * It fails when a query gives other rows without row-level security: then it leans on the policies, and the two times are of unlike work.
 */
export async function benchDatabase(options: Record<string, string | undefined>): Promise<object> {
  const size = { learners: countOf(options['learners'], 20_000), events: countOf(options['events'], 10_000_000) };
  const calls = countOf(options['calls'], 200);
  return await withDatabase(options['folder'], async (db) => {
    const generation = await fill(db, size);
    if (options['apply'] !== undefined) await db.superuser.query(readFileSync(options['apply'], 'utf8'));
    const now = new Date().toISOString();
    const subjects = await drawSubjects(db.superuser, calls);
    const asked = dashboardQueries.filter(({ name }) => name.includes(options['only'] ?? ''));
    printHead();
    const queries = await measureQueries(db, asked, subjects, { now, today: dayOf(now, 'Europe/Berlin') }, calls, print);
    const [reader] = subjects.learner;
    if (reader === undefined) throw new Error('The organization has no learner.');
    const contextMicroseconds = await measureContext(db, contextOf(reader), calls);
    console.table(contextMicroseconds);
    const differing = queries.filter((one) => one.differing > 0).map(({ query, role }) => `${query} as ${role}`);
    if (differing.length > 0) {
      console.error(`Other rows without row-level security: ${differing.join(', ')}`);
      process.exitCode = 1;
    }
    return { ...generation, calls, queries, contextMicroseconds };
  });
}

async function fill(db: BenchDatabase, size: Size): Promise<object> {
  const { rows: [state] } = await db.superuser.query<{ made: boolean }>(`SELECT to_regclass('bench.headlines') IS NOT NULL AS made`);
  if (state?.made !== true) console.log(`Generating ${size.learners} learners and ${size.events} events as superuser`);
  const seconds = state?.made === true ? {} : await generate(db, size, console.log);
  const { rows: [found] } = await db.superuser.query<Record<'events' | 'snapshots' | 'learners' | 'megabytes', number>>(`
    SELECT (SELECT count(*)::int FROM learning_events) AS events, (SELECT count(*)::int FROM analytics_daily) AS snapshots,
    (SELECT count(*)::int FROM bench.learners) AS learners, round(pg_database_size(current_database()) / 1e6)::int AS megabytes`);
  console.log(`${found?.learners} learners, ${found?.events} events, ${found?.snapshots} daily snapshots, ${found?.megabytes} MB`);
  return { ...found, generationSeconds: seconds };
}

function printHead(): void {
  console.log('\nMilliseconds with row-level security and without (bare), by the clock and of processor time; ! p95 of 10 ms or more, % ratio above 1.10\n');
  const heads = ['rows', 'p50', 'p95', 'bare p50', 'bare p95', 'ratio', 'cpu', 'bare cpu', 'ratio'];
  console.log(`${'query'.padEnd(28)}${'role'.padEnd(11)}${heads.map((head) => head.padStart(9)).join('')}`);
}

function print({ query, role, rows, p50, p95, bareP50, bareP95, ratio, cpu, bareCpu, cpuRatio, differing }: Figures): void {
  const times = [p50, p95, bareP50, bareP95, ratio, cpu, bareCpu, cpuRatio].map((value) => value?.toFixed(2) ?? '');
  const numbers = [String(rows), ...times].map((text) => text.padStart(9)).join('');
  const marks = `${p95 >= target.p95Ms ? ' !' : ''}${ratio > target.ratio ? ' %' : ''}${differing > 0 ? ` other rows in ${differing}` : ''}`;
  console.log(`${query.padEnd(28)}${role.padEnd(11)}${numbers}${marks}`);
}
