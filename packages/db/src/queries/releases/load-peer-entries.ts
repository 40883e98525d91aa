import type { PublishedEntry } from '@verdant/domain/privacy/release-entry';
import type { Day } from '@verdant/domain/time/day';
import { and, asc, eq, max } from 'drizzle-orm';
import { releaseEntries, releaseMemberships } from '../../schema/analytics.ts';
import type { Tx } from '../../with-org.ts';
import { inTenant } from '../tenant.ts';

/** A cohort and metric that a person belongs to: their own value at the instant of the release, and what they may see; null = too few others, or hidden. */
export type PeerEntryRow = { cohortId: string; metric: string; own: number | null; entry: PublishedEntry | null };
/** The newest release with the person's cohorts; day null = they belong to none. */
export type PeerEntries = { day: Day | null; rows: PeerEntryRow[] };

/**
 * loadPeerEntries reads what a person may compare themselves with, in one statement: their own memberships, and of the newest release what row-level security
 * lets them see of these cohorts. Who does not take part in comparisons sees no entry.
 */
export async function loadPeerEntries(tx: Tx, userId: string): Promise<PeerEntries> {
  const own = releaseMemberships;
  const newest = tx.select({ day: max(own.day) }).from(own).where(and(inTenant(own.organizationId), eq(own.userId, userId)));
  const rows = await tx.select({ day: own.day, cohortId: own.cohortId, metric: own.metric, own: own.own, entry: releaseEntries.entry }).from(own)
    .leftJoin(releaseEntries, and(
      eq(releaseEntries.organizationId, own.organizationId), eq(releaseEntries.day, own.day), eq(releaseEntries.cohortId, own.cohortId),
      eq(releaseEntries.metric, own.metric), eq(releaseEntries.audience, 'peers'),
    ))
    .where(and(inTenant(own.organizationId), eq(own.userId, userId), eq(own.day, newest))).orderBy(asc(own.cohortId), asc(own.metric));
  // The column holds what the domain wrote.
  return { day: rows[0]?.day ?? null, rows: rows.map(({ day: _day, entry, ...row }) => ({ ...row, entry: entry as PublishedEntry | null })) };
}
