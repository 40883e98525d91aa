import { departmentMetrics } from '@verdant/domain/analytics/department-team-value';
import { orgVelocityMetrics } from '@verdant/domain/analytics/org-learning-velocity';
import type { Settings } from '@verdant/domain/analytics/settings';
import type { AnalyticContext } from '@verdant/domain/analytics/state';
import type { OrganizationId } from '@verdant/domain/ids';
import { addDays, dayOf, type Day } from '@verdant/domain/time/day';
import { loadAvailability, loadOrganization } from '@verdant/db/queries/organization';
import { loadGroupAnalytics } from '@verdant/db/queries/releases/load-group-analytics';
import { lockOrganization } from '@verdant/db/stores/recalculation/load-inputs';
import { cutRelease, isReleased } from '@verdant/db/stores/releases/cut-release';
import { loadDepartmentEntries, loadOrganizationEntries } from '@verdant/db/stores/releases/earlier-releases';
import { loadDeliveries } from '@verdant/db/stores/releases/load-deliveries';
import { loadKpis } from '@verdant/db/stores/releases/load-kpis';
import { loadSnapshots } from '@verdant/db/stores/releases/load-snapshots';
import { saveGroupAnalytics, type MovedGroup } from '@verdant/db/stores/releases/save-group-analytics';
import { withOrg, type Tx } from '@verdant/db/with-org';
import type { JobDeps } from '../job-deps.ts';
import { computeOrganization, type OrganizationInputs } from './compute-organization.ts';
import { computeTaught, type EarlierDistributions } from './compute-taught.ts';
import { cutCohorts } from './cut-cohorts.ts';
import { belongingOf } from './cut-peers.ts';
import { cutTaught } from './cut-taught.ts';

/** What one release published: entries, how many of them show a figure, and the analytics of groups that say something new. */
export type ReleaseReport = { day: Day; people: number; entries: number; shown: number; moved: MovedGroup[] };

/** Days back to the releases that the trend of pace and the changes of participation read. */
const lookedBackTo = [...Array.from({ length: 11 }, (_, i) => 7 * (i + 1)), 91, 364];
const departmentTrendDays = 28;

async function loadEarlier(tx: Tx, day: Day): Promise<Pick<OrganizationInputs, 'earlier' | 'before'>> {
  const { pace, participation } = orgVelocityMetrics;
  return {
    earlier: await loadOrganizationEntries(tx, lookedBackTo.map((days) => addDays(day, -days)), [pace, participation]),
    before: await loadDepartmentEntries(tx, addDays(day, -departmentTrendDays), departmentMetrics),
  };
}

async function loadDistributions(tx: Tx): Promise<EarlierDistributions> {
  const rows = await loadGroupAnalytics(tx, 'course');
  const ofAdmins = rows.filter(({ role, analytic }) => role === 'org_admin' && analytic === 'student-distribution');
  return new Map(ofAdmins.map(({ scopeId, envelope }) => [scopeId, envelope]));
}

const rulesOf = ({ privacyK, release }: Settings) => ({ k: privacyK, resetAfterDays: release.resetAfterDays });

/**
 * releaseOrganization publishes the figures about people of the last complete local day, unless that day has its release: snapshots, cohorts, the release, and
 * the analytics that are read from it, all in one transaction, so that a release never stands without them. It holds the organization's lock: calculations
 * and erasures wait. Call it after the nightly run, whose rows it reads. Null when there was nothing to do.
 */
export async function releaseOrganization(deps: JobDeps, organizationId: OrganizationId): Promise<ReleaseReport | null> {
  return await withOrg(deps.worker, { organizationId, userId: null, role: 'worker' }, async (tx) => {
    await lockOrganization(tx, organizationId);
    const now = deps.now();
    const { timeZone, settings, settingsVersion } = await loadOrganization(tx);
    const day = addDays(dayOf(now, timeZone), -1);
    if (await isReleased(tx, day)) return null;
    const ctx: Omit<AnalyticContext, 'viewer'> = { now, timeZone, settings, settingsVersion, ...await loadAvailability(tx, now) };
    const snapshots = await loadSnapshots(tx, day, { timeZone, settings });
    const taught = await cutTaught(tx, day, ctx);
    const cohorts = [...cutCohorts(snapshots, { day, settings }), ...taught.cohorts];
    const belonging = belongingOf(snapshots.people.map(({ keys }) => keys));
    const cut = await cutRelease(tx, { organizationId, day, ...rulesOf(settings) }, { cohorts, belonging });
    if (cut === null) return null;
    const inputs = { people: snapshots.people, cohorts, ...await loadEarlier(tx, day), kpis: await loadKpis(tx), delivers: await loadDeliveries(tx) };
    const results = [
      ...computeOrganization(cut, inputs, ctx, organizationId), ...computeTaught(cut, taught.courses, await loadDistributions(tx), ctx, organizationId),
    ];
    const moved = await saveGroupAnalytics(tx, results, { organizationId, day, now, runId: null });
    const shown = cut.entries.filter(({ hiddenBecause }) => hiddenBecause === null).length;
    return { day, people: snapshots.people.length, entries: cut.entries.length, shown, moved };
  });
}
