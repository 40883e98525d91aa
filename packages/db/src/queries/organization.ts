import type { SourceUse } from '@verdant/domain/analytics/envelope';
import { settingsSchema } from '@verdant/domain/analytics/settings';
import { factSchemas, type FactKind } from '@verdant/domain/facts/facts';
import { ageSeconds } from '@verdant/domain/recalculation/freshness';
import type { Instant } from '@verdant/domain/time/day';
import { asc } from 'drizzle-orm';
import { sources } from '../schema/operations.ts';
import { organizations } from '../schema/people.ts';
import type { Tx } from '../with-org.ts';
import type { AvailabilityRow, OrganizationRow } from './rows.ts';
import { inTenant } from './tenant.ts';

/** loadOrganization reads the one organization of the context, its settings checked and complete. */
export async function loadOrganization(tx: Tx): Promise<OrganizationRow> {
  const { name, slug, timeZone, demo, settings, settingsVersion } = organizations;
  const [row] = await tx.select({ name, slug, timeZone, demo, settings, settingsVersion }).from(organizations).where(inTenant(organizations.id));
  if (row === undefined) throw new Error('The tenant context names no organization.');
  return { ...row, settings: settingsSchema.parse(row.settings) };
}

const isFactKind = (text: string): text is FactKind => text in factSchemas;
const measures = ['time-of-day', 'minutes'] as const;

const liveSeconds = 3600;
const cachedSeconds = 24 * 3600;

type SourceRow = Pick<typeof sources.$inferSelect, 'kind' | 'lastContactAt'>;

/**
 * sourceState is the state of a source by the age of its last contact: live to 1 h, cached to 24 h, stale beyond or never heard. A data set has nothing
 * more to say, so it is live from its first contact on.
 */
export function sourceState({ kind, lastContactAt }: SourceRow, now: Instant): SourceUse['state'] {
  if (lastContactAt === null) return 'stale';
  if (kind === 'data-set') return 'live';
  const age = ageSeconds(lastContactAt, now);
  if (age <= liveSeconds) return 'live';
  return age <= cachedSeconds ? 'cached' : 'stale';
}

/** loadAvailability tells what the connected sources deliver, and how long ago each was heard. */
export async function loadAvailability(tx: Tx, now: Instant): Promise<AvailabilityRow> {
  const rows = await tx.select().from(sources).where(inTenant(sources.organizationId)).orderBy(asc(sources.source));
  const delivered = new Set(rows.flatMap((row) => row.measures));
  return {
    available: { facts: new Set(rows.flatMap((row) => row.facts).filter(isFactKind)), measures: new Set(measures.filter((measure) => delivered.has(measure))) },
    sources: rows.map(({ source, sample, kind, lastContactAt }) => ({
      service: source, state: sample === 'yes' ? 'sample' : sourceState({ kind, lastContactAt }, now), fetchedAt: lastContactAt,
    })),
  };
}
