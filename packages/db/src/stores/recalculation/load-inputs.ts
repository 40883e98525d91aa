import type { Availability } from '@verdant/domain/analytics/state';
import type { CalculationContext, LearnerInput } from '@verdant/domain/recalculation/calculate';
import type { Instant } from '@verdant/domain/time/day';
import { sql } from 'drizzle-orm';
import { loadAvailability, loadLearnerStates, loadOrganization } from '../../queries/learner-state.ts';
import type { Tx } from '../../with-org.ts';
import { loadBases } from '../retention/learner-bases.ts';
import { loadLearnerFacts, loadReference, type Reference } from './load-facts.ts';
import { loadTeaching } from '../../queries/teaching.ts';

export type OrganizationInputs = { context: CalculationContext; reference: Reference; available: Availability };

/** loadOrganizationInputs reads what all learners of a run share, once. */
export async function loadOrganizationInputs(tx: Tx, now: Instant): Promise<OrganizationInputs> {
  const organization = await loadOrganization(tx);
  const { available, sources } = await loadAvailability(tx, now);
  const { timeZone, settings, settingsVersion } = organization;
  const context = { now, timeZone, settings, settingsVersion, available, sources, teaching: await loadTeaching(tx) };
  return { context, reference: await loadReference(tx), available };
}

/** lockOrganization lets chunks of one organization follow each other, whichever process calculates them. */
export async function lockOrganization(tx: Tx, organizationId: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`recalculate:${organizationId}`}, 0))`);
}

/** loadInputs reads a chunk of learners: states of all, facts of those that changed since their rollups were made. Dirty marks are locked, so a fact that arrives meanwhile marks anew. */
export async function loadInputs(tx: Tx, userIds: readonly string[], reference: Reference): Promise<LearnerInput[]> {
  const { rows } = await tx.execute<{ user_id: string }>(sql`SELECT user_id FROM dirty_learner_days WHERE user_id = ANY (${sql.param(userIds)}::uuid[]) FOR UPDATE`);
  const dirty = [...new Set(rows.map((row) => row.user_id))];
  const states = await loadLearnerStates(tx, userIds);
  const facts = dirty.length === 0 ? new Map() : await loadLearnerFacts(tx, dirty, reference);
  const bases = await loadBases(tx, dirty);
  return userIds.flatMap((userId) => {
    const state = states.get(userId);
    return state === undefined ? [] : [{ userId, state, facts: facts.get(userId) ?? null, base: bases.get(userId) ?? null }];
  });
}

/** nextDirty gives learners with facts newer than their rollups, longest waiting first. */
export async function nextDirty(tx: Tx, limit: number, except: readonly string[]): Promise<string[]> {
  const { rows } = await tx.execute<{ user_id: string }>(sql`
    SELECT user_id FROM dirty_learner_days WHERE user_id <> ALL (${sql.param(except)}::uuid[]) GROUP BY user_id ORDER BY min(marked_at), user_id LIMIT ${limit}`);
  return rows.map((row) => row.user_id);
}
