import { insertWorld, type World } from '@verdant/db/testing/fixtures';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calculateGroups } from '../jobs/calculate-groups.ts';
import { callerOf, sessionOf, testDeps } from '../testing/test-product.ts';

const now = '2026-03-31T09:00:00.000Z';
let db: TestDatabase;
let world: World;
const jobs = (at = now) => ({ worker: db.worker, now: () => at, log: pino({ level: 'silent' }) });

beforeAll(async () => {
  db = await createTestDatabase();
  world = await insertWorld(db, { slug: 'groups', now, learners: 6 });
  await calculateGroups(jobs(), world.organizationId, { id: null, courseId: null });
});
afterAll(() => db.close());

const trainer = (person = world.trainer) => callerOf(testDeps(db, () => now), sessionOf(world, person), 'trainer').trainer;

describe('analytics of groups', () => {
  it('of a course are for those who train it: content, performance, health, distribution and what to mend', async () => {
    const { analytics, labels } = await trainer().courseAnalytics({ courseId: world.courseId });
    expect(analytics.map(({ analytic }) => analytic)).toEqual(['content-effectiveness', 'course-health', 'course-performance', 'recommendations', 'student-distribution']);
    const performance = analytics.find(({ analytic }) => analytic === 'course-performance');
    expect(performance?.envelope).toMatchObject({ status: expect.stringMatching(/ok|stale/), value: { view: 'course', enrolled: 6, completed: 0 } });
    expect(labels[world.courseId]).toBe('Course of groups');
  });

  it('of a course that somebody else trains are not found', async () => {
    await expect(trainer().courseAnalytics({ courseId: world.untrainedCourseId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('of teaching are the trainer\'s own', async () => {
    const own = await trainer().teaching();
    expect(own.analytics.map(({ analytic }) => analytic)).toEqual(['teaching-effectiveness']);
  });

  it('calculated again from the same facts keep their versions', async () => {
    const versions = async () => (await trainer().courseAnalytics({ courseId: world.courseId })).analytics.map(({ version }) => version);
    const before = await versions();
    expect(await calculateGroups(jobs('2026-03-31T10:00:00.000Z'), world.organizationId, { id: null, courseId: world.courseId })).toBe(0);
    expect(await versions()).toEqual(before);
  });

  it('compare a learner with nobody who did not agree, and say so', async () => {
    const { envelope, cohortIds } = await callerOf(testDeps(db, () => now), sessionOf(world, world.learner), 'learner').learner.comparison({});
    expect(envelope).toMatchObject({ status: 'suppressed', reason: 'not-opted-in', value: null });
    expect(cohortIds).toEqual([]);
  });
});
