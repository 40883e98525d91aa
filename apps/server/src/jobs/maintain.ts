import type { OrganizationId } from '@verdant/domain/ids';
import { expiryDay, readRetention } from '@verdant/domain/retention/retention';
import { cutInstant } from '@verdant/domain/rollups/cut-instant';
import { addDays, dayOf, type Day } from '@verdant/domain/time/day';
import { organizations } from '@verdant/db/schema/people';
import { loadReference } from '@verdant/db/stores/recalculation/load-facts';
import { markAllDirty } from '@verdant/db/stores/recalculation/mark-all-dirty';
import { sampleLearners, verifyRollups } from '@verdant/db/stores/recalculation/verify-rollups';
import { carryOver, nextUncarried } from '@verdant/db/stores/retention/carry-over';
import { deleteExpired, markRetained } from '@verdant/db/stores/retention/expire';
import { dropExpiredMonths, ensureMonthsAhead } from '@verdant/db/stores/retention/months';
import { saveOrganizationDays } from '@verdant/db/stores/retention/save-organization-days';
import { withOrg, type TenantContext, type Tx } from '@verdant/db/with-org';
import type { JobDeps } from './job-deps.ts';
import { listOrganizations } from './recover-runs.ts';
import { releaseOrganization } from './release/release-organization.ts';

const chunkSize = 100;
/** Days whose sums may still change: facts arrive late, but seldom later. */
const summedDays = 35;
const verifiedShare = 0.01;

type Tenant = { organizationId: OrganizationId; inOrg: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>; today: Day; timeZone: string; cutDay: Day; organizationDaysFrom: Day; retainedFrom: Day | null };

/**
 * maintain keeps storage in shape: months made ahead, sums over the organization, facts past retention carried over and dropped, and a sample of learners
 * folded anew and compared; a release of yesterday that is missing is made up for. It works from what it finds, so it may come late, twice, or after it was broken off. One organization's trouble is logged and leaves the others alone.
 */
export async function maintain(deps: JobDeps): Promise<void> {
  await ensureMonthsAhead(deps.worker, dayOf(deps.now(), 'UTC'));
  const tenants: Tenant[] = [];
  for (const organizationId of await listOrganizations(deps)) {
    await guarded(deps, organizationId, async () => {
      const tenant = await describeTenant(deps, organizationId);
      await tenant.inOrg((tx) => saveOrganizationDays(tx, { organizationId, from: addDays(tenant.today, -summedDays), to: tenant.today, now: deps.now() }));
      await tenant.inOrg((tx) => markAllDirty(tx, organizationId));
      if (tenant.retainedFrom === null || tenant.retainedFrom < tenant.cutDay) await carryOverAll(deps, tenant);
      tenants.push(tenant);
    });
  }
  const dropped = await dropExpiredMonths(deps.worker);
  if (dropped.length > 0) deps.log.info({ months: dropped }, 'months past retention were dropped');
  for (const tenant of tenants) {
    await guarded(deps, tenant.organizationId, async () => {
      const { cutDay, organizationDaysFrom } = tenant;
      await tenant.inOrg((tx) => deleteExpired(tx, { cutDay, cutAt: cutInstant(cutDay, tenant.timeZone), organizationDaysFrom, now: deps.now() }));
      await verifySample(deps, tenant);
      await releaseOrganization(deps, tenant.organizationId);
    });
  }
}

async function guarded(deps: JobDeps, organizationId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    deps.log.error({ err: error, organizationId }, 'the storage of an organization could not be maintained');
  }
}

async function describeTenant(deps: JobDeps, organizationId: OrganizationId): Promise<Tenant> {
  const context: TenantContext = { organizationId, userId: null, role: 'worker' };
  const inOrg: Tenant['inOrg'] = (work) => withOrg(deps.worker, context, work);
  const [row] = await inOrg((tx) => tx.select({ timeZone: organizations.timeZone, settings: organizations.settings, retainedFrom: organizations.retainedFrom }).from(organizations));
  if (row === undefined) throw new Error('The tenant context names no organization.');
  const today = dayOf(deps.now(), row.timeZone);
  const { factMonths, organizationMonths } = readRetention(row.settings);
  return { organizationId, inOrg, today, timeZone: row.timeZone, cutDay: expiryDay(today, factMonths), organizationDaysFrom: expiryDay(today, organizationMonths), retainedFrom: row.retainedFrom };
}

/** Chunk by chunk, each its own transaction: broken off, the next time goes on with those who are left. */
async function carryOverAll(deps: JobDeps, { organizationId, inOrg, cutDay, timeZone }: Tenant): Promise<void> {
  const reference = await inOrg(loadReference);
  const cutAt = cutInstant(cutDay, timeZone);
  for (let after: string | null = null, more = true; more;) {
    const userIds: string[] = await inOrg(async (tx) => {
      const chunk = await nextUncarried(tx, cutAt, cutDay, after, chunkSize);
      if (chunk.length > 0) await carryOver(tx, { organizationId, cutDay, now: deps.now() }, chunk, reference);
      return chunk;
    });
    after = userIds.at(-1) ?? null;
    more = userIds.length === chunkSize;
  }
  await inOrg((tx) => markRetained(tx, organizationId, cutDay));
}

/** Differences are told, never repaired in silence. */
async function verifySample(deps: JobDeps, { organizationId, inOrg, today }: Tenant): Promise<void> {
  const userIds = await inOrg((tx) => sampleLearners(tx, verifiedShare, today));
  for (let start = 0; start < userIds.length; start += chunkSize) {
    const { drift } = await inOrg((tx) => verifyRollups(tx, organizationId, userIds.slice(start, start + chunkSize)));
    for (const { stored: _stored, expected: _expected, ...place } of drift) deps.log.error({ organizationId, ...place }, 'a rollup differs from its facts');
  }
}
