import { and, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { learnerStandings } from '../schema/analytics.ts';
import { users } from '../schema/people.ts';
import type { Tx } from '../with-org.ts';
import { isOneOf } from './group-by-user.ts';
import { hasLearnerRole } from './people.ts';
import type { WorkerQuery, WorkerRows, WorkerSortKey } from './rows.ts';
import { asStanding, selectStandings } from './standings.ts';
import { inTenant } from './tenant.ts';
import { membersOf } from './trained-groups.ts';

const sortColumns: Record<WorkerSortKey, PgColumn> = {
  name: users.name, attention: learnerStandings.attention, pace: learnerStandings.pace, masteryPct: learnerStandings.masteryPct,
  engagement: learnerStandings.engagement, averagePct: learnerStandings.averagePct, lastActivityDay: learnerStandings.lastActivityDay,
  criticalGaps: learnerStandings.criticalGaps,
};

/** Text that a person typed, with the pattern's own signs taken literally. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

function matching({ search, courseId }: Pick<WorkerQuery, 'search' | 'courseId'>): SQL {
  const conditions = [sql`${users.active}`, sql`(${learnerStandings.userId} IS NOT NULL OR ${hasLearnerRole})`];
  if (search !== null) conditions.push(sql`(${users.name} ILIKE ${containing(search)} OR ${users.unit} ILIKE ${containing(search)})`);
  if (courseId !== null) conditions.push(sql`${users.id} IN (${membersOf({ kind: 'course', id: courseId })})`);
  return sql.join(conditions, sql` AND `);
}

/**
 * listWorkers lists learners of the organization; people without a value stand last whichever way it is sorted, ties by id. One pass over ids and the sort key
 * finds the page and counts all; the wide columns are read for the page alone.
 */
export async function listWorkers(tx: Tx, query: WorkerQuery): Promise<WorkerRows> {
  const direction = query.direction === 'asc' ? sql`ASC NULLS LAST` : sql`DESC NULLS LAST`;
  const { rows: [found] } = await tx.execute<{ total: number; ids: string[] }>(sql`
    WITH matching AS MATERIALIZED (
      SELECT ${users.id} AS id, ${sortColumns[query.sort]} AS place FROM ${users}
      LEFT JOIN ${learnerStandings} ON ${learnerStandings.organizationId} = ${users.organizationId} AND ${learnerStandings.userId} = ${users.id}
      WHERE ${inTenant(users.organizationId)} AND ${matching(query)}
    )
    SELECT (SELECT count(*) FROM matching)::int AS total,
      ARRAY(SELECT m.id FROM matching m ORDER BY m.place ${direction}, m.id LIMIT ${query.limit} OFFSET ${query.offset}) AS ids`);
  const ids = found?.ids ?? [];
  const places = new Map(ids.map((id, place) => [id, place]));
  const rows = await selectStandings(tx).where(and(inTenant(users.organizationId), isOneOf(users.id, ids)));
  const placeOf = (row: { userId: string }) => places.get(row.userId) ?? 0;
  return { rows: rows.sort((a, b) => placeOf(a) - placeOf(b)).map(asStanding), total: found?.total ?? 0 };
}
