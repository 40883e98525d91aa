import { entryKey, type Cohort } from '@verdant/domain/privacy/cohort';
import type { LastEntry } from '@verdant/domain/privacy/release-entry';
import type { Day } from '@verdant/domain/time/day';
import { eq } from 'drizzle-orm';
import { releaseMemberships } from '../../schema/analytics.ts';
import type { Tx } from '../../with-org.ts';
import { insertRecords } from './insert-records.ts';

/** People of each cohort of peers, with or without a value for a metric. */
export type Belonging = ReadonlyMap<string, readonly string[]>;

type At = { organizationId: string; day: Day };

function membershipRows({ organizationId, day }: At, cohort: Cohort, people: readonly string[], record: LastEntry | undefined) {
  const counted = new Set(record?.members.map(([id]) => id));
  return people.map((userId) => {
    const own = cohort.members.get(userId);
    return { organizationId, userId, cohortId: cohort.id, metric: cohort.metric, day, own: typeof own === 'number' ? own : null, counted: counted.has(userId) };
  });
}

/** replaceMemberships stores who belongs to which cohort of peers from this release on, with their own value and whether the published figure counts them. */
export async function replaceMemberships(
  tx: Tx, at: At, cohorts: readonly Cohort[], belonging: Belonging, shown: ReadonlyMap<string, LastEntry>,
): Promise<void> {
  await tx.delete(releaseMemberships).where(eq(releaseMemberships.organizationId, at.organizationId));
  for (const cohort of cohorts) {
    if (cohort.audience !== 'peers') continue;
    const rows = membershipRows(at, cohort, belonging.get(cohort.id) ?? [], shown.get(entryKey(cohort.id, cohort.metric)));
    await insertRecords(tx, releaseMemberships, rows);
  }
}
