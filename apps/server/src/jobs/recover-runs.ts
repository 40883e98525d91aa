import type { OrganizationId } from '@verdant/domain/ids';
import { recalculationRuns as runs } from '@verdant/db/schema/operations';
import { withOrg } from '@verdant/db/with-org';
import { and, eq, lt } from 'drizzle-orm';
import type { JobDeps } from './job-deps.ts';

/** listOrganizations gives the organizations that the worker takes turns for. */
export async function listOrganizations({ worker }: Pick<JobDeps, 'worker'>): Promise<OrganizationId[]> {
  const { rows } = await worker.query<{ id: OrganizationId }>('SELECT id FROM app.organization_ids() AS id');
  return rows.map(({ id }) => id);
}

/** recoverRuns gives jobs back to the queue whose worker has shown no heartbeat for a while: it died. The run then goes on after its last saved learner. */
export async function recoverRuns(deps: JobDeps, silentSeconds: number): Promise<number> {
  const since = new Date(Date.parse(deps.now()) - silentSeconds * 1000).toISOString();
  let recovered = 0;
  for (const organizationId of await listOrganizations(deps)) {
    const silent = await withOrg(deps.worker, { organizationId, userId: null, role: 'worker' }, (tx) =>
      tx.select({ id: runs.id }).from(runs).where(and(eq(runs.state, 'running'), lt(runs.heartbeatAt, since))));
    if (silent.length === 0) continue;
    await deps.worker.query(
      `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by)) FROM graphile_worker.jobs WHERE locked_by IS NOT NULL AND key = ANY($1)`,
      [silent.map(({ id }) => `run:${id}`)]);
    recovered += silent.length;
  }
  return recovered;
}
