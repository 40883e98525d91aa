import type { Role } from '@verdant/domain/access/roles';
import { analyticIdOf, type AnalyticId } from '@verdant/domain/analytics/catalogue';
import type { Envelope } from '@verdant/domain/analytics/envelope';
import type { Instant } from '@verdant/domain/time/day';
import { and, asc, eq } from 'drizzle-orm';
import { groupAnalytics } from '../../schema/analytics.ts';
import type { Tx } from '../../with-org.ts';
import { inTenant } from '../tenant.ts';

export type GroupGrain = 'course' | 'trainer' | 'organization';
export type GroupAnalyticRow = {
  grain: GroupGrain; scopeId: string; role: Role; analytic: AnalyticId; envelope: Envelope<unknown>; version: number; calculatedAt: Instant;
};

/**
 * loadGroupAnalytics reads the current analytics of one group, or of all groups of a grain, in one statement: those made for the reader's role, as row-level
 * security has it.
 */
export async function loadGroupAnalytics(tx: Tx, grain: GroupGrain, scopeId: string | null = null): Promise<GroupAnalyticRow[]> {
  const { role, type, envelope, version, calculatedAt } = groupAnalytics;
  const { grain: grainOf, scopeId: scope } = groupAnalytics;
  const rows = await tx.select({ grain: grainOf, scopeId: scope, role, type, envelope, version, calculatedAt }).from(groupAnalytics)
    .where(and(inTenant(groupAnalytics.organizationId), eq(grainOf, grain), scopeId === null ? undefined : eq(scope, scopeId)))
    .orderBy(asc(scope), asc(type), asc(role));
  // The column holds what the domain wrote.
  return rows.map(({ type: stored, envelope: content, ...row }) => ({ ...row, analytic: analyticIdOf(stored), envelope: content as Envelope<unknown> }));
}
