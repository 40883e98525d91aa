import { demoPlan, otherPlan } from '@verdant/db/seed/demo/organizations';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { hashPassword } from './auth/passwords.ts';
import type { Installation } from './installation.ts';
import type { JobDeps } from './jobs/job-deps.ts';
import { listOrganizations } from './jobs/recover-runs.ts';
import { makeSamples } from './sample-organizations.ts';

/** Password of every demonstration account in an embedded database; elsewhere sample accounts get a random one (`db:seed`). */
export const demonstrationPassword = 'verdant-demo';
export const demonstrationAccounts = [
  { organization: 'demo', email: 'learner@demo.verdant.test', who: 'learner' },
  { organization: 'demo', email: 'trainer@demo.verdant.test', who: 'trainer' },
  { organization: 'demo', email: 'admin@demo.verdant.test', who: 'organization admin' },
  { organization: 'demo', email: 'multi@demo.verdant.test', who: 'all three roles' },
  { organization: 'other', email: 'admin@other.verdant.test', who: 'admin of a second organization' },
] as const;

const markerSchema = z.object({ state: z.enum(['filling', 'ready']), startedAt: z.iso.datetime() });

const markerOf = (dataDir: string) => join(dataDir, 'demonstration.json');
const writeMarker = (dataDir: string, state: 'filling' | 'ready', startedAt: string) => writeFileSync(markerOf(dataDir), JSON.stringify({ state, startedAt }));

/** markDemonstration notes that the embedded database on this folder is a filled demonstration: the server lets its learners go on. */
export const markDemonstration = (dataDir: string, startedAt: string): void => writeMarker(dataDir, 'ready', startedAt);

/** isDemonstration tells whether the embedded database on this folder is a filled demonstration. */
export function isDemonstration(dataDir: string): boolean {
  return readMarker(dataDir)?.state === 'ready';
}

function readMarker(dataDir: string): z.infer<typeof markerSchema> | null {
  const file = markerOf(dataDir);
  return existsSync(file) ? markerSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

/**
 * fillDemonstration gives an empty embedded database its demonstration organizations, their first calculation and history; a second start changes nothing.
 * An interrupted first start is remembered and taken up at the same instant, so that facts stored before it count once. Returns whether this is a demonstration.
 */
export async function fillDemonstration(installation: Installation, dataDir: string, deps: JobDeps): Promise<boolean> {
  const marker = readMarker(dataDir);
  if (marker?.state === 'ready') return true;
  if (marker === null && (await listOrganizations(deps)).length > 0) return false;

  const startedAt = marker?.startedAt ?? deps.now();
  writeMarker(dataDir, 'filling', startedAt);
  await makeSamples(installation, deps, { plans: [demoPlan, otherPlan], startedAt, passwordHash: await hashPassword(demonstrationPassword) });
  markDemonstration(dataDir, startedAt);
  return true;
}
