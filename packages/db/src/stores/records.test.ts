import type { OrganizationId } from '@verdant/domain/ids';
import { uuid } from '@verdant/domain/testing/build-facts';
import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organizations, users } from '../schema/people.ts';
import { dirtyLearnerDays, learnerDays, learnerSkills, learnerTopics } from '../schema/rollups.ts';
import { cohortMembers, cohorts } from '../schema/teaching.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { withOrg, type TenantContext, type Tx } from '../with-org.ts';
import { replaceRecords, upsertRecords } from './records.ts';

let db: TestDatabase;
let organizationId: OrganizationId;
const [ada, ben] = [uuid('aa', 1), uuid('aa', 2)];
const key = [learnerTopics.organizationId, learnerTopics.userId, learnerTopics.topicId];

beforeAll(async () => { db = await createTestDatabase(); });
afterAll(() => db.close());

async function makeOrganization(): Promise<OrganizationId> {
  const id = randomUUID() as OrganizationId;
  await asOwner(id, async (tx) => {
    await tx.insert(organizations).values({ id, slug: id, name: 'One' });
    await tx.insert(users).values([ada, ben].map((userId) => ({ organizationId: id, id: userId, name: 'A person', joinedOn: '2026-01-01' })));
  });
  return id;
}
beforeEach(async () => { organizationId = await makeOrganization(); });

const contextOf = (id: OrganizationId, role: TenantContext['role']): TenantContext => ({ organizationId: id, userId: null, role });
const asOwner = <T>(id: OrganizationId, work: (tx: Tx) => Promise<T>) => withOrg(db.owner, contextOf(id, 'operator'), work);
const inOrg = <T>(work: (tx: Tx) => Promise<T>, id = organizationId) => withOrg(db.worker, contextOf(id, 'worker'), work);

type Topic = typeof learnerTopics.$inferInsert;
const topic = (userId: string, n: number, fields: Partial<Topic> = {}): Topic =>
  ({ organizationId, userId, topicId: uuid('10', n), doneDay: null, touched: true, bestPct: null, practicePassed: false, minutes: 0, ...fields });
const upsert = (...rows: Topic[]) => inOrg((tx) => upsertRecords(tx, learnerTopics, key, rows));
const replace = (userIds: readonly string[], rows: Topic[]) => inOrg((tx) => replaceRecords(tx, learnerTopics, key, { organizationId, userIds }, rows));
const stored = (id = organizationId) => inOrg((tx) => tx.select().from(learnerTopics).orderBy(learnerTopics.userId, learnerTopics.topicId), id);

/** The transaction that wrote each row: the same afterwards means the row was not touched. */
async function writers(): Promise<Map<string, string>> {
  const { rows } = await inOrg((tx) => tx.execute<{ key: string; xmin: string }>(sql`SELECT user_id || ' ' || topic_id AS key, xmin::text FROM learner_topics`));
  return new Map(rows.map((row) => [row.key, row.xmin]));
}
async function touched(work: () => Promise<unknown>): Promise<string[]> {
  const before = await writers();
  await work();
  return [...await writers()].filter(([row, xmin]) => before.get(row) !== xmin).map(([row]) => row).sort();
}
const nameOf = ({ userId, topicId }: Topic) => `${userId} ${topicId}`;

