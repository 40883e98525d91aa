import type { LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { sql } from 'drizzle-orm';
import type { Tx } from '../with-org.ts';
import type { DistributionRows, GroupRow } from './rows.ts';
import { tenantId } from './tenant.ts';
import { membersOf } from './trained-groups.ts';

/**
 * loadDistributions counts people per band of each analytic and takes the medians of the headlines, over a group or the organization, in two statements.
 * People with the same bands are counted before the bands are told apart: there are far fewer such sets than people.
 */
export async function loadDistributions(tx: Tx, group: Pick<GroupRow, 'kind' | 'id'> | null): Promise<DistributionRows> {
  const within = group === null
    ? sql`EXISTS (SELECT 1 FROM users u WHERE u.organization_id = s.organization_id AND u.id = s.user_id AND u.active)`
    : sql`s.user_id IN (${membersOf(group)})`;
  const { rows: bands } = await tx.execute<{ analytic: LearnerAnalyticId; band: string | null; people: number }>(sql`
    SELECT e.key AS analytic, e.value AS band, sum(d.people)::int AS people
    FROM (SELECT s.bands, count(*) AS people FROM learner_standings s WHERE s.organization_id = ${tenantId} AND ${within} GROUP BY s.bands) d
    CROSS JOIN LATERAL jsonb_each_text(d.bands) e GROUP BY e.key, e.value ORDER BY e.key, e.value`);
  const { rows: [medians] } = await tx.execute<Record<'pace' | 'mastery' | 'average' | 'engagement' | 'gaps', number | null>>(sql`
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY s.pace) AS pace, percentile_cont(0.5) WITHIN GROUP (ORDER BY s.mastery_pct) AS mastery,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY s.average_pct) AS average, percentile_cont(0.5) WITHIN GROUP (ORDER BY s.engagement) AS engagement,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY s.open_gaps) AS gaps
    FROM learner_standings s WHERE s.organization_id = ${tenantId} AND ${within}`);
  return {
    bands,
    medians: medians === undefined ? {} : {
      'learning-velocity': medians.pace, mastery: medians.mastery, performance: medians.average, engagement: medians.engagement, 'skill-gaps': medians.gaps,
    },
  };
}
