import type { EmployeeCut } from '@verdant/domain/analytics/learner-snapshot';
import type { Settings } from '@verdant/domain/analytics/settings';
import { addDays, type Day } from '@verdant/domain/time/day';
import { sql, type SQL } from 'drizzle-orm';
import { tenantId } from '../../queries/tenant.ts';
import type { Tx } from '../../with-org.ts';

type Activity = Pick<EmployeeCut, 'pace28' | 'active30' | 'sharedEvents' | 'mentored' | 'assessments'>;
type Policy = Settings['performance']['policy'];

export const noActivity: Activity = { pace28: 0, active30: false, sharedEvents: 0, mentored: false, assessments: { tried: 0, passed: 0 } };

/** Whether an assessment counts as passed under each policy. */
const passed: Record<Policy, SQL> = { best: sql`first_pass_position IS NOT NULL`, first: sql`first_passed`, latest: sql`latest_passed` };

/** loadActivity reads what people did in the days up to a day, and their results so far, from rollups in three statements; who did nothing is absent. */
export async function loadActivity(tx: Tx, day: Day, policy: Policy): Promise<Map<string, Activity>> {
  const from = (days: number) => sql`${addDays(day, 1 - days)}::date`;
  const { rows: days } = await tx.execute<{ userId: string; active30: boolean; shared: number; mentored: boolean }>(sql`
    SELECT user_id AS "userId", bool_or(day >= ${from(30)} AND points > 0) AS active30,
      coalesce(sum(shared + replied) FILTER (WHERE day >= ${from(30)}), 0)::int AS shared, bool_or(mentored > 0) AS mentored
    FROM learner_days WHERE organization_id = ${tenantId} AND day BETWEEN ${from(90)} AND ${day}::date GROUP BY user_id`);
  const { rows: topics } = await tx.execute<{ userId: string; n: number }>(sql`
    SELECT user_id AS "userId", count(*)::int AS n FROM learner_topics
    WHERE organization_id = ${tenantId} AND done_day BETWEEN ${from(28)} AND ${day}::date GROUP BY user_id`);
  const { rows: results } = await tx.execute<{ userId: string; tried: number; passed: number }>(sql`
    SELECT user_id AS "userId", count(*)::int AS tried, (count(*) FILTER (WHERE ${passed[policy]}))::int AS passed
    FROM learner_assessments WHERE organization_id = ${tenantId} GROUP BY user_id`);
  const people = new Map<string, Activity>();
  const add = (userId: string, part: Partial<Activity>) => people.set(userId, { ...(people.get(userId) ?? noActivity), ...part });
  for (const { userId, active30, shared, mentored } of days) add(userId, { active30, sharedEvents: shared, mentored });
  for (const { userId, n } of topics) add(userId, { pace28: n });
  for (const { userId, ...assessments } of results) add(userId, { assessments });
  return people;
}
