import type { OrganizationId } from '@verdant/domain/ids';
import { tickDemo } from '@verdant/db/seed/demo/ticker';
import { withOrg } from '@verdant/db/with-org';
import type { JobDeps } from './jobs/job-deps.ts';
import { requestRefresh } from './jobs/refresh-dirty.ts';

const everyMs = 20_000;

/** startTicker lets the demonstration organization learn on while the server runs, so that its dashboards visibly live. Returns what stops it. */
export function startTicker(deps: JobDeps, organizationId: OrganizationId): () => void {
  const tick = async () => {
    await tickDemo(deps.worker, organizationId, deps.now(), Math.random);
    await withOrg(deps.worker, { organizationId, userId: null, role: 'worker' }, (tx) => requestRefresh(tx, organizationId));
  };
  const timer = setInterval(() => { void tick().catch((error: unknown) => deps.log.warn({ err: error }, 'the demonstration could not go on')); }, everyMs);
  return () => clearInterval(timer);
}
