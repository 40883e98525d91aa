import type { Role } from '@verdant/domain/access/roles';
import { analyticIdOf, analyticTypeOf, learnerAnalyticIds } from '@verdant/domain/analytics/catalogue';
import type { Day } from '@verdant/domain/time/day';
import { and, asc, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import { analytics, analyticsDaily } from '../schema/analytics.ts';
import { recalculationRuns } from '../schema/operations.ts';
import type { Tx } from '../with-org.ts';
import type { HistoryRow, StoredAnalytics } from './rows.ts';
import { inTenant } from './tenant.ts';

const learnerAnalyticTypes = learnerAnalyticIds.map(analyticTypeOf);

/** Rows that a role reads: a learner their own, named readers those made for them as well. */
const readableTo = (role: Role): Role[] => (role === 'learner' ? ['learner'] : ['learner', 'trainer']);

/** loadCurrentAnalytics reads the current rows of one learner: for a named reader those made for named readers where there are any. */
export async function loadCurrentAnalytics(tx: Tx, userId: string, role: Role): Promise<StoredAnalytics> {
  const rows = await tx.select({
    type: analytics.type, envelope: analytics.envelope, version: analytics.version, calculatedAt: analytics.calculatedAt, role: analytics.role,
    run: { id: recalculationRuns.id, trigger: recalculationRuns.trigger },
  }).from(analytics)
    .leftJoin(recalculationRuns, and(eq(recalculationRuns.organizationId, analytics.organizationId), eq(recalculationRuns.id, analytics.runId)))
    .where(and(
      inTenant(analytics.organizationId), eq(analytics.userId, userId), inArray(analytics.role, readableTo(role)), inArray(analytics.type, learnerAnalyticTypes),
    ))
    .orderBy(asc(analytics.role));
  // 'learner' sorts before 'trainer', so the row for named readers replaces the learner's own. The column holds what the domain wrote.
  return Object.fromEntries(rows.map(({ type, ...row }) => [analyticIdOf(type), row])) as StoredAnalytics;
}

/** No snapshot is of a later day, in whichever time zone: without an end, months made ahead would be opened as well. */
const latestDay = sql`current_date + 1`;

/** loadHistory reads the daily headlines of one learner, oldest first; an analytic that has rows for named readers gives those to them and no other. */
export async function loadHistory(tx: Tx, userId: string, from: Day, reader: Role): Promise<HistoryRow[]> {
  const { type, role, day, headline: value, formulaVersion: version } = analyticsDaily;
  const rows = await tx.select({ type, role, day, value, version }).from(analyticsDaily)
    .where(and(
      inTenant(analyticsDaily.organizationId), eq(analyticsDaily.userId, userId), gte(day, from), lte(day, latestDay), inArray(role, readableTo(reader)),
    ))
    .orderBy(asc(day), asc(type));
  const named = new Set(rows.filter((row) => row.role !== 'learner').map((row) => row.type));
  return rows.filter((row) => named.has(row.type) === (row.role !== 'learner'));
}
