import type { KpiRef } from '@verdant/domain/analytics/alignment-state';
import { asc } from 'drizzle-orm';
import { inTenant } from '../../queries/tenant.ts';
import { kpis } from '../../schema/facts.ts';
import type { Tx } from '../../with-org.ts';

/** loadKpis reads the organization's key figures, by id. */
export async function loadKpis(tx: Tx): Promise<KpiRef[]> {
  const { id, value, target, direction, weight } = kpis;
  return await tx.select({ id, value, target, direction, weight }).from(kpis).where(inTenant(kpis.organizationId)).orderBy(asc(id));
}
