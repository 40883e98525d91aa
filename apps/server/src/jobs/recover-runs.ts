import type { OrganizationId } from '@verdant/domain/ids';
import { recalculationRuns as runs } from '@verdant/db/schema/operations';
import { withOrg } from '@verdant/db/with-org';
import { and, inArray, lt, sql } from 'drizzle-orm';
import type { JobDeps } from './job-deps.ts';

/** listOrganizations gives the organizations that the worker takes turns for. */
export async function listOrganizations({ worker }: Pick<JobDeps, 'worker'>): Promise<OrganizationId[]> {
  const { rows } = await worker.query<{ id: OrganizationId }>('SELECT id FROM app.organization_ids() AS id');
  return rows.map(({ id }) => id);
}

/** recoverRuns gives runs back to the queue whose worker has shown no heartbeat for a while: it died. The run then goes on after its last saved learner. */
export async function recoverRuns(deps: JobDeps, silentSeconds: number): Promise<number> {
  const since = new Date(Date.parse(deps.now()) - silentSeconds * 1000).toISOString();
  let recovered = 0;
  for (const organizationId of await listOrganizations(deps)) {
    const silent = await withOrg(deps.worker, { organizationId, userId: null, role: 'worker' }, (tx) =>
      tx.select({ id: runs.id }).from(runs).where(and(inArray(runs.state, ['queued', 'running']), lt(sql`coalesce(${runs.heartbeatAt}, ${runs.requestedAt})`, since))));
    if (silent.length === 0) continue;
    await deps.worker.query(
      `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by)) FROM graphile_worker.jobs WHERE locked_by IS NOT NULL AND key = ANY($1)`,
      [silent.map(({ id }) => `run:${id}`)]);
    await deps.worker.query(`
      SELECT graphile_worker.add_job('recalculate', json_build_object('organizationId', $1::text, 'runId', lost.id), queue_name => 'recalculate:' || $1::text, job_key => 'run:' || lost.id, max_attempts => 5)
      FROM unnest($2::text[]) AS lost(id) WHERE NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j WHERE j.key = 'run:' || lost.id)`,
    [organizationId, silent.map(({ id }) => id)]);
    recovered += silent.length;
  }
  return recovered;
}
