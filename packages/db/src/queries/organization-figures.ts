import type { Day, Instant } from '@verdant/domain/time/day';
import { addDays } from '@verdant/domain/time/day';
import { roundHalfEven } from '@verdant/domain/stats/round-half-even';
import { sql } from 'drizzle-orm';
import type { Tx } from '../with-org.ts';
import type { KpiRow, TilesRow } from './rows.ts';
import { tenantId } from './tenant.ts';

const activeDays = 30;
const freshHours = 6;

/** loadTiles reads the figures over the active people of the whole organization in one statement and one pass. */
export async function loadTiles(tx: Tx, now: Instant, today: Day): Promise<TilesRow> {
  const freshSince = new Date(Date.parse(now) - freshHours * 3_600_000).toISOString();
  const { rows: [row] } = await tx.execute<{
    people: number; learners: number; active30: number; pace: number | null; target: number | null; targeted: number | null; fresh: number;
    oldest_ms: string | null;
  }>(sql`
    SELECT count(*)::int AS people, count(r.user_id)::int AS learners,
      count(*) FILTER (WHERE r.role = 'learner' AND s.last_activity_day >= ${addDays(today, 1 - activeDays)}::date)::int AS active30,
      avg(s.pace) FILTER (WHERE r.role = 'learner') AS pace, avg(s.target_pace) FILTER (WHERE r.role = 'learner') AS target,
      avg(s.pace) FILTER (WHERE r.role = 'learner' AND s.target_pace IS NOT NULL) AS targeted,
      count(*) FILTER (WHERE r.role = 'learner' AND s.calculated_at > ${freshSince}::timestamptz)::int AS fresh,
      extract(epoch FROM min(s.calculated_at) FILTER (WHERE r.role = 'learner')) * 1000 AS oldest_ms
    FROM users u LEFT JOIN user_roles r ON r.organization_id = u.organization_id AND r.user_id = u.id AND r.role = 'learner'
    LEFT JOIN learner_standings s ON s.organization_id = u.organization_id AND s.user_id = u.id
    WHERE u.organization_id = ${tenantId} AND u.active`);
  if (row === undefined) throw new Error('An aggregate without a row.');
  return {
    people: row.people, learners: row.learners, active30: row.active30, meanPace: row.pace, meanTargetPace: row.target, meanPaceOfTargeted: row.targeted,
    fresh: row.fresh, calculatedAt: row.oldest_ms === null ? null : new Date(Number(row.oldest_ms)).toISOString(),
  };
}

const mean = (sum: number, n: number): number | null => (n === 0 ? null : roundHalfEven(sum / n, 2));

/** loadKpis reads the organization's trend; averages are made of the sums that the view keeps. */
export async function loadKpis(tx: Tx, from: Day): Promise<KpiRow[]> {
  const { rows } = await tx.execute<{ day: string; active: number; pace_sum: number; pace_n: number; target_sum: number; target_n: number;
    counted: number }>(sql`
    SELECT day::text AS day, active_learners::int AS active, pace_sum, pace_n::int AS pace_n, target_pace_sum AS target_sum, target_pace_n::int AS target_n,
      analytics_counted::int AS counted
    FROM organization_kpis_by_day WHERE day >= ${from}::date ORDER BY day`);
  return rows.map((row) => ({
    day: row.day, activeLearners: row.active, averagePace: mean(row.pace_sum, row.pace_n), averageTargetPace: mean(row.target_sum, row.target_n),
    analyticsCounted: row.counted,
  }));
}
