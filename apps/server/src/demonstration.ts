import { seedDemo } from '@verdant/db/seed/demo/seed-demo';
import { requestRun } from '@verdant/db/stores/recalculation/request-run';
import { withOrg } from '@verdant/db/with-org';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { hashPassword } from './auth/passwords.ts';
import { progressLine } from './cli/progress-line.ts';
import type { Installation } from './installation.ts';
import type { JobDeps } from './jobs/job-deps.ts';
import { recalculate } from './jobs/recalculate.ts';
import { listOrganizations } from './jobs/recover-runs.ts';
import { replayHistory } from './jobs/replay-history.ts';

/** Password of every demonstration account; such accounts exist only in an embedded database filled by this file. */
export const demonstrationPassword = 'verdant-demo';
export const demonstrationAccounts = [
  { organization: 'demo', email: 'learner@demo.verdant.test', who: 'learner' },
  { organization: 'demo', email: 'trainer@demo.verdant.test', who: 'trainer' },
  { organization: 'demo', email: 'admin@demo.verdant.test', who: 'organization admin' },
  { organization: 'demo', email: 'multi@demo.verdant.test', who: 'all three roles' },
  { organization: 'other', email: 'admin@other.verdant.test', who: 'admin of a second organization' },
] as const;

const markerSchema = z.object({ state: z.enum(['filling', 'ready']), startedAt: z.iso.datetime() });

/**
 * fillDemonstration gives an empty embedded database its demonstration organizations, their first calculation and history; a second start changes nothing.
 * An interrupted first start is remembered and taken up at the same instant, so that facts stored before it count once. Returns whether this is a demonstration.
 */
export async function fillDemonstration(installation: Installation, dataDir: string, deps: JobDeps): Promise<boolean> {
  const file = join(dataDir, 'demonstration.json');
  const marker = existsSync(file) ? markerSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
  if (marker?.state === 'ready') return true;
  if (marker === null && (await listOrganizations(deps)).length > 0) return false;

  const startedAt = marker?.startedAt ?? deps.now();
  writeFileSync(file, JSON.stringify({ state: 'filling', startedAt }));
  const seeding = progressLine('Making the demonstration organization');
  await seedDemo(installation.owner, installation.worker, {
    now: startedAt, passwordHash: await hashPassword(demonstrationPassword), onProgress: ({ done, total }) => seeding.update(done, total),
  });
  seeding.stop();
  for (const organizationId of await listOrganizations(deps)) {
    const calculating = progressLine('First calculation');
    const { runId } = await withOrg(deps.worker, { organizationId, userId: null, role: 'worker' }, (tx) => requestRun(tx, {
      organizationId, scope: { kind: 'organization' }, trigger: 'first', requestedBy: null, role: null, now: deps.now(), carriedOutBy: 'caller',
    }));
    if (runId !== null) await recalculate(deps, { organizationId, runId }, ({ done, total }) => calculating.update(done, total));
    calculating.stop();
    const replaying = progressLine('History of the last months');
    await replayHistory(deps, organizationId, replaying.update);
    replaying.stop();
    await deps.worker.query('SELECT app.refresh_views()');
  }
  writeFileSync(file, JSON.stringify({ state: 'ready', startedAt }));
  return true;
}
