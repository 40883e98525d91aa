import { requestRun } from '@verdant/db/stores/recalculation/request-run';
import { withOrg } from '@verdant/db/with-org';
import cron from 'node-cron';
import type { JobDeps } from './job-deps.ts';
import { listOrganizations, recoverRuns } from './recover-runs.ts';

/** requestNightly asks for a run of every organization; on several nodes the second asker joins the first one's runs. */
export async function requestNightly(deps: JobDeps): Promise<void> {
  for (const organizationId of await listOrganizations(deps)) {
    try {
      await withOrg(deps.worker, { organizationId, userId: null, role: 'worker' }, (tx) =>
        requestRun(tx, { organizationId, scope: { kind: 'organization' }, trigger: 'nightly', requestedBy: null, role: null, now: deps.now() }));
    } catch (error) {
      deps.log.error({ err: error, organizationId }, 'the nightly recalculation could not be requested');
    }
  }
}

/** requestMaintenance queues one maintenance for all nodes: at start, because it may be overdue, and every night after the batch. */
export async function requestMaintenance({ worker }: Pick<JobDeps, 'worker'>): Promise<void> {
  await worker.query(`SELECT graphile_worker.add_job('maintain', job_key => 'maintain', max_attempts => 5)`);
}

/** startSchedule runs the nightly batch at 02:00 UTC and looks every minute for runs whose worker died. Returns what stops it. */
export function startSchedule(deps: JobDeps): () => Promise<void> {
  const tasks = [
    cron.schedule('0 2 * * *', () => requestNightly(deps), { timezone: 'UTC', noOverlap: true }),
    cron.schedule('30 3 * * *', async () => {
      await requestMaintenance(deps).catch((error: unknown) => deps.log.error({ err: error }, 'the maintenance could not be requested'));
    }, { timezone: 'UTC', noOverlap: true }),
    cron.schedule('17 * * * *', async () => {
      await deps.worker.query('SELECT app.delete_expired_sessions()').catch((error: unknown) => deps.log.error({ err: error }, 'expired sessions stay'));
    }, { timezone: 'UTC' }),
    cron.schedule('* * * * *', async () => {
      await recoverRuns(deps, 120).catch((error: unknown) => deps.log.error({ err: error }, 'runs could not be recovered'));
    }, { timezone: 'UTC', noOverlap: true }),
  ];
  return async () => { for (const task of tasks) await task.stop(); };
}
