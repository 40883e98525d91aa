import type { Instant } from '@verdant/domain/time/day';
import { finding, healthStates, type HealthCheck, type HealthState } from '../check.ts';
import { limits } from '../limits.ts';

type Part = { parent: string; from: string; to: string };
const dayMs = 86_400_000;

/** daysCovered counts the days from now on for which rows find a partition without a gap. */
export function daysCovered(parts: readonly { from: string; to: string }[], now: Instant): number {
  const start = Date.parse(now);
  let end = start;
  for (const { from, to } of [...parts].sort((a, b) => Date.parse(a.from) - Date.parse(b.from)))
    if (Date.parse(from) <= end) end = Math.max(end, Date.parse(to));
  return Math.floor((end - start) / dayMs);
}

function grade(days: number): HealthState {
  if (days < limits.monthsAheadDays.problem) return 'problem';
  return days < limits.monthsAheadDays.warning ? 'warning' : 'ok';
}

export const months: HealthCheck = {
  name: 'partitions', title: 'Months ahead',
  examine: async ({ server, now }) => {
    await server.query(`SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'`);
    const { rows } = await server.query<Part>(`
      SELECT p.relname AS parent, bound[1]::timestamptz::text AS from, bound[2]::timestamptz::text AS to
      FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_class c ON c.oid = i.inhrelid,
        regexp_match(pg_get_expr(c.relpartbound, c.oid), $$FROM \\('([^']+)'\\) TO \\('([^']+)'\\)$$) AS bound
      WHERE p.relname IN ('learning_events', 'analytics_daily') AND p.relkind = 'p' AND bound IS NOT NULL`);
    const ahead = ['learning_events', 'analytics_daily'].map((parent) => ({ parent, days: daysCovered(rows.filter((part) => part.parent === parent), now) }));
    const states = ahead.map(({ days }) => grade(days));
    return finding(healthStates.findLast((state) => states.includes(state)) ?? 'ok', ahead.map(({ parent, days }) => `${parent} ${days} days`).join(', '),
      'Rows of later days could not be stored. The running server makes months ahead every day: look for its errors in the log, '
        + 'or make them as verdant_worker: SELECT app.ensure_months(current_date, current_date + 62)',
      Object.fromEntries(ahead.map(({ parent, days }) => [parent, days])));
  },
};
