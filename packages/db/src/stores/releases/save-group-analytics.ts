import type { Role } from '@verdant/domain/access/roles';
import { analyticIdOf, analyticTypeOf, type AnalyticId, type AnalyticType } from '@verdant/domain/analytics/catalogue';
import type { Envelope } from '@verdant/domain/analytics/envelope';
import type { Day, Instant } from '@verdant/domain/time/day';
import { getTableColumns, sql } from 'drizzle-orm';
import { groupAnalytics, groupAnalyticsDaily } from '../../schema/analytics.ts';
import type { Tx } from '../../with-org.ts';
import { recordset, upsertRecords } from '../records.ts';
import { envelopeDigest } from './envelope-digest.ts';
import { groupHeadline } from './group-headline.ts';

/** One envelope about a group, for readers in one role. */
export type GroupResult = { grain: 'course' | 'trainer' | 'organization'; scopeId: string; role: Role; envelope: Envelope<unknown> };
/** A row that says something new, with its version. */
export type MovedGroup = Pick<GroupResult, 'grain' | 'scopeId' | 'role'> & { analytic: AnalyticId; version: number };
/** The day is that of the history. */
type At = { organizationId: string; day: Day; now: Instant; runId: string | null };

function currentRow({ grain, scopeId, role, envelope }: GroupResult, { organizationId, now, runId }: At) {
  return {
    organizationId, grain, scopeId, role, type: analyticTypeOf(envelope.analytic), status: envelope.status, headline: groupHeadline(envelope), envelope,
    digest: envelopeDigest(envelope), version: 1, calculatedAt: now, changedAt: now, runId,
  };
}

function dailyRow({ grain, scopeId, role, envelope }: GroupResult, { organizationId, day, now }: At) {
  return {
    organizationId, grain, scopeId, role, type: analyticTypeOf(envelope.analytic), day, status: envelope.status, headline: groupHeadline(envelope),
    formulaVersion: envelope.formulaVersion, calculatedAt: now,
  };
}

type Stored = Pick<GroupResult, 'grain' | 'role'> & { scope_id: string; type: AnalyticType; version: string; moved: boolean };

/** saveGroupAnalytics writes current rows and the day's history of groups in two statements, and tells what moved: a version rises when the content does. */
export async function saveGroupAnalytics(tx: Tx, results: readonly GroupResult[], at: At): Promise<MovedGroup[]> {
  if (results.length === 0) return [];
  const columns = sql.raw(Object.values(getTableColumns(groupAnalytics)).map(({ name }) => `"${name}"`).join(', '));
  const { rows } = await tx.execute<Stored>(sql`
    INSERT INTO group_analytics AS g (${columns})
    SELECT ${columns} FROM ${recordset(groupAnalytics, results.map((result) => currentRow(result, at)), 'r')}
    ON CONFLICT (organization_id, grain, scope_id, role, type) DO UPDATE SET
      status = excluded.status, headline = excluded.headline, envelope = excluded.envelope, digest = excluded.digest,
      version = g.version + CASE WHEN g.digest = excluded.digest THEN 0 ELSE 1 END,
      changed_at = CASE WHEN g.digest = excluded.digest THEN g.changed_at ELSE excluded.changed_at END,
      calculated_at = excluded.calculated_at, run_id = excluded.run_id
    RETURNING grain, scope_id, role, type, version, changed_at = calculated_at AS moved`);
  const { organizationId, grain, scopeId, role, type, day } = groupAnalyticsDaily;
  await upsertRecords(tx, groupAnalyticsDaily, [organizationId, grain, scopeId, role, type, day], results.map((result) => dailyRow(result, at)));
  return rows.filter(({ moved }) => moved).map(({ grain: of, scope_id: id, role: reader, type: kind, version }) =>
    ({ grain: of, scopeId: id, role: reader, analytic: analyticIdOf(kind), version: Number(version) }));
}
