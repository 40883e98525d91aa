import type { Settings } from '@verdant/domain/analytics/settings';
import { addDays, type Day } from '@verdant/domain/time/day';
import { sql } from 'drizzle-orm';
import { groupByUser } from '../../queries/group-by-user.ts';
import { tenantId } from '../../queries/tenant.ts';
import type { Tx } from '../../with-org.ts';
import { masteredDay } from './mastered-day.ts';
import type { ReleasedPerson } from './released-person.ts';

type Mastered = ReleasedPerson['newlyMastered'][number];
type Answers = { userId: string; skillId: string; recent: { day: Day; L: number }[] };
type Confirmed = { userId: string; skillId: string; day: Day };

const windowDays = 30;

/**
 * loadNewlyMastered reads, in two statements, which skills people mastered in the last 30 days and when: by their answers, or by the word of the skills
 * engine, whichever was first. A fallback has no day and does not count.
 */
export async function loadNewlyMastered(tx: Tx, day: Day, timeZone: string, settings: Settings['mastery']): Promise<Map<string, Mastered[]>> {
  const from = addDays(day, 1 - windowDays);
  const { rows: answers } = await tx.execute<Answers>(sql`
    SELECT user_id AS "userId", skill_id AS "skillId", recent FROM learner_skills
    WHERE organization_id = ${tenantId} AND n >= ${settings.minObservations} AND last_day >= ${from}::date ORDER BY user_id, skill_id`);
  const { rows: confirmed } = await tx.execute<Confirmed>(sql`
    SELECT user_id AS "userId", skill_id AS "skillId", min((acquired_at AT TIME ZONE ${timeZone})::date)::text AS day FROM skill_levels
    WHERE organization_id = ${tenantId} AND acquired AND acquired_at IS NOT NULL GROUP BY user_id, skill_id ORDER BY user_id, skill_id`);
  const earliest = new Map<string, Confirmed>(confirmed.map((row) => [`${row.userId} ${row.skillId}`, row]));
  for (const { userId, skillId, recent } of answers) {
    const mastered = masteredDay(recent, day, settings);
    const known = earliest.get(`${userId} ${skillId}`);
    if (mastered !== null && (known === undefined || mastered < known.day)) earliest.set(`${userId} ${skillId}`, { userId, skillId, day: mastered });
  }
  return groupByUser([...earliest.values()].filter((one) => one.day >= from && one.day <= day), ({ skillId, day: since }) => ({ skillId, day: since }));
}
