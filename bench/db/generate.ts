import { loadInputs, loadOrganizationInputs } from '../../packages/db/src/stores/recalculation/load-inputs.ts';
import { commitChunk } from '../../packages/db/src/stores/recalculation/commit-chunk.ts';
import { withOrg } from '../../packages/db/src/with-org.ts';
import { calculateLearners } from '../../packages/domain/src/recalculation/calculate.ts';
import type { OrganizationId } from '../../packages/domain/src/ids.ts';
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { BenchDatabase } from '../with-database.ts';

export type Size = { learners: number; events: number };
/** How many learners of each organization are really calculated; the others get copies of their results. */
const calculated = 500;
const chunk = 100;
const loaders = 2;

/** Tables loaded without their indexes, which are made afterwards. */
const bulky = [
  'learning_events', 'learner_days', 'topic_completions', 'practice_results', 'assessment_attempts', 'skill_observations', 'learner_items',
  'learner_course_days',
];

const scriptOf = (name: string): string => readFileSync(new URL(`generate/${name}.sql`, import.meta.url), 'utf8');

/**
 * generate fills an empty database as the superuser (no policy and no foreign key is asked while loading; both hold afterwards for what was loaded) and gives
 * the seconds of each step. Facts and rollups come from set-based SQL, results from the product's own calculation of some learners.
 */
export async function generate(db: BenchDatabase, size: Size, log: (line: string) => void): Promise<Record<string, number>> {
  const seconds: Record<string, number> = {};
  const step = async (name: string, work: () => Promise<unknown>) => {
    const since = performance.now();
    await work();
    seconds[name] = Math.round((performance.now() - since) / 100) / 10;
    log(`  ${name.padEnd(12)} ${seconds[name]} s`);
  };
  const run = (text: string) => underSettings(db.superuser, size, (client) => client.query(text));
  for (const name of ['1-functions', '2-people', '3-catalogue', '4-journeys']) await step(name.slice(2), () => run(scriptOf(name)));
  await run(`SELECT bench.drop_indexes(${bulky.map((name) => `'${name}'`).join(', ')})`);
  await run(scriptOf('5-events'));
  await step('events', () => inTurns(db, size, monthCalls('load_events', 13).concat('SELECT bench.load_learner_days()')));
  await step('facts', () => run(scriptOf('6-facts')));
  await step('rollups', () => run(scriptOf('7-rollups')));
  await step('indexes', () => inTurns(db, size, bulky.map((name) => `SELECT bench.make_indexes('${name}')`)));
  await run('ANALYZE');
  await step('calculation', () => calculateSome(db));
  await step('results', () => run(scriptOf('8-results')));
  await run(`SELECT bench.drop_indexes('analytics_daily')`);
  await step('history', () => inTurns(db, size, monthCalls('load_history', 3)));
  await step('its index', () => run(`SELECT bench.make_indexes('analytics_daily')`));
  await run(`INSERT INTO analytics_daily (organization_id, user_id, role, type, day, status, headline, band, n, formula_version, calculated_at)
    SELECT organization_id, user_id, role, type, current_date, status, headline, band, n, formula_version, now() FROM bench.headlines ON CONFLICT DO NOTHING`);
  await step('views', () => run('SELECT app.refresh_views()'));
  await step('vacuum', async () => { await run('VACUUM (ANALYZE)'); await run('CHECKPOINT'); });
  return seconds;
}

/** Calls of a loader for this month and some before it. */
const monthCalls = (loader: string, back: number): string[] => Array.from({ length: back + 1 }, (_, months) =>
  `SELECT bench.${loader}((date_trunc('month', current_date) - interval '${months} months')::date)`);

async function underSettings<T>(superuser: pg.Pool, { learners, events }: Size, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await superuser.connect();
  try {
    await client.query(`SET session_replication_role = replica; SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'; SET synchronous_commit = off;
      SET bench.learners = ${learners}; SET bench.events = ${events}; SET bench.calculated = ${Math.min(calculated, Math.floor(learners / 2))}`);
    return await work(client);
  } finally {
    client.release(true);
  }
}

/** inTurns lets a few connections take statements from one list. */
async function inTurns(db: BenchDatabase, size: Size, statements: readonly string[]): Promise<void> {
  const waiting = [...statements];
  await Promise.all(Array.from({ length: loaders }, () => underSettings(db.superuser, size, async (client) => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await client.query(next);
  })));
}

async function calculateSome({ superuser, worker }: BenchDatabase): Promise<void> {
  const now = new Date().toISOString();
  const { rows } = await superuser.query<{ id: OrganizationId; people: string[] }>(
    `SELECT organization_id AS id, array_agg(user_id::text ORDER BY k) AS people FROM bench.learners WHERE k <= ${calculated} GROUP BY organization_id`);
  for (const { id: organizationId, people } of rows) {
    for (let from = 0; from < people.length; from += chunk) {
      await withOrg(worker, { organizationId, userId: null, role: 'worker' }, async (tx) => {
        const { context, reference } = await loadOrganizationInputs(tx, now);
        const calculation = calculateLearners(await loadInputs(tx, people.slice(from, from + chunk), reference), context);
        const [failure] = calculation.failures;
        if (failure !== undefined) throw new Error(`A learner cannot be calculated: ${failure.reason}`);
        await commitChunk(tx, calculation, { organizationId, timeZone: context.timeZone, runId: null, now });
      });
    }
  }
}
