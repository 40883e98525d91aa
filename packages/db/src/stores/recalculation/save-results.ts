import { analyticIdOf, isLearnerAnalyticId, type AnalyticType, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import type { LearnerResult } from '@verdant/domain/recalculation/calculate';
import type { Day, Instant } from '@verdant/domain/time/day';
import { and, getTableColumns, inArray, sql } from 'drizzle-orm';
import { analytics, analyticsDaily, learnerStandings } from '../../schema/analytics.ts';
import type { Tx } from '../../with-org.ts';
import { recordset, upsertRecords } from '../records.ts';
import { analyticRows, dailyRows, standingRows } from './result-rows.ts';

/** What moved for one learner: the new version of each analytic whose value changed. */
export type Moved = { userId: string; versions: Partial<Record<LearnerAnalyticId, number>> };

/** saveResults writes a chunk in three statements and tells which versions moved. */
export async function saveResults(
  tx: Tx, results: readonly LearnerResult[], at: { organizationId: string; runId: string | null; now: Instant; day: Day },
): Promise<Moved[]> {
  if (results.length === 0) return [];
  const columns = sql.raw(Object.values(getTableColumns(analytics)).map((column) => `"${column.name}"`).join(', '));
  const { rows } = await tx.execute<{ user_id: string; type: AnalyticType; version: string; moved: boolean }>(sql`
    INSERT INTO analytics AS a (${columns}) SELECT ${columns} FROM ${recordset(analytics, analyticRows(results, at), 'r')}
    ON CONFLICT (organization_id, user_id, role, type) DO UPDATE SET
      status = excluded.status, headline = excluded.headline, band = excluded.band, envelope = excluded.envelope, digest = excluded.digest,
      version = a.version + CASE WHEN a.digest = excluded.digest THEN 0 ELSE 1 END,
      changed_at = CASE WHEN a.digest = excluded.digest THEN a.changed_at ELSE excluded.changed_at END,
      calculated_at = excluded.calculated_at, run_id = excluded.run_id
    RETURNING user_id, type, version, changed_at = calculated_at AS moved`);
  await upsertRecords(tx, analyticsDaily, [analyticsDaily.organizationId, analyticsDaily.userId, analyticsDaily.role, analyticsDaily.type, analyticsDaily.day], dailyRows(results, at));
  await upsertRecords(tx, learnerStandings, [learnerStandings.organizationId, learnerStandings.userId], standingRows(results, at));

  await forgetPredictions(tx, results);

  const moved = new Map<string, Moved>();
  for (const row of rows) {
    const id = analyticIdOf(row.type);
    if (!row.moved || !isLearnerAnalyticId(id)) continue;
    const entry = moved.get(row.user_id) ?? { userId: row.user_id, versions: {} };
    entry.versions[id] = Number(row.version);
    moved.set(row.user_id, entry);
  }
  return [...moved.values()];
}

/** Opting out deletes what was stored. */
async function forgetPredictions(tx: Tx, results: readonly LearnerResult[]): Promise<void> {
  const out = results.filter(({ outlook }) => outlook.risk === null).map(({ userId }) => userId);
  if (out.length > 0) await tx.delete(analytics).where(and(inArray(analytics.userId, out), inArray(analytics.type, ['drop_off_risk', 'outcome_forecast'])));
}
