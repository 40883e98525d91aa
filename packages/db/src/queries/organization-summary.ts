import { analyticIdOf, analyticTypeOf, catalogue, learnerAnalyticIds, type LearnerAnalyticType } from '@verdant/domain/analytics/catalogue';
import { sql } from 'drizzle-orm';
import type { Tx } from '../with-org.ts';

export type OrganizationSummary = {
  learners: number;
  facts: number;
  analytics: { name: string; learners: number; insufficient: number; median: number | null; unit: string }[];
};

/** summarizeOrganization counts what a recalculation left: learners, insufficient evidence and the median headline of each analytic. */
export async function summarizeOrganization(tx: Tx): Promise<OrganizationSummary> {
  const { rows } = await tx.execute<{ type: LearnerAnalyticType; learners: number; insufficient: number; median: number | null }>(sql`
    SELECT type, count(*)::int AS learners, (count(*) FILTER (WHERE status = 'insufficient'))::int AS insufficient,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY headline) AS median
    FROM analytics WHERE role = 'learner' AND type = ANY (${sql.param(learnerAnalyticIds.map(analyticTypeOf))}::text[]) GROUP BY type ORDER BY type`);
  const { rows: [facts] } = await tx.execute<{ n: number; learners: number }>(sql`
    SELECT ((SELECT count(*) FROM learning_events) + (SELECT count(*) FROM topic_completions) + (SELECT count(*) FROM assessment_attempts)
      + (SELECT count(*) FROM practice_results) + (SELECT count(*) FROM skill_observations))::int AS n,
      (SELECT count(*) FROM user_roles WHERE role = 'learner')::int AS learners`);
  return {
    learners: facts?.learners ?? 0, facts: facts?.n ?? 0,
    analytics: rows.map((row) => {
      const entry = catalogue[analyticIdOf(row.type)];
      const field = entry.fields.find(({ path }) => path === entry.headline.path);
      return { name: entry.name, learners: row.learners, insufficient: row.insufficient, median: row.median, unit: field?.unit ?? '' };
    }),
  };
}
