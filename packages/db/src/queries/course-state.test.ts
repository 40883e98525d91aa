import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assessmentAttempts, assessments, enrollments } from '../schema/facts.ts';
import { learnerCourses } from '../schema/rollups.ts';
import { insertWorld, type World } from '../testing/fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { withOrg } from '../with-org.ts';
import { loadCourseState } from './course-state.ts';

const now = new Date().toISOString();
const ago = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
let db: TestDatabase;
let world: World;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await insertWorld(db, { slug: 'one', now, learners: 4 });
  const { organizationId, courseId } = world;
  const fact = () => { const id = randomUUID(); return { organizationId, id, source: 'test', sourceId: id, version: 1, digest: id, receivedAt: now }; };
  const [first = '', second = '', third = '', fourth = ''] = world.learners;
  const [test, otherTest] = [{ ...fact(), title: 'Test', courseId, kind: 'other' as const, max: 50 },
    { ...fact(), title: 'No course given', courseId, kind: 'post' as const, max: 100 }];
  const attempt = (userId: string, assessment: { id: string }, kind: 'baseline' | 'post' | 'other', score: number, days: number, over: object = {}) =>
    ({ ...fact(), userId, assessmentId: assessment.id, courseId, occurredAt: ago(days), score, max: 50, attemptNo: 1, kind, ...over });
  await withOrg(db.worker, { organizationId, userId: null, role: 'worker' }, async (tx) => {
    await tx.insert(assessments).values([test, otherTest]);
    await tx.insert(assessmentAttempts).values([
      attempt(first, test, 'baseline', 20, 30), attempt(first, test, 'other', 60, 20, { items: [{ itemId: 'q1', score: 1 }] }),
      attempt(first, test, 'other', 5, 10),
      attempt(first, otherTest, 'post', 35, 9, { courseId: null }), attempt(first, otherTest, 'post', 50, 2, { courseId: null }),
      attempt(second, otherTest, 'post', 40, 8), attempt(second, test, 'baseline', 10, 7),
    ]);
    await tx.insert(learnerCourses).values([{ userId: first, back: 2 }, { userId: second, back: 5 }].map(({ userId, back }) =>
      ({ organizationId, userId, courseId, lastActiveDay: ago(back).slice(0, 10), rating: null, ratingDay: null })));
    const enrolled = (userId: string, status: 'completed' | 'withdrawn', days: number) =>
      ({ ...fact(), userId, courseId, enrolledAt: ago(days), mode: 'unknown' as const, status });
    await tx.insert(enrollments).values([enrolled(third, 'completed', 3), enrolled(fourth, 'withdrawn', 2)]);
    await tx.insert(enrollments).values({ ...enrolled(world.untrainedLearner.userId, 'completed', 400) });
  });
});
afterAll(() => db.close());

it('one row per learner enrolled within a year, first attempts only, one gain pair per learner', async () => {
  const { organizationId, courseId, learners } = world;
  const [first = '', second = '', third = '', fourth = ''] = learners;
  const state = await withOrg(db.app, { organizationId, userId: world.trainer.userId, role: 'trainer' }, (tx) => loadCourseState(tx, courseId, now, 'UTC'));
  expect(state).toMatchObject({ courseId, enrolled: 4, topicCount: 4 });
  const pcts = state.firstAttempts.map(({ userId, pct }) => `${learners.indexOf(userId as never)} ${pct}`).sort();
  expect(pcts).toEqual(['0 100', '0 70', '1 80']); // 60 of 50 counts as 100 %, later attempts and baselines do not count
  expect(state.firstAttempts.find(({ pct }) => pct === 100)?.items).toEqual([{ itemId: 'q1', score: 1 }]);
  expect(state.gainPairs).toEqual([{ userId: first, pre: 40, post: 70 }]); // the second's final test came before the baseline
  const order = [first, second, third, fourth].map((id) => [...learners].sort().indexOf(id as never));
  const rows = order.map((place) => state.dropOff[place]);
  expect(rows.map((row) => row?.furthest)).toEqual([2, 2, 4, 2]); // completed stands at the end
  expect(rows.map((row) => row?.withdrawn)).toEqual([false, false, false, true]);
  expect(rows.map((row) => row?.idleDays)).toEqual([2, 5, 3, 2]); // last active in the course, the second likewise, and nothing since the enrollment
});
