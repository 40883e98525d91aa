import type { Day } from '@verdant/domain/time/day';
import { desc } from 'drizzle-orm';
import { releaseEntries } from '../../schema/analytics.ts';
import type { Tx } from '../../with-org.ts';
import { inTenant } from '../tenant.ts';

/** loadReleaseDays lists the days with a release of which the reader may see anything, newest first. */
export async function loadReleaseDays(tx: Tx): Promise<Day[]> {
  const rows = await tx.selectDistinct({ day: releaseEntries.day }).from(releaseEntries).where(inTenant(releaseEntries.organizationId))
    .orderBy(desc(releaseEntries.day));
  return rows.map(({ day }) => day);
}
