import type { Calculation } from '@verdant/domain/recalculation/calculate';
import { dayOf, type Instant } from '@verdant/domain/time/day';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';
import { notifyEvent } from '../notify.ts';
import { saveResults, type Moved } from './save-results.ts';
import { saveRollups } from './save-rollups.ts';

/** commitChunk stores rollups and results and announces what moved, all in the caller's transaction: nothing is published on rollback. */
export async function commitChunk(
  tx: Tx, calculation: Calculation, at: { organizationId: string; timeZone: string; runId: string | null; now: Instant },
): Promise<Moved[]> {
  await saveRollups(tx, at.organizationId, calculation.results);
  const moved = await saveResults(tx, calculation.results, { ...at, day: dayOf(at.now, at.timeZone) });
  if (moved.length > 0) await announce(tx, at, moved);
  return moved;
}

async function announce(tx: Tx, at: { organizationId: string; now: Instant }, items: Moved[]): Promise<void> {
  const ids = sql.param(items.map(({ userId }) => userId));
  const { rows } = await tx.execute<{ kind: 'course' | 'cohort'; id: string }>(sql`
    SELECT DISTINCT 'course' AS kind, course_id AS id FROM enrollments WHERE user_id = ANY (${ids}::uuid[])
    UNION SELECT DISTINCT 'cohort', cohort_id FROM cohort_members WHERE user_id = ANY (${ids}::uuid[])`);
  const idsOf = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.id);
  await notifyEvent(tx, {
    kind: 'refreshed', organizationId: at.organizationId, items, courseIds: idsOf('course'), cohortIds: idsOf('cohort'), calculatedAt: at.now,
  });
}
