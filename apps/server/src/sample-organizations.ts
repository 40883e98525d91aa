import { auditLog } from '@verdant/db/schema/operations';
import { organizations } from '@verdant/db/schema/people';
import { demoOrganizationId } from '@verdant/db/seed/demo/identify';
import type { OrganizationPlan } from '@verdant/db/seed/demo/organizations';
import { seedDemo } from '@verdant/db/seed/demo/seed-demo';
import { requestRun } from '@verdant/db/stores/recalculation/request-run';
import { withOrg, type TenantContext } from '@verdant/db/with-org';
import type { OrganizationId } from '@verdant/domain/ids';
import type { Instant } from '@verdant/domain/time/day';
import { eq } from 'drizzle-orm';
import { progressLine } from './cli/progress-line.ts';
import type { Installation } from './installation.ts';
import type { JobDeps } from './jobs/job-deps.ts';
import { recalculate } from './jobs/recalculate.ts';
import { replayHistory } from './jobs/replay-history.ts';

/** The line of the audit log that ends the making of a sample organization. */
const made = 'sample.made';

const contextOf = (plan: OrganizationPlan, role: 'operator' | 'worker'): TenantContext =>
  // Made by demoOrganizationId, so it is an organization's id.
  ({ organizationId: demoOrganizationId(plan.slug) as OrganizationId, userId: null, role });

/** How far a sample organization is: when its making began, and whether it ended; null where it never began. */
export type SampleState = { startedAt: Instant; made: boolean } | null;

/** readSampleState tells how far the making of a sample organization came. */
export async function readSampleState({ owner }: Pick<Installation, 'owner'>, plan: OrganizationPlan): Promise<SampleState> {
  return await withOrg(owner, contextOf(plan, 'operator'), async (tx) => {
    const [row] = await tx.select({ startedAt: organizations.createdAt }).from(organizations);
    if (row === undefined) return null;
    const lines = await tx.select({ id: auditLog.id }).from(auditLog).where(eq(auditLog.action, made)).limit(1);
    return { ...row, made: lines.length > 0 };
  });
}

async function firstCalculation(deps: JobDeps, plan: OrganizationPlan): Promise<void> {
  const context = contextOf(plan, 'worker');
  const { organizationId } = context;
  const calculating = progressLine('First calculation');
  const { runId } = await withOrg(deps.worker, context, (tx) => requestRun(tx, {
    organizationId, scope: { kind: 'organization' }, trigger: 'first', requestedBy: null, role: null, now: deps.now(), carriedOutBy: 'caller',
  }));
  if (runId !== null) await recalculate(deps, { organizationId, runId }, ({ done, total }) => calculating.update(done, total));
  calculating.stop();
  const replaying = progressLine('History of the last months');
  await replayHistory(deps, organizationId, replaying.update);
  replaying.stop();
  await deps.worker.query('SELECT app.refresh_views()');
}

/**
 * makeSamples fills sample organizations up to an instant, calculates them and their history. Broken off, it goes on when called again with the same instant:
 * facts stored before count once.
 */
export async function makeSamples(
  { owner }: Pick<Installation, 'owner'>,
  deps: JobDeps,
  { plans, startedAt, passwordHash }: { plans: readonly OrganizationPlan[]; startedAt: Instant; passwordHash: string },
): Promise<void> {
  for (const plan of plans) {
    const seeding = progressLine(`Making the organization "${plan.slug}"`);
    await seedDemo(owner, deps.worker, { plans: [plan], now: startedAt, passwordHash, onProgress: ({ done, total }) => seeding.update(done, total) });
    seeding.stop();
    await firstCalculation(deps, plan);
    const context = contextOf(plan, 'operator');
    await withOrg(owner, context, (tx) =>
      tx.insert(auditLog).values({ organizationId: context.organizationId, action: made, outcome: 'allowed', details: { by: 'operator' } }),
    );
  }
}
