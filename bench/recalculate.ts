import { seedDemo } from '../packages/db/src/seed/demo/seed-demo.ts';
import { requestRun } from '../packages/db/src/stores/recalculation/request-run.ts';
import { withOrg, type TenantContext } from '../packages/db/src/with-org.ts';
import { median } from '../packages/domain/src/stats/quantile.ts';
import { recalculate } from '../apps/server/src/jobs/recalculate.ts';
import { findOrganization } from '../apps/server/src/cli/find-organization.ts';
import { makeLogger } from '../apps/server/src/http/logger.ts';
import { sql } from 'drizzle-orm';
import { withDatabase } from './with-database.ts';

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const since = performance.now();
  await work();
  return performance.now() - since;
};
const medianOfThree = async (measure: () => Promise<number>): Promise<number> => median([await measure(), await measure(), await measure()]) ?? Number.NaN;

/**
 * benchRecalculation measures the recalculation of the demonstration organization, as ratios. The baseline, in the same run, is one hand-written SQL statement
 * that only aggregates the same facts per learner and day.
 */
export async function benchRecalculation(): Promise<object> {
  return await withDatabase(undefined, async ({ owner, worker }) => {
    let clock = new Date().toISOString();
    await seedDemo(owner, worker, { now: clock, passwordHash: 'none' });
    const organizationId = await findOrganization(worker, 'demo');
    const context: TenantContext = { organizationId, userId: null, role: 'worker' };
    const deps = { worker, now: () => clock, log: makeLogger('warn') };

    const runOnce = () => timed(async () => {
      clock = new Date(Date.parse(clock) + 120_000).toISOString();
      const { runId } = await withOrg(worker, context, (tx) => requestRun(tx, {
        organizationId, scope: { kind: 'organization' }, trigger: 'nightly', requestedBy: null, role: null, now: clock, carriedOutBy: 'caller',
      }));
      if (runId === null) throw new Error('nothing was recalculated');
      await recalculate(deps, { organizationId, runId });
    });
    const aggregateOnly = () => timed(() => withOrg(worker, context, (tx) => tx.execute(sql`
      SELECT user_id, (occurred_at AT TIME ZONE 'Europe/Berlin')::date, count(*), sum(amount) FROM (
        SELECT user_id, occurred_at, duration_min AS amount FROM learning_events UNION ALL SELECT user_id, occurred_at, 0 FROM topic_completions
        UNION ALL SELECT user_id, occurred_at, score FROM assessment_attempts UNION ALL SELECT user_id, occurred_at, score FROM practice_results) f
      GROUP BY 1, 2`)));

    const dirty = await runOnce();
    const unchanged = await medianOfThree(runOnce);
    const baseline = await medianOfThree(aggregateOnly);
    const { rows: [facts] } = await withOrg(worker, context, (tx) => tx.execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM learning_events`));
    const figures = {
      events: facts?.n, learners: 300, memoryMb: Math.round(process.memoryUsage().rss / 1e6),
      'everything dirty / SQL aggregate': Number((dirty / baseline).toFixed(1)),
      'nothing changed / SQL aggregate': Number((unchanged / baseline).toFixed(1)),
      'nothing changed / everything dirty': Number((unchanged / dirty).toFixed(2)),
    };
    console.table(figures);
    return figures;
  });
}
