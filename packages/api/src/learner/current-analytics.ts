import type { Role } from '@verdant/domain/access/roles';
import { envelopeAt } from '@verdant/domain/analytics/build-envelope';
import { learnerAnalyticIds, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { computeLearner, type LearnerAnalytics } from '@verdant/domain/analytics/compute-learner';
import { dayOf } from '@verdant/domain/time/day';
import type { OrganizationRow, StoredAnalytics } from '@verdant/db/queries/rows';
import type { TenantCall } from '../context.ts';

type Call = Pick<TenantCall, 'tx' | 'ports' | 'now'>;
/** The envelope of each analytic; null = never calculated. */
export type Envelopes = { [Id in LearnerAnalyticId]: LearnerAnalytics[Id] | null };
export type Current = { stored: StoredAnalytics; envelopes: Envelopes };

/** computeNow works the analytics out from the rollups, for a window that is not stored or a stored one that no longer ends today. */
export async function computeNow(
  { tx, ports, now }: Call, userId: string, organization: OrganizationRow, role: Role, windowDays?: number,
): Promise<LearnerAnalytics | null> {
  const { available, sources } = await ports.read.loadAvailability(tx, now());
  const state = (await ports.read.loadLearnerStates(tx, [userId])).get(userId);
  if (state === undefined) return null;
  const { timeZone, settings, settingsVersion } = organization;
  return computeLearner(state, { now: now(), timeZone, settings, settingsVersion, available, sources, viewer: { role },
    ...(windowDays === undefined ? {} : { windowDays }) });
}

/** windowPassed holds for a stored result whose window ended before today. */
function windowPassed(stored: StoredAnalytics, id: LearnerAnalyticId, today: string): boolean {
  const window = stored[id]?.envelope.window ?? null;
  return window !== null && window.to !== today;
}

/** readCurrent gives the stored envelopes as of this reading; those whose window ended yesterday are worked out again. */
export async function readCurrent(call: Call, userId: string, organization: OrganizationRow, role: Role): Promise<Current> {
  const stored = await call.ports.read.loadCurrentAnalytics(call.tx, userId, role);
  const now = call.now();
  const today = dayOf(now, organization.timeZone);
  const passed = learnerAnalyticIds.filter((id) => windowPassed(stored, id, today));
  const computed = passed.length === 0 ? null : await computeNow(call, userId, organization, role);
  const at = <Id extends LearnerAnalyticId>(id: Id): LearnerAnalytics[Id] | null => {
    const envelope = computed !== null && passed.includes(id) ? computed[id] : stored[id]?.envelope;
    return envelope === undefined ? null : Object.assign({}, envelope, { status: envelopeAt<unknown>(envelope, now).status });
  };
  return {
    stored,
    envelopes: {
      'learning-velocity': at('learning-velocity'), mastery: at('mastery'), performance: at('performance'), engagement: at('engagement'),
      'skill-gaps': at('skill-gaps'), 'content-effectiveness': at('content-effectiveness'),
    },
  };
}
