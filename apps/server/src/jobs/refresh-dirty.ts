import type { OrganizationId } from '@verdant/domain/ids';
import { calculateLearners } from '@verdant/domain/recalculation/calculate';
import { commitChunk } from '@verdant/db/stores/recalculation/commit-chunk';
import { loadInputs, loadOrganizationInputs, lockOrganization, nextDirty } from '@verdant/db/stores/recalculation/load-inputs';
import { withOrg, type TenantContext, type Tx } from '@verdant/db/with-org';
import { sql } from 'drizzle-orm';
import type { JobDeps } from './job-deps.ts';

const batchSize = 50;

/** requestRefresh asks, in the transaction that stored facts, for a micro-batch over the learners they touched; requests within 250 ms become one. */
export async function requestRefresh(tx: Tx, organizationId: string): Promise<void> {
  await tx.execute(sql`SELECT graphile_worker.add_job('refresh-dirty', json_build_object('organizationId', ${organizationId}::text),
    job_key => ${`dirty:${organizationId}`}, job_key_mode => 'preserve_run_at', run_at => now() + interval '250 milliseconds', max_attempts => 3)`);
}

/** refreshDirty recalculates learners whose facts are newer than their rollups, in small batches. One that fails keeps its mark for the next run and does not hold up the others. */
export async function refreshDirty(deps: JobDeps, organizationId: string): Promise<number> {
  const context: TenantContext = { organizationId: organizationId as OrganizationId, userId: null, role: 'worker' };
  const inputs = await withOrg(deps.worker, context, (tx) => loadOrganizationInputs(tx, deps.now()));
  const failed: string[] = [];
  let refreshed = 0;
  for (let more = true; more;) {
    more = await withOrg(deps.worker, context, async (tx) => {
      await lockOrganization(tx, organizationId);
      const userIds = await nextDirty(tx, batchSize, failed);
      if (userIds.length === 0) return false;
      const calculation = calculateLearners(await loadInputs(tx, userIds, inputs.reference), { ...inputs.context, now: deps.now() });
      await commitChunk(tx, calculation, { organizationId, timeZone: inputs.context.timeZone, runId: null, now: deps.now() });
      for (const failure of calculation.failures) deps.log.warn({ organizationId, ...failure }, 'a learner could not be recalculated');
      failed.push(...calculation.failures.map(({ userId }) => userId));
      refreshed += calculation.results.length;
      return userIds.length === batchSize;
    });
  }
  return refreshed;
}