describe('upsertRecords', () => {
  it('inserts what is new, changes what differs, and leaves untouched what is the same', async () => {
    const [same, other] = [topic(ada, 1, { doneDay: '2026-03-01', bestPct: 80.5 }), topic(ada, 2)];
    await upsert(same, other);
    const changed = topic(ada, 2, { bestPct: 90 });
    expect(await touched(() => upsert(same, changed, topic(ben, 1)))).toEqual([nameOf(changed), nameOf(topic(ben, 1))]);
    expect(await stored()).toEqual([same, changed, topic(ben, 1)]);
  });

  it('tells null from a value in both directions', async () => {
    await upsert(topic(ada, 1, { bestPct: 50 }));
    expect(await touched(() => upsert(topic(ada, 1)))).toHaveLength(1);
    expect(await touched(() => upsert(topic(ada, 1)))).toHaveLength(0);
    expect(await touched(() => upsert(topic(ada, 1, { bestPct: 50 })))).toHaveLength(1);
  });

  it('with no rows does nothing, also as a replacement for nobody', async () => {
    await upsert(topic(ada, 1));
    expect(await touched(async () => { await upsert(); await replace([], []); })).toEqual([]);
    expect(await stored()).toHaveLength(1);
  });

  it('knows equal JSON, lists and instants however they are written', async () => {
    const skill = { organizationId, userId: ada, skillId: uuid('50', 1), L: 0.1 + 0.2, halfLifeDays: 14, n: 3, lastDay: '2026-03-01', bestPct: null,
      practicePassed: true, attemptPctSum: 0, attemptN: 0 };
    const day = {
      organizationId, userId: ada, day: '2026-03-01', points: 1, activeMin: 12.5, sessions: 1, progress: 0, assessment: 0, practice: 0, practicePassed: 0,
      pctSum: 0, pctN: 0,
      hours: Array<number>(24).fill(1), types: [1, 0, 0, 0, 0, 0, 0], shared: 0, replied: 0, mentored: 0,
    };
    const write = (recent: object, lastAt: string) => inOrg(async (tx) => {
      await upsertRecords(tx, learnerSkills, [learnerSkills.organizationId, learnerSkills.userId, learnerSkills.skillId], [{ ...skill, recent }]);
      await upsertRecords(tx, learnerDays, [learnerDays.organizationId, learnerDays.userId, learnerDays.day], [{ ...day, lastAt }]);
    });
    const versions = () => inOrg((tx) => tx.execute(sql`SELECT xmin::text FROM learner_skills UNION ALL SELECT xmin::text FROM learner_days`)
      .then(({ rows }) => rows));
    await write([{ day: '2026-03-01', L: 0.30000000000000004 }], '2026-03-01T09:00:00.000Z');
    const before = await versions();
    await write([{ L: 0.30000000000000004, day: '2026-03-01' }], '2026-03-01T10:00:00+01:00');
    expect(await versions()).toEqual(before);
    const [row] = await inOrg((tx) => tx.select().from(learnerSkills));
    expect(row).toEqual({ ...skill, recent: [{ day: '2026-03-01', L: 0.30000000000000004 }] });
  });

  it('leaves columns alone that the rows do not give', async () => {
    await upsert(topic(ada, 1, { bestPct: 70, practicePassed: true }));
    await inOrg((tx) => upsertRecords(tx, learnerTopics, key, [{ organizationId, userId: ada, topicId: uuid('10', 1), touched: false, practicePassed: true }]));
    expect(await stored()).toEqual([topic(ada, 1, { bestPct: 70, practicePassed: true, touched: false })]);
  });

  it('keeps a row that is nothing but its key', async () => {
    const cohortId = randomUUID();
    const memberKey = [cohortMembers.organizationId, cohortMembers.cohortId, cohortMembers.userId];
    const join = () => asOwner(organizationId, (tx) => upsertRecords(tx, cohortMembers, memberKey, [{ organizationId, cohortId, userId: ada }]));
    await asOwner(organizationId, (tx) => tx.insert(cohorts).values({ organizationId, id: cohortId, name: 'Spring' }));
    await join();
    await join();
    expect(await asOwner(organizationId, (tx) => tx.select().from(cohortMembers))).toEqual([{ organizationId, cohortId, userId: ada }]);
  });
});

describe('replaceRecords', () => {
  it('makes the rows of the given people exactly these, and rewrites none that stay', async () => {
    await upsert(topic(ada, 1), topic(ada, 2), topic(ada, 3));
    const next = [topic(ada, 1), topic(ada, 2, { touched: false }), topic(ada, 4)];
    expect(await touched(() => replace([ada], next))).toEqual([nameOf(topic(ada, 2)), nameOf(topic(ada, 4))]);
    expect(await stored()).toEqual(next);
  });

  it('deletes nothing of people who are not given, nor of the same person in another organization', async () => {
    const other = await makeOrganization();
    const elsewhere = { ...topic(ada, 1), organizationId: other };
    await inOrg((tx) => upsertRecords(tx, learnerTopics, key, [elsewhere]), other);
    await upsert(topic(ada, 1), topic(ada, 2), topic(ben, 1), topic(ben, 2));
    await replace([ada], [topic(ada, 2)]);
    expect(await stored()).toEqual([topic(ada, 2), topic(ben, 1), topic(ben, 2)]);
    expect(await stored(other)).toEqual([elsewhere]);
  });

  it('for people without rows any more leaves none', async () => {
    await upsert(topic(ada, 1), topic(ben, 1));
    await replace([ada], []);
    expect(await stored()).toEqual([topic(ben, 1)]);
    await replace([ada, ben], []);
    expect(await stored()).toEqual([]);
  });

  it('the same key of one person does not keep the row of another', async () => {
    await upsert(topic(ada, 1), topic(ben, 1));
    await replace([ada, ben], [topic(ada, 1)]);
    expect(await stored()).toEqual([topic(ada, 1)]);
  });

  it('a null in the key is a key like others: it keeps its own row, and no other', async () => {
    const marks = (...days: (string | null)[]) => days.map((day) => ({ organizationId, userId: ada, day, markedAt: '2026-03-01T00:00:00.000Z' }));
    const dayKey = [dirtyLearnerDays.organizationId, dirtyLearnerDays.userId, dirtyLearnerDays.day];
    const put = (rows: ReturnType<typeof marks>) => inOrg((tx) => replaceRecords(tx, dirtyLearnerDays, dayKey, { organizationId, userIds: [ada] }, rows));
    const days = async () => (await inOrg((tx) => tx.select().from(dirtyLearnerDays))).map(({ day }) => day).sort();
    await put(marks('2026-03-01', '2026-03-02', null));
    expect(await days()).toEqual(['2026-03-01', '2026-03-02', null]);
    await put(marks('2026-03-01', null));
    expect(await days()).toEqual(['2026-03-01', null]);
    await put(marks('2026-03-01'));
    expect(await days()).toEqual(['2026-03-01']);
    await put(marks(null));
    expect(await days()).toEqual([null]);
  });

  it('undoes nothing half: a row that cannot be written leaves all as it was', async () => {
    await upsert(topic(ada, 1));
    await expect(replace([ada], [topic(ada, 2), topic(randomUUID(), 1)])).rejects.toThrow();
    expect(await stored()).toEqual([topic(ada, 1)]);
  });
});
