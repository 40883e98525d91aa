import { and, asc } from 'drizzle-orm';
import { skillLevels, skillTargets } from '../schema/facts.ts';
import type { Tx } from '../with-org.ts';
import { groupByUser, isOneOf } from './group-by-user.ts';
import { inTenant } from './tenant.ts';

/** loadTargets reads skill targets and asserted levels of some learners in two statements. */
export async function loadTargets(tx: Tx, userIds: readonly string[]) {
  const { userId, skillId, target, origin, business, prerequisites, marketDemand, careerImpact, due } = skillTargets;
  const targets = await tx.select({ userId, skillId, target, origin, business, prerequisites, marketDemand, careerImpact, due }).from(skillTargets)
    .where(and(inTenant(skillTargets.organizationId), isOneOf(userId, userIds))).orderBy(asc(userId), asc(skillId), asc(skillTargets.id));
  const levels = await tx.select({
    userId: skillLevels.userId, skillId: skillLevels.skillId, level: skillLevels.level, acquired: skillLevels.acquired,
    assessedAt: skillLevels.assessedAt, by: skillLevels.by,
  }).from(skillLevels).where(and(inTenant(skillLevels.organizationId), isOneOf(skillLevels.userId, userIds)))
    .orderBy(asc(skillLevels.userId), asc(skillLevels.skillId), asc(skillLevels.id));
  return {
    targets: groupByUser(targets, ({ userId: _userId, ...row }) => row),
    levels: groupByUser(levels, ({ userId: _userId, ...row }) => row),
  };
}
