import type { ReleaseView } from '@verdant/domain/analytics/released';
import type { PublishedEntry } from '@verdant/domain/privacy/release-entry';
import type { Day } from '@verdant/domain/time/day';
import { and, eq, inArray, lte, max, or, sql } from 'drizzle-orm';
import { inTenant } from '../../queries/tenant.ts';
import { releaseEntries } from '../../schema/analytics.ts';
import type { Tx } from '../../with-org.ts';

export type EarlierRelease = Pick<ReleaseView, 'releaseId' | 'entries'>;

const { day: dayOf, cohortId, metric, entry, audience } = releaseEntries;
const ofTenant = inTenant(releaseEntries.organizationId);

function byDay(rows: readonly { day: Day; entry: unknown }[]): EarlierRelease[] {
  const releases = new Map<Day, PublishedEntry[]>();
  for (const row of rows) {
    const entries = releases.get(row.day) ?? [];
    // The column holds what the domain wrote.
    entries.push(row.entry as PublishedEntry);
    releases.set(row.day, entries);
  }
  return [...releases].map(([releaseId, entries]) => ({ releaseId, entries }));
}

/** loadOrganizationEntries reads what was released of cohort `org` on some days, for some metrics; days without a release are absent. */
export async function loadOrganizationEntries(tx: Tx, days: readonly Day[], metrics: readonly string[]): Promise<EarlierRelease[]> {
  return byDay(await tx.select({ day: dayOf, entry }).from(releaseEntries)
    .where(and(ofTenant, eq(cohortId, 'org'), inArray(dayOf, [...days]), inArray(metric, [...metrics]))).orderBy(dayOf, metric));
}

/** loadDepartmentEntries reads the newest release at or before a day, of departments and teams for some metrics; null when there is none. */
export async function loadDepartmentEntries(tx: Tx, until: Day, metrics: readonly string[]): Promise<EarlierRelease | null> {
  const newest = tx.select({ day: max(dayOf) }).from(releaseEntries).where(and(ofTenant, lte(dayOf, until)));
  const ofDepartments = or(sql`starts_with(${cohortId}, 'department:')`, sql`starts_with(${cohortId}, 'team:')`);
  const rows = await tx.select({ day: dayOf, entry }).from(releaseEntries)
    .where(and(ofTenant, eq(dayOf, newest), eq(audience, 'admin'), inArray(metric, [...metrics]), ofDepartments)).orderBy(cohortId, metric);
  return byDay(rows)[0] ?? null;
}
