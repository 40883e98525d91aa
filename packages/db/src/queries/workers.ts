import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { learnerStandings } from '../schema/analytics.ts';
import { users } from '../schema/people.ts';
import type { Tx } from '../with-org.ts';
import { isLearner } from './people.ts';
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

function matching({ search, courseId }: Pick<WorkerQuery, 'search' | 'courseId'>): SQL | undefined {
  return and(
    inTenant(users.organizationId), eq(users.active, true), isLearner,
    search === null ? undefined : sql`(${users.name} ILIKE ${containing(search)} OR ${users.unit} ILIKE ${containing(search)})`,
    courseId === null ? undefined : sql`${users.id} IN (${membersOf({ kind: 'course', id: courseId })})`,
  );
}

/** listWorkers lists learners of the organization; people without a value stand last whichever way it is sorted, ties by id. */
export async function listWorkers(tx: Tx, query: WorkerQuery): Promise<WorkerRows> {
  const direction = query.direction === 'asc' ? sql`ASC NULLS LAST` : sql`DESC NULLS LAST`;
  const rows = await selectStandings(tx).where(matching(query))
    .orderBy(sql`${sortColumns[query.sort]} ${direction}`, asc(users.id)).limit(query.limit).offset(query.offset);
  const total = await tx.$count(users, matching(query));
  return { rows: rows.map(asStanding), total };
}
