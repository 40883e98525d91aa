import type { OrganizationId } from '@verdant/domain/ids';
import { calculateLearners } from '@verdant/domain/recalculation/calculate';
import { buildEnrollment, buildEvent, uuid } from '@verdant/domain/testing/build-facts';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCourseRollups } from '../../queries/groups/course-rollups.ts';
import { organizations, users } from '../../schema/people.ts';
import { dirtyLearnerDays, learnerCourseDays, learnerCourses, learnerTopics } from '../../schema/rollups.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { withOrg, type Tx } from '../../with-org.ts';
import { storeFacts } from '../facts/store-facts.ts';
import { loadInputs, loadOrganizationInputs, nextDirty } from './load-inputs.ts';
import { markAllDirty } from './mark-all-dirty.ts';
import { saveRollups } from './save-rollups.ts';
import { verifyRollups } from './verify-rollups.ts';

const now = '2026-05-20T12:00:00.000Z';
const [organizationId, otherId] = [uuid('0a', 1) as OrganizationId, uuid('0b', 1) as OrganizationId];
const [ada, ben, cyd] = [uuid('aa', 1), uuid('aa', 2), uuid('aa', 3)];
const [course, topic] = [uuid('c0', 1), uuid('10', 1)];
let db: TestDatabase;

const inOrg = <T>(id: OrganizationId, work: (tx: Tx) => Promise<T>) => withOrg(db.worker, { organizationId: id, userId: null, role: 'worker' }, work);

/** Folds everyone who waits, as the micro-batch does. */
const refresh = (id: OrganizationId) => inOrg(id, async (tx) => {
  const { reference, context } = await loadOrganizationInputs(tx, now);
  const { results } = calculateLearners(await loadInputs(tx, await nextDirty(tx, 10, []), reference), context);
  await saveRollups(tx, id, results);
});

/** Ada and Ben are enrolled and read the topic, Ben only outside of it; Cyd read it without being enrolled. */
async function makeOrganization(id: OrganizationId): Promise<void> {
  await withOrg(db.owner, { organizationId: id, userId: null, role: 'operator' }, async (tx) => {
    await tx.insert(organizations).values({ id, slug: id, name: 'One' });
    await tx.insert(users).values([ada, ben, cyd].map((userId) => ({ organizationId: id, id: userId, name: 'A learner', joinedOn: '2026-01-01' })));
  });
  const identity = (name: string) => ({ source: 'test', sourceId: name, version: 1 });
  const read = (userId: string) => buildEvent({ userId, occurredAt: '2026-05-04T09:00:00.000Z', object: { type: 'topic', id: topic }, durationMin: 12 });
  await inOrg(id, (tx) => storeFacts(tx, { organizationId: id, timeZone: 'UTC', now }, {
    courses: [{ id: course, ...identity('course'), title: 'Course', status: 'active', createdAt: now, trainerIds: [] }],
    topics: [{ id: topic, ...identity('topic'), title: 'Topic', courseId: course, position: 0, skillIds: [] }],
    enrollments: [ada, ben].map((userId) => buildEnrollment(course, '2026-05-01T09:00:00.000Z', { userId })),
    learning_events: [read(ada), read(cyd), buildEvent({ userId: ben, occurredAt: '2026-05-05T09:00:00.000Z' })],
  }));
  await refresh(id);
}

/** As rollups stood before courses had any. */
const forget = (id: OrganizationId) => inOrg(id, async (tx) => {
  await tx.delete(learnerCourses).where(eq(learnerCourses.organizationId, id));
  await tx.delete(learnerCourseDays).where(eq(learnerCourseDays.organizationId, id));
  await tx.update(learnerTopics).set({ minutes: 0 }).where(eq(learnerTopics.organizationId, id));
});
const marked = (id: OrganizationId) => inOrg(id, async (tx) => (await tx.select().from(dirtyLearnerDays)).map(({ userId, day }) => [userId, day]));

beforeAll(async () => {
  db = await createTestDatabase();
  await makeOrganization(organizationId);
  await makeOrganization(otherId);
});
afterAll(() => db.close());

it('rollups that know their courses leave nothing to mark', async () => {
  expect(await inOrg(organizationId, (tx) => loadCourseRollups(tx, [ada, ben, cyd]))).toMatchObject({
    courses: new Map([[ada, [{ courseId: course, lastActiveDay: '2026-05-04' }]], [ben, [{ lastActiveDay: null }]], [cyd, [{ lastActiveDay: '2026-05-04' }]]]),
    courseDays: new Map([[ada, [{ points: 1, activeMin: 12 }]], [cyd, [{ points: 1 }]]]),
  });
  expect(await inOrg(organizationId, (tx) => markAllDirty(tx, organizationId))).toBe(0);
  expect((await inOrg(organizationId, (tx) => verifyRollups(tx, organizationId, [ada, ben, cyd]))).drift).toEqual([]);
});

it('those made before are found to differ, marked once, and equal the facts again after the next run', async () => {
  await forget(organizationId);
  const { drift } = await inOrg(organizationId, (tx) => verifyRollups(tx, organizationId, [ada, ben, cyd]));
  expect(drift.map(({ userId, rollup, field }) => [userId, rollup, field])).toEqual([
    [ada, 'topics', 'minutes'], [ada, 'courses', null], [ada, 'courseDays', null], [ben, 'courses', null],
    [cyd, 'topics', 'minutes'], [cyd, 'courses', null], [cyd, 'courseDays', null],
  ]);
  expect(await inOrg(organizationId, (tx) => markAllDirty(tx, organizationId))).toBe(3);
  expect(await inOrg(organizationId, (tx) => markAllDirty(tx, organizationId))).toBe(0);
  expect(await marked(organizationId)).toEqual([[ada, null], [ben, null], [cyd, null]]);
  expect(await marked(otherId)).toEqual([]);
  await refresh(organizationId);
  expect((await inOrg(organizationId, (tx) => verifyRollups(tx, organizationId, [ada, ben, cyd]))).drift).toEqual([]);
  expect(await inOrg(organizationId, (tx) => markAllDirty(tx, organizationId))).toBe(0);
});

it('where some have been made anew already, those enrolled are marked', async () => {
  await forget(organizationId);
  await inOrg(organizationId, (tx) => tx.insert(dirtyLearnerDays).values({ organizationId, userId: ada, day: null }));
  await refresh(organizationId);
  expect(await inOrg(organizationId, (tx) => markAllDirty(tx, organizationId))).toBe(1);
  expect(await marked(organizationId)).toEqual([[ben, null]]);
});
