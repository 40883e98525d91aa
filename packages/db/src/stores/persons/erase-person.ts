import { DomainError } from '@verdant/domain/errors';
import type { Instant } from '@verdant/domain/time/day';
import { eq, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { erasures } from '../../schema/operations.ts';
import { sessions, users } from '../../schema/people.ts';
import type { Tx } from '../../with-org.ts';
import { personId } from '../facts/fact-id.ts';
import { notifyEvent } from '../notify.ts';
import { lockOrganization } from '../recalculation/load-inputs.ts';
import { forgetInReleases } from '../releases/forget-in-releases.ts';
import { findTraces, mentions, searchableColumns, type PersonMarks } from './find-traces.ts';
import { personDigest } from './person-digest.ts';
import { personTables } from './person-tables.ts';

/** Tables whose rows are not a person's own, but go when they mention one. */
const mentioningTables = ['dead_letters', 'external_data_cache', 'voided_facts', 'group_analytics', 'group_analytics_daily'];

export type Erasure = { pseudonym: string; rows: Record<string, number> };

/**
 * erasePerson removes everything about a person in the caller's transaction (as operator): facts, rollups, analytics, predictions, cache, letters, sessions
 * and the account; lines of the audit log get a pseudonym; sums over people lose their part; analytics of groups that name them go until they are calculated
 * again; what was released of groups stays, with a placeholder without a value in its private record. Facts that arrive later are recognised by a digest and
 * dropped. It ends with a search for the person's marks and fails, changing nothing, if one is left. Throws DomainError `not-found`.
 */
export async function erasePerson(tx: Tx, { organizationId, userId, now }: { organizationId: string; userId: string; now: Instant }): Promise<Erasure> {
  await lockOrganization(tx, organizationId);
  const [person] = await tx.select({ id: users.id, email: users.email, externalId: users.externalId }).from(users).where(eq(users.id, userId)).for('update');
  if (person === undefined) throw new DomainError('not-found', 'There is no such person in this organization.');
  const pseudonym = randomUUID();
  const rows: Record<string, number> = {};
  const count = (table: string, n: number | null) => { if (n) rows[table] = (rows[table] ?? 0) + n; };

  await hangUp(tx, organizationId, userId);
  count('organization_days', await subtractFromSums(tx, userId));
  count('audit_log', await pseudonymise(tx, userId, pseudonym));
  await forgetInRuns(tx, userId);
  count('release_records', await forgetInReleases(tx, organizationId, userId));
  for (const table of mentioningTables) count(table, await deleteMentions(tx, table, person));
  for (const { name, table, userId: column } of personTables) count(name, (await tx.delete(table).where(eq(column, userId))).rowCount);

  const digests = [userId, ...(person.externalId === null ? [] : [personId(organizationId, person.externalId)])].map((id) => personDigest(organizationId, id));
  await tx.insert(erasures).values([...new Set(digests)].map((digest) => ({ organizationId, personDigest: digest, pseudonym, erasedAt: now, rows })));
  const traces = await findTraces(tx, person);
  if (Object.keys(traces).length > 0) throw new Error(`Erasure would leave traces in ${Object.keys(traces).join(', ')}; nothing was changed.`);
  return { pseudonym, rows };
}

/** Open pages of the person are told to close. */
async function hangUp(tx: Tx, organizationId: string, userId: string): Promise<void> {
  const open = await tx.select({ idHash: sessions.idHash }).from(sessions).where(eq(sessions.userId, userId));
  for (const { idHash } of open) await notifyEvent(tx, { kind: 'session-ended', organizationId, idHash });
}

/** Sums of days whose rows of persons have expired no longer know who was in them; of all others the person's part is taken out. */
async function subtractFromSums(tx: Tx, userId: string): Promise<number | null> {
  const { rowCount } = await tx.execute(sql`
    UPDATE organization_days o SET n = o.n - CASE WHEN p.headline IS NULL THEN 0 ELSE 1 END, headline_sum = o.headline_sum - coalesce(p.headline, 0),
      headline_square_sum = o.headline_square_sum - coalesce(p.headline * p.headline, 0), insufficient = o.insufficient - CASE WHEN p.headline IS NULL THEN 1 ELSE 0 END,
      active_learners = o.active_learners - (SELECT count(*) FROM learner_days d WHERE d.user_id = p.user_id AND d.day = p.day AND d.points > 0)
    FROM analytics_daily p WHERE p.user_id = ${userId} AND p.role = 'learner' AND p.day = o.day AND p.type = o.type`);
  return rowCount;
}

async function pseudonymise(tx: Tx, userId: string, pseudonym: string): Promise<number | null> {
  const { rowCount } = await tx.execute(sql`
    UPDATE audit_log SET salt = NULL, actor_id = CASE WHEN actor_id = ${userId} THEN ${pseudonym}::uuid ELSE actor_id END,
      subject_id = CASE WHEN strpos(lower(subject_id), ${userId}) > 0 THEN ${pseudonym} ELSE subject_id END
    WHERE actor_id = ${userId} OR strpos(lower(subject_id), ${userId}) > 0`);
  return rowCount;
}

async function forgetInRuns(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`DELETE FROM recalculation_runs WHERE scope_kind = 'learner' AND scope_id = ${userId}`);
  await tx.execute(sql`
    UPDATE recalculation_runs SET requested_by = CASE WHEN requested_by = ${userId} THEN NULL ELSE requested_by END,
      cursor = CASE WHEN cursor = ${userId} THEN NULL ELSE cursor END,
      failures = (SELECT coalesce(jsonb_agg(f), '[]') FROM jsonb_array_elements(failures) f WHERE f ->> 'userId' <> ${userId})
    WHERE requested_by = ${userId} OR cursor = ${userId} OR strpos(failures::text, ${userId}) > 0`);
}

async function deleteMentions(tx: Tx, table: string, person: PersonMarks): Promise<number | null> {
  const columns = (await searchableColumns(tx)).filter((column) => column.table === table);
  const { rowCount } = await tx.execute(sql`DELETE FROM ${sql.identifier(table)} WHERE ${sql.join(columns.map((column) => mentions(column, person)), sql` OR `)}`);
  return rowCount;
}
