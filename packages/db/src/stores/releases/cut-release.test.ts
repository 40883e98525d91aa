import type { Cohort } from '@verdant/domain/privacy/cohort';
import { addDays, type Day } from '@verdant/domain/time/day';
import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { releaseEntries, releaseMemberships, releaseRecords } from '../../schema/analytics.ts';
import { organizations, users } from '../../schema/people.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { withOrg, type Tx } from '../../with-org.ts';
import { cutRelease, isReleased } from './cut-release.ts';
import { loadDepartmentEntries, loadOrganizationEntries } from './earlier-releases.ts';
import { loadRecords } from './records.ts';

const dayOne: Day = '2026-03-01';
let db: TestDatabase;
let organizationId: OrganizationId;
let people: UserId[];
beforeAll(async () => { db = await createTestDatabase(); });
afterAll(() => db.close());
beforeEach(async () => {
  organizationId = randomUUID() as OrganizationId;
  people = Array.from({ length: 12 }, () => randomUUID() as UserId).sort();
  await withOrg(db.owner, { organizationId, userId: null, role: 'operator' }, async (tx) => {
    await tx.insert(organizations).values({ id: organizationId, slug: organizationId, name: 'Cut' });
    await tx.insert(users).values(people.map((id) => ({ organizationId, id, name: id, joinedOn: '2026-01-01' })));
  });
});

const inOrg = <T>(work: (tx: Tx) => Promise<T>) => withOrg(db.worker, { organizationId, userId: null, role: 'worker' }, work);
/** The first `counted` people have 50, 52, 54 … of a score. */
const scores = (counted: number, id = 'peers', audience: Cohort['audience'] = 'peers'): Cohort =>
  ({ id, audience, metric: 'engagement', kind: 'score', members: new Map(people.slice(0, counted).map((userId, i) => [userId, 50 + 2 * i])) });
const cut = (day: Day, cohorts: Cohort[], belonging = new Map([['peers', people]]), k = 10) =>
  inOrg((tx) => cutRelease(tx, { organizationId, day, k, resetAfterDays: 90 }, { cohorts, belonging }));
const stored = () => inOrg(async (tx) => ({
  entries: await tx.select().from(releaseEntries).orderBy(releaseEntries.day, releaseEntries.cohortId), records: await tx.select().from(releaseRecords),
  memberships: await tx.select().from(releaseMemberships),
}));

