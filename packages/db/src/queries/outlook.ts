import type { Role } from '@verdant/domain/access/roles';
import type { DropOffRisk, DropOffSteps } from '@verdant/domain/analytics/drop-off-risk';
import type { Envelope } from '@verdant/domain/analytics/envelope';
import type { OutcomeForecast } from '@verdant/domain/analytics/outcome-forecast';
import type { Recommendations } from '@verdant/domain/analytics/recommendations';
import { and, eq, inArray } from 'drizzle-orm';
import { analytics } from '../schema/analytics.ts';
import type { Tx } from '../with-org.ts';
import { inTenant } from './tenant.ts';

/** What is stored of a learner's outlook for one reader; null = not calculated yet, or the person does not want to be predicted. */
export type StoredOutlook = {
  risk: Envelope<DropOffRisk> | Envelope<DropOffSteps> | null; forecast: Envelope<OutcomeForecast> | null; recommendations: Envelope<Recommendations> | null;
};

/** loadOutlook reads analytics 15 to 17 of one learner: a learner the reasons and steps of the own risk, a named reader the risk itself. */
export async function loadOutlook(tx: Tx, userId: string, role: Role): Promise<StoredOutlook> {
  const rows = await tx.select({ type: analytics.type, role: analytics.role, envelope: analytics.envelope }).from(analytics)
    .where(and(inTenant(analytics.organizationId), eq(analytics.userId, userId),
      inArray(analytics.type, ['drop_off_risk', 'outcome_forecast', 'recommendations'])));
  const find = (type: string, made: 'learner' | 'trainer') => rows.find((row) => row.type === type && row.role === made)?.envelope ?? null;
  // The column holds what the domain wrote.
  return {
    risk: find('drop_off_risk', role === 'learner' ? 'learner' : 'trainer') as StoredOutlook['risk'],
    forecast: find('outcome_forecast', 'learner') as StoredOutlook['forecast'],
    recommendations: find('recommendations', 'learner') as StoredOutlook['recommendations'],
  };
}
