import { cutInstant } from '@verdant/domain/rollups/cut-instant';
import { makeLearnerBase } from '@verdant/domain/rollups/make-learner-base';
import type { Day, Instant } from '@verdant/domain/time/day';
import { sql } from 'drizzle-orm';
import { loadOrganization } from '../../queries/organization.ts';
import type { Tx } from '../../with-org.ts';
import { loadLearnerFacts, type Reference } from '../recalculation/load-facts.ts';
import { lockOrganization } from '../recalculation/load-inputs.ts';
import { loadBases, saveBases } from './learner-bases.ts';

type Cut = { organizationId: string; cutDay: Day; now: Instant };

/** nextUncarried gives learners, in the order of ids, who have facts before the cut that no base holds yet. */
export async function nextUncarried(tx: Tx, cutAt: Instant, cutDay: Day, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    SELECT u.id FROM users u WHERE (${after}::uuid IS NULL OR u.id > ${after}::uuid)
      AND NOT EXISTS (SELECT 1 FROM learner_bases b WHERE b.organization_id = u.organization_id AND b.user_id = u.id AND b.cut_day >= ${cutDay}::date)
      AND (EXISTS (SELECT 1 FROM learner_summaries s WHERE s.organization_id = u.organization_id AND s.user_id = u.id AND s.first_activity_day < ${cutDay}::date)
        OR EXISTS (SELECT 1 FROM dirty_learner_days d WHERE d.organization_id = u.organization_id AND d.user_id = u.id AND d.day < ${cutDay}::date)
        OR EXISTS (SELECT 1 FROM skill_observations o WHERE o.organization_id = u.organization_id AND o.user_id = u.id AND o.occurred_at < ${cutAt}::timestamptz))
    ORDER BY u.id LIMIT ${limit}`);
  return rows.map(({ id }) => id);
}

/** carryOver folds the facts before a cut of some learners into their bases, so that the facts may expire; learners whose base reaches as far stay as they are. */
export async function carryOver(tx: Tx, { organizationId, cutDay, now }: Cut, userIds: readonly string[], reference: Reference): Promise<void> {
  await lockOrganization(tx, organizationId);
  const organization = await loadOrganization(tx);
  const facts = await loadLearnerFacts(tx, userIds, reference, cutInstant(cutDay, organization.timeZone));
  const previous = await loadBases(tx, userIds);
  const bases = [...facts].map(([userId, own]) => [userId, makeLearnerBase(own, organization, cutDay, previous.get(userId) ?? null)] as const);
  await saveBases(tx, organizationId, new Map(bases), now);
}
