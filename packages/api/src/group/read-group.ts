import { envelopeAt } from '@verdant/domain/analytics/build-envelope';
import type { GroupGrain } from '@verdant/db/queries/releases/load-group-analytics';
import type { TenantCall } from '../context.ts';
import { collectIds } from '../learner/collect-ids.ts';
import type { GroupView } from '../views.ts';

/** readGroup gives the analytics of one group that were made for the reader's role, as of this reading; row-level security decides which there are. */
export async function readGroup({ tx, ports, actor, now }: TenantCall, grain: GroupGrain, scopeId: string): Promise<GroupView> {
  const organization = await ports.read.loadOrganization(tx);
  const rows = (await ports.read.loadGroupAnalytics(tx, grain, scopeId)).filter(({ role }) => role === actor.role);
  const analytics = rows.map(({ analytic, envelope, version, calculatedAt }) => ({ analytic, envelope: envelopeAt(envelope, now()), version, calculatedAt }));
  return { demo: organization.demo, timeZone: organization.timeZone, analytics, labels: await ports.read.loadLabels(tx, collectIds(analytics)) };
}
