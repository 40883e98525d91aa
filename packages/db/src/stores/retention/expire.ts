import type { Day, Instant } from '@verdant/domain/time/day';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';

/** markRetained notes that everything before a day has been carried over: from now on older facts are dropped on arrival, and their months may go. It never moves back. */
export async function markRetained(tx: Tx, organizationId: string, cutDay: Day): Promise<void> {
  await tx.execute(sql`UPDATE organizations SET retained_from = greatest(retained_from, ${cutDay}::date) WHERE id = ${organizationId}`);
}

const timed = ['learning_events', 'topic_completions', 'assessment_attempts', 'practice_results', 'skill_observations'] as const;

/** deleteExpired removes what the organization no longer keeps and what no dropped month has taken along: facts, days of persons, tombstones, letters, cache. Counts by table. */
export async function deleteExpired(
  tx: Tx, { cutDay, cutAt, organizationDaysFrom, now }: { cutDay: Day; cutAt: Instant; organizationDaysFrom: Day; now: Instant },
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const remove = async (table: string, condition: ReturnType<typeof sql>) => {
    const { rowCount } = await tx.execute(sql`DELETE FROM ${sql.identifier(table)} WHERE ${condition}`);
    if (rowCount) counts[table] = rowCount;
  };
  for (const table of timed) await remove(table, sql`occurred_at < ${cutAt}::timestamptz`);
  for (const table of ['learner_days', 'learner_course_days', 'analytics_daily']) await remove(table, sql`day < ${cutDay}::date`);
  await remove('organization_days', sql`day < ${organizationDaysFrom}::date`);
  await remove('voided_facts', sql`voided_at < ${cutAt}::timestamptz`);
  await remove('dead_letters', sql`received_at < ${cutAt}::timestamptz`);
  await remove('external_data_cache', sql`expires_at < ${now}::timestamptz - interval '7 days'`);
  return counts;
}
