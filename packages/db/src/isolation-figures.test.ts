import type { Role } from '@verdant/domain/access/roles';
import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { summarizeOrganization } from './queries/organization-summary.ts';
import { fillOrganization } from './testing/attempt.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { organizationIds, personIds, readTenantTables, type OrganizationName, type PersonName } from './testing/two-organizations.ts';
import { withOrg } from './with-org.ts';

type Kpis = { active_learners: string; pace_sum: number; pace_n: string };
type Figures = Awaited<ReturnType<typeof readFigures>>;

let db: TestDatabase;
let alone: Figures;
let beside: Figures;
let other: Figures;

function inOrganization<T>(organization: OrganizationName, person: PersonName, role: Role, work: Parameters<typeof withOrg<T>>[2]): Promise<T> {
  return withOrg(db.app, { organizationId: organizationIds[organization] as OrganizationId, userId: personIds[person] as UserId, role }, work);
}

async function readPaces(organization: OrganizationName, person: PersonName, role: Role): Promise<number[]> {
  const { rows } = await inOrganization(organization, person, role, (tx) =>
    tx.execute<{ pace_sum: number }>(sql`SELECT pace_sum FROM learning_velocity_by_day ORDER BY 1`));
  return rows.map(({ pace_sum }) => pace_sum);
}

async function readFigures(organization: OrganizationName) {
  await db.worker.query('SELECT app.refresh_views()');
  const paces = await readPaces(organization, 'ora', 'org_admin');
  return inOrganization(organization, 'ora', 'org_admin', async (tx) => {
    const { rows: kpis } = await tx.execute<Kpis>(sql`SELECT active_learners, pace_sum, pace_n FROM organization_kpis_by_day`);
    return { summary: await summarizeOrganization(tx), kpis, paces };
  });
}

beforeAll(async () => {
  db = await createTestDatabase();
  const tables = await readTenantTables(db.owner);
  await fillOrganization(db.owner, tables, 'a');
  alone = await readFigures('a');
  await fillOrganization(db.owner, tables, 'b');
  beside = await readFigures('a');
  other = await readFigures('b');
});
afterAll(() => db.close());

describe('figures of an organization', () => {
  it('do not change when another organization, with the same ids, has data too', () => {
    expect(beside).toEqual(alone);
  });

  it('a: 6 people with headlines 1 to 6: median 3.5, paces 1 + 2 + 3 + 4 + 5 + 6 = 21; four learners, five facts each', () => {
    expect(beside.summary).toMatchObject({ learners: 4, facts: 30, analytics: [{ learners: 6, insufficient: 0, median: 3.5 }] });
    expect(beside.kpis).toEqual([{ active_learners: '6', pace_sum: 21, pace_n: '6' }]);
  });

  it('b: 5 people with headlines 101 to 105: median 103, sum 515', () => {
    expect(other.summary).toMatchObject({ learners: 3, facts: 25, analytics: [{ learners: 5, insufficient: 0, median: 103 }] });
    expect(other.kpis).toEqual([{ active_learners: '5', pace_sum: 515, pace_n: '5' }]);
  });

  it('paces by day are one\'s own for a learner, those of trained people and one\'s own for a trainer, all for an org admin', async () => {
    // Tom (4) trains Ada (1) in a course and Ben (2) in a cohort of a; Cyd (103) and Ada (101) of b.
    expect(await readPaces('a', 'cyd', 'learner')).toEqual([3]);
    expect(await readPaces('a', 'tom', 'trainer')).toEqual([1, 2, 4]);
    expect(await readPaces('b', 'tom', 'trainer')).toEqual([101, 103, 104]);
    expect(await readPaces('b', 'amy', 'learner')).toEqual([]);
    expect(beside.paces).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('of the organization by day are the org admin\'s alone', async () => {
    for (const role of ['learner', 'trainer'] as const) {
      const { rows } = await inOrganization('a', 'tom', role, (tx) => tx.execute(sql`SELECT * FROM organization_kpis_by_day`));
      expect(rows, role).toEqual([]);
    }
  });
});
