import { learnerBaseSchema, type LearnerBase } from '@verdant/domain/rollups/learner-base';
import type { Instant } from '@verdant/domain/time/day';
import { inArray } from 'drizzle-orm';
import { learnerBases } from '../../schema/rollups.ts';
import type { Tx } from '../../with-org.ts';
import { upsertRecords } from '../records.ts';

/** loadBases reads what expired facts gave to these learners; most have none. Throws for a base of another format. */
export async function loadBases(tx: Tx, userIds: readonly string[]): Promise<Map<string, LearnerBase>> {
  if (userIds.length === 0) return new Map();
  const rows = await tx.select({ userId: learnerBases.userId, base: learnerBases.base }).from(learnerBases).where(inArray(learnerBases.userId, [...userIds]));
  return new Map(rows.map(({ userId, base }) => [userId, learnerBaseSchema.parse(base)]));
}

/** saveBases keeps the bases of some learners, each in the place of an earlier one. */
export async function saveBases(tx: Tx, organizationId: string, bases: ReadonlyMap<string, LearnerBase>, now: Instant): Promise<void> {
  const rows = [...bases].map(([userId, base]) => ({ organizationId, userId, cutDay: base.cutDay, base, madeAt: now }));
  await upsertRecords(tx, learnerBases, [learnerBases.organizationId, learnerBases.userId], rows);
}