describe('cutRelease', () => {
  it('opens an entry of 10 to others only, one of 11 to its people as well, and one of 9 to nobody', async () => {
    // Each a metric of its own, or the groups would be too near each other.
    await cut(dayOne, [10, 11, 9].map((size): Cohort => ({ ...scores(size), metric: `of ${size}` })));
    expect((await stored()).entries.map(({ metric, openToMembers, openToOthers }) => [metric, openToMembers, openToOthers]).sort())
      .toEqual([['of 10', false, true], ['of 11', true, true], ['of 9', false, false]]);
  });
  it('keeps a release as it is: the same day again, and a day before, are left alone', async () => {
    expect(await cut(dayOne, [scores(12)])).not.toBeNull();
    const before = await stored();
    expect(await inOrg((tx) => isReleased(tx, dayOne))).toBe(true);
    expect(await cut(dayOne, [scores(11)])).toBeNull();
    expect(await cut(addDays(dayOne, -1), [scores(11)])).toBeNull();
    expect(await stored()).toEqual(before);
    expect(await inOrg((tx) => isReleased(tx, addDays(dayOne, 1)))).toBe(false);
  });
  it('says who belongs to a cohort with their own value, and whether the figure counts them: two who have none, and one who left the metric', async () => {
    await cut(dayOne, [scores(10)]);
    expect((await stored()).memberships.map(({ userId, own, counted }) => [userId, own, counted]).sort())
      .toEqual(people.map((id, i) => (i < 10 ? [id, 50 + 2 * i, true] : [id, null, false])).sort());
    // All twelve have a value now, but the first has none: 1 leaver and 2 joiners, frozen on the ten of before.
    await cut(addDays(dayOne, 1), [{ id: 'peers', audience: 'peers', metric: 'engagement', kind: 'score',
      members: new Map(people.map((id, i): [string, number] => [id, 50 + 2 * i]).slice(1)) }]);
    const rows = (await stored()).memberships;
    expect(rows.map(({ day }) => day)).toEqual(Array.from({ length: 12 }, () => addDays(dayOne, 1)));
    expect(rows.map(({ userId, own, counted }) => [userId, own, counted]).sort())
      .toEqual(people.map((id, i) => [id, i === 0 ? null : 50 + 2 * i, i < 10]).sort());
  });
  it('counts nobody in an entry that is hidden, and keeps no membership of who no longer belongs', async () => {
    await cut(dayOne, [scores(9)]);
    expect((await stored()).memberships.some(({ counted }) => counted)).toBe(false);
    await cut(addDays(dayOne, 1), [scores(12)], new Map([['peers', people.slice(0, 3)]]));
    expect((await stored()).memberships.map(({ userId }) => userId).sort()).toEqual(people.slice(0, 3));
  });
  it('keeps a record that is frozen untouched, replaces one that is new, and drops one that is forgotten', async () => {
    await cut(dayOne, [scores(12), scores(12, 'org', 'admin')]);
    const xmin = () => inOrg(async (tx) => (await tx.execute<{ cohort_id: string; xmin: string }>(
      sql`SELECT cohort_id, xmin::text FROM release_records ORDER BY cohort_id`)).rows);
    const [org, peers] = await xmin();
    const moved = scores(12, 'org', 'admin');
    const changed: Cohort = { id: 'org', audience: 'admin', metric: 'engagement', kind: 'score',
      members: new Map([...moved.members].map(([id, value]) => [id, Number(value) + 1])) };
    await cut(addDays(dayOne, 1), [scores(12), changed]);
    const [orgNow, peersNow] = await xmin();
    expect(peersNow).toEqual(peers);
    expect(orgNow).not.toEqual(org);
    // A frozen one that changed is forgotten after 90 days.
    await cut(addDays(dayOne, 100), [scores(11), changed]);
    expect((await xmin()).map((row) => row.cohort_id)).toEqual(['org']);
  });
  it('finds every record again, once, also of hundreds: 401 of 12 people', async () => {
    const names = Array.from({ length: 401 }, (_, i) => `metric ${i}`);
    const published = await cut(dayOne, names.map((metric): Cohort => ({ ...scores(12), metric })));
    const records = await inOrg(loadRecords);
    expect(new Map(records.map((record) => [record.metric, record]))).toEqual(new Map(published?.last.map((record) => [record.metric, record])));
    expect(records).toHaveLength(401);
  });
  it('publishes nothing when its transaction fails', async () => {
    await expect(inOrg(async (tx) => {
      await cutRelease(tx, { organizationId, day: dayOne, k: 10, resetAfterDays: 90 }, { cohorts: [scores(12)], belonging: new Map() });
      throw new Error('later');
    })).rejects.toThrow('later');
    expect(await stored()).toEqual({ entries: [], records: [], memberships: [] });
  });
});

describe('earlier releases', () => {
  it('are found by their days, and for departments the newest at or before one', async () => {
    const department = (size: number) => scores(size, 'department:Sales', 'admin');
    for (const days of [0, 3, 7]) await cut(addDays(dayOne, days), [scores(12, 'org', 'admin'), department(11), scores(12, 'peers')]);
    const found = await inOrg((tx) => loadOrganizationEntries(tx, [dayOne, addDays(dayOne, 2), addDays(dayOne, 7)], ['engagement']));
    expect(found.map(({ releaseId, entries }) => [releaseId, entries.map(({ cohortId }) => cohortId)]))
      .toEqual([[dayOne, ['org']], [addDays(dayOne, 7), ['org']]]);
    const before = await inOrg((tx) => loadDepartmentEntries(tx, addDays(dayOne, 6), ['engagement']));
    expect([before?.releaseId, before?.entries.map(({ cohortId }) => cohortId)]).toEqual([addDays(dayOne, 3), ['department:Sales']]);
    expect(await inOrg((tx) => loadDepartmentEntries(tx, addDays(dayOne, -1), ['engagement']))).toBeNull();
  });
});
