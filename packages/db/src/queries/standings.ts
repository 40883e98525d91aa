import { learnerAnalyticIds, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { and, asc, eq, sql } from 'drizzle-orm';
import { learnerStandings } from '../schema/analytics.ts';
import { users } from '../schema/people.ts';
import type { Tx } from '../with-org.ts';
import type { GroupRow, StandingRow } from './rows.ts';
import { inTenant } from './tenant.ts';
import { membersOf } from './trained-groups.ts';

/** Columns of a table of people; a learner who was never calculated has no standing, only a name. */
const columns = {
  userId: users.id, name: users.name, unit: users.unit, reasons: learnerStandings.reasons, attention: learnerStandings.attention,
  lastActivityDay: learnerStandings.lastActivityDay, pace: learnerStandings.pace, paceStatus: learnerStandings.paceStatus,
  masteryPct: learnerStandings.masteryPct,
  engagement: learnerStandings.engagement, lastScorePct: learnerStandings.lastScorePct, averagePct: learnerStandings.averagePct,
  openGaps: learnerStandings.openGaps, criticalGaps: learnerStandings.criticalGaps, bands: learnerStandings.bands, insufficient: learnerStandings.insufficient,
  calculatedAt: learnerStandings.calculatedAt,
};

const noBands = Object.fromEntries(learnerAnalyticIds.map((id) => [id, null])) as Record<LearnerAnalyticId, null>;

/** selectStandings starts a query over people and their standing. */
export const selectStandings = (tx: Tx) => tx.select(columns).from(users)
  .leftJoin(learnerStandings, and(eq(learnerStandings.organizationId, users.organizationId), eq(learnerStandings.userId, users.id)));

/** asStanding fills in what a learner without standing lacks. */
export function asStanding(row: Awaited<ReturnType<typeof selectStandings>>[number]): StandingRow {
  return { ...row, reasons: row.reasons ?? [], attention: row.attention ?? 0, bands: { ...noBands, ...(row.bands as Partial<StandingRow['bands']> | null) } };
}

/** loadRoster lists the learners of a group, those who need attention most first. */
export async function loadRoster(tx: Tx, group: Pick<GroupRow, 'kind' | 'id'>): Promise<StandingRow[]> {
  const rows = await selectStandings(tx).where(and(inTenant(users.organizationId), sql`${users.id} IN (${membersOf(group)})`))
    .orderBy(sql`${learnerStandings.attention} DESC NULLS LAST`, asc(users.name), asc(users.id));
  return rows.map(asStanding);
}
