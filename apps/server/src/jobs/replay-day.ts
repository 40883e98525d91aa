import type { LearnerAnalytics } from '@verdant/domain/analytics/values';
import type { OrganizationId } from '@verdant/domain/ids';
import { replayLearner } from '@verdant/domain/recalculation/replay';
import type { LearnerFacts } from '@verdant/domain/rollups/learner-facts';
import type { Day } from '@verdant/domain/time/day';
import { localClock } from '@verdant/domain/time/local-clock';
import { loadLearnerStates } from '@verdant/db/queries/learner-state';
import { loadBases } from '@verdant/db/stores/retention/learner-bases';
import { loadLearnerFacts } from '@verdant/db/stores/recalculation/load-facts';
import { loadOrganizationInputs } from '@verdant/db/stores/recalculation/load-inputs';
import { withOrg, type TenantContext } from '@verdant/db/with-org';
import { sql } from 'drizzle-orm';
import type { JobDeps } from './job-deps.ts';

const chunkSize = 50;

export type ReplayedOrganization = { learners: LearnerAnalytics[]; facts: number };

function factsUntil({ events, completions, attempts, practice, observations }: LearnerFacts, day: Day, timeZone: string): number {
  const clock = localClock(timeZone);
  return [...events, ...completions, ...attempts, ...practice, ...observations].filter(({ occurredAt }) => clock(Date.parse(occurredAt)).day <= day).length;
}

/** replayDay calculates the analytics of everybody who had joined by the end of an earlier day, from the facts up to then; nothing is stored. */
export async function replayDay(
  deps: JobDeps, organizationId: OrganizationId, day: Day, onProgress: (done: number, total: number) => void,
): Promise<ReplayedOrganization> {
  const context: TenantContext = { organizationId, userId: null, role: 'worker' };
  const inputs = await withOrg(deps.worker, context, (tx) => loadOrganizationInputs(tx, deps.now()));
  const { rows } = await withOrg(deps.worker, context, (tx) => tx.execute<{ id: string }>(sql`
    SELECT r.user_id AS id FROM user_roles r JOIN users u ON u.id = r.user_id WHERE r.role = 'learner' AND u.joined_on <= ${day}::date ORDER BY 1`));
  const userIds = rows.map(({ id }) => id);
  const replayed: ReplayedOrganization = { learners: [], facts: 0 };
  for (let start = 0; start < userIds.length; start += chunkSize) {
    const chunk = userIds.slice(start, start + chunkSize);
    await withOrg(deps.worker, context, async (tx) => {
      const states = await loadLearnerStates(tx, chunk);
      const facts = await loadLearnerFacts(tx, chunk, inputs.reference);
      const bases = await loadBases(tx, chunk);
      for (const [userId, state] of states) {
        const own = facts.get(userId);
        if (own === undefined) continue;
        replayed.learners.push(...replayLearner(state, own, [day], inputs.context, bases.get(userId) ?? null).map(({ analytics }) => analytics));
        replayed.facts += factsUntil(own, day, inputs.context.timeZone);
      }
    });
    onProgress(Math.min(userIds.length, start + chunkSize), userIds.length);
  }
  return replayed;
}
