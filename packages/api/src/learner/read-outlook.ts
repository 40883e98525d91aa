import { computeOutlook } from '@verdant/domain/analytics/compute-outlook';
import { computeOutcomeForecast } from '@verdant/domain/analytics/outcome-forecast';
import { forecastScenarioSchema } from '@verdant/domain/analytics/outcome-forecast-days';
import { dayOf } from '@verdant/domain/time/day';
import type { StoredOutlook } from '@verdant/db/queries/outlook';
import type { OrganizationRow } from '@verdant/db/queries/rows';
import { z } from 'zod';
import type { TenantCall } from '../context.ts';
import type { OutlookView } from '../views.ts';
import { collectIds } from './collect-ids.ts';
import { findPerson } from './find-person.ts';

/** outlookInput may ask for one course instead of the path, and what would be with other hours or a break. */
export const outlookInput = z.object({ courseId: z.uuid().optional(), scenario: forecastScenarioSchema.optional() });
type Asked = z.infer<typeof outlookInput> & { userId: string };

/** readOutlook is what lies ahead of one learner: the stored numbers of today, worked out from the rollups when a course or scenario is asked for or the day has passed. */
export async function readOutlook(call: TenantCall, asked: Asked): Promise<OutlookView> {
  const { tx, ports, actor, now } = call;
  const { name } = await findPerson(call, asked.userId, 'learner.read.outlook');
  const organization = await ports.read.loadOrganization(tx);
  const stored = await ports.read.loadOutlook(tx, asked.userId, actor.role);
  const today = dayOf(now(), organization.timeZone);
  const asStored = asked.courseId === undefined && asked.scenario === undefined && isOfToday(stored, today);
  const outlook = asStored ? stored : await computeNow(call, asked, organization);
  const labels = await ports.read.loadLabels(tx, collectIds(outlook));
  return { person: { userId: asked.userId, name, self: asked.userId === actor.userId }, demo: organization.demo, timeZone: organization.timeZone, ...outlook, labels };
}

function isOfToday({ risk, forecast, recommendations }: StoredOutlook, today: string): boolean {
  return recommendations !== null && [risk, forecast].every((envelope) => (envelope?.window ?? null) === null || envelope?.window?.to === today);
}

async function computeNow({ tx, ports, actor, now }: TenantCall, { userId, courseId, scenario }: Asked, organization: OrganizationRow): Promise<StoredOutlook> {
  const { available, sources } = await ports.read.loadAvailability(tx, now());
  const state = (await ports.read.loadLearnerStates(tx, [userId])).get(userId);
  if (state === undefined) return { risk: null, forecast: null, recommendations: null };
  const teaching = await ports.read.loadTeaching(tx);
  const { timeZone, settings, settingsVersion } = organization;
  const ctx = { now: now(), timeZone, settings, settingsVersion, available, sources, viewer: { role: 'learner' as const } };
  const prediction = state.prediction ?? 'in';
  const { risk, forecast, recommendations } = computeOutlook(state, ctx, prediction, teaching);
  const courseAssessments = courseId === undefined ? undefined : teaching.assessmentsByCourse.get(courseId);
  const other = courseId === undefined && scenario === undefined ? null : {
    prediction, ...(courseId === undefined ? {} : { courseId }), ...(scenario === undefined ? {} : { scenario }),
    ...(courseAssessments === undefined ? {} : { courseAssessments }),
  };
  return {
    risk: risk === null ? null : actor.role === 'learner' ? risk.own : risk.named,
    forecast: other === null || forecast === null ? forecast : computeOutcomeForecast(state, ctx, other), recommendations,
  };
}
