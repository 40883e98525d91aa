import { compareRollups, type Drift } from '@verdant/domain/rollups/compare-rollups';
import { foldLearner } from '@verdant/domain/rollups/fold-learner';
import type { LearnerRollups } from '@verdant/domain/rollups/learner-facts';
import { sql } from 'drizzle-orm';
import { loadCourseRollups } from '../../queries/groups/course-rollups.ts';
import { loadLearnerRollups, newestDays } from '../../queries/learner-rollups.ts';
import { loadOrganization } from '../../queries/organization.ts';
import type { Tx } from '../../with-org.ts';
import { loadBases } from '../retention/learner-bases.ts';
import { loadLearnerFacts, loadReference } from './load-facts.ts';
import { lockOrganization } from './load-inputs.ts';

export type LearnerDrift = Drift & { userId: string };
export type Verification = { learners: number; drift: LearnerDrift[] };

const nothing: LearnerRollups['summary'] = { firstActivityDay: null, lastActivityDay: null, asOf: null, lastAttempts: [] };

/** sampleLearners picks learners without waiting facts, evenly and the same for one seed; `share` is 0..1 of them, at least one. */
export async function sampleLearners(tx: Tx, share: number, seed: string): Promise<string[]> {
  const { rows } = await tx.execute<{ user_id: string }>(sql`
    WITH settled AS (
      SELECT s.user_id, row_number() OVER (ORDER BY md5(s.user_id::text || ${seed})) AS place, count(*) OVER () AS all_of_them
      FROM learner_summaries s WHERE NOT EXISTS (SELECT 1 FROM dirty_learner_days d WHERE d.organization_id = s.organization_id AND d.user_id = s.user_id)
    ) SELECT user_id FROM settled WHERE place <= greatest(1, ceil(all_of_them * ${share}::float8)) ORDER BY user_id`);
  return rows.map((row) => row.user_id);
}

/**
 * verifyRollups folds the facts of some learners anew and compares with what is stored; nothing is repaired. Learners whose facts wait for a fold are left
 * out: their rollups are allowed to be behind.
 */
export async function verifyRollups(tx: Tx, organizationId: string, userIds: readonly string[]): Promise<Verification> {
  await lockOrganization(tx, organizationId);
  const { rows } = await tx.execute<{ user_id: string }>(sql`SELECT DISTINCT user_id FROM dirty_learner_days WHERE user_id = ANY (${sql.param(userIds)}::uuid[])`);
  const waiting = new Set(rows.map((row) => row.user_id));
  const settled = userIds.filter((userId) => !waiting.has(userId));
  const organization = await loadOrganization(tx);
  const facts = await loadLearnerFacts(tx, settled, await loadReference(tx));
  const bases = await loadBases(tx, settled);
  const stored = await loadLearnerRollups(tx, settled);
  const inCourses = await loadCourseRollups(tx, settled);
  const drift = settled.flatMap((userId) => {
    const own = facts.get(userId);
    if (own === undefined) return [];
    const base = bases.get(userId) ?? null;
    const expected = foldLearner(own, organization, base);
    // Stored days of before the cut expire with their facts; of the others as many are read as any formula reaches.
    const isKept = ({ day }: { day: string }) => base === null || day >= base.cutDay;
    return compareRollups({
      days: (stored.days.get(userId) ?? []).filter(isKept), topics: stored.topics.get(userId) ?? [], items: stored.items.get(userId) ?? [],
      skills: stored.skills.get(userId) ?? [], assessments: stored.assessments.get(userId) ?? [],
      courses: inCourses.courses.get(userId) ?? [], courseDays: (inCourses.courseDays.get(userId) ?? []).filter(isKept), summary: stored.summaries.get(userId) ?? nothing,
    }, { ...expected, days: expected.days.slice(-newestDays) }).map((one) => ({ userId, ...one }));
  });
  return { learners: settled.length, drift };
}
