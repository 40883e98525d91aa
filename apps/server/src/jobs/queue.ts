import { Logger, run as runWorker, type Runner, type TaskList } from 'graphile-worker';
import { z } from 'zod';
import type { JobDeps } from './job-deps.ts';
import { maintain } from './maintain.ts';
import { recalculate } from './recalculate.ts';
import { refreshDirty } from './refresh-dirty.ts';

const runPayload = z.object({ organizationId: z.uuid(), runId: z.uuid() });
const organizationPayload = z.object({ organizationId: z.uuid() });

/** startQueue takes jobs from the durable queue in PostgreSQL; jobs of one organization wait for each other, organizations take turns. */
export async function startQueue(deps: JobDeps): Promise<Runner> {
  const taskList: TaskList = {
    recalculate: async (payload) => { await recalculate(deps, runPayload.parse(payload)); },
    maintain: () => maintain(deps),
    'refresh-dirty': async (payload) => { await refreshDirty(deps, organizationPayload.parse(payload).organizationId); },
  };
  return await runWorker({ pgPool: deps.worker, taskList, concurrency: 2, noHandleSignals: true, pollInterval: 2000, logger: queueLogger(deps) });
}


/** The queue's own chatter goes to the debug level; its errors stay errors. */
function queueLogger({ log }: JobDeps): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error') log.error({ ...meta }, message);
    else log.debug({ ...meta }, message);
  });
}
