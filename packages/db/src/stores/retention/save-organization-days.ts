import type { Day, Instant } from '@verdant/domain/time/day';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';

/** saveOrganizationDays sums the days of all learners of the tenant, so that the organization's history outlives the days of persons. Days without anyone left keep their row. */
export async function saveOrganizationDays(tx: Tx, { organizationId, from, to, now }: { organizationId: string; from: Day; to: Day; now: Instant }): Promise<void> {
  await tx.execute(sql`
    INSERT INTO organization_days AS o (organization_id, day, type, n, headline_sum, headline_square_sum, insufficient, active_learners, last_at)
    SELECT ${organizationId}, a.day, a.type, count(a.headline), coalesce(sum(a.headline), 0), coalesce(sum(a.headline * a.headline), 0), count(*) - count(a.headline),
      (SELECT count(*) FROM learner_days d WHERE d.organization_id = ${organizationId} AND d.day = a.day AND d.points > 0), ${now}
    FROM analytics_daily a WHERE a.organization_id = ${organizationId} AND a.role = 'learner' AND a.day BETWEEN ${from} AND ${to} GROUP BY a.day, a.type
    ON CONFLICT (organization_id, day, type) DO UPDATE SET n = excluded.n, headline_sum = excluded.headline_sum, headline_square_sum = excluded.headline_square_sum,
      insufficient = excluded.insufficient, active_learners = excluded.active_learners, last_at = excluded.last_at
    WHERE (o.n, o.headline_sum, o.headline_square_sum, o.insufficient, o.active_learners)
      IS DISTINCT FROM (excluded.n, excluded.headline_sum, excluded.headline_square_sum, excluded.insufficient, excluded.active_learners)`);
}
