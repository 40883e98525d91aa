import type { Role } from '@verdant/domain/access/roles';
import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assessments, courses, enrollments } from '../schema/facts.ts';
import { learnerAssessments } from '../schema/rollups.ts';
import { courseTrainers } from '../schema/teaching.ts';
import { insertWorld, type Person, type World } from '../testing/fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { withOrg } from '../with-org.ts';
import { loadCourseAverages } from './course-averages.ts';

const now = new Date().toISOString();
let db: TestDatabase;
let world: World;
/** A second course of the same learners, which nobody here trains. */
const otherCourse = randomUUID();

beforeAll(async () => {
  db = await createTestDatabase();
  world = await insertWorld(db, { slug: 'one', now, learners: 4 });
  const { organizationId, courseId } = world;
  const fact = () => { const id = randomUUID(); return { organizationId, id, source: 'test', sourceId: id, version: 1, digest: id, receivedAt: now }; };
  const [first = '', second = '', third = ''] = world.learners;
  const [inCourse, unknown] = [{ ...fact(), title: 'Told by the assessment', courseId, kind: 'other' as const, max: 100 }, randomUUID()];
  const row = (userId: string, assessmentId: string, course: string | null, [firstPct, bestPct, latestPct]: [number, number, number]) => ({
    organizationId, userId, assessmentId, courseId: course, attempts: 3, firstPct, bestPct, latestPct, firstPassed: false, latestPassed: false,
    firstPassPosition: null, minutesSum: 0, minutesN: 0,
  });
  await withOrg(db.worker, { organizationId, userId: null, role: 'worker' }, async (tx) => {
    await tx.insert(assessments).values(inCourse);
    await tx.insert(courses).values({ ...fact(), id: otherCourse, title: 'Other', status: 'active', createdAt: now });
    const enrolled = (userId: string, course: string, status: 'active' | 'withdrawn' = 'active') =>
      ({ ...fact(), userId, courseId: course, enrolledAt: now, mode: 'unknown' as const, status });
    // The first enrolled a second time, the third withdrew: each is one learner of the course.
    await tx.insert(enrollments).values([enrolled(first, otherCourse), enrolled(second, otherCourse), enrolled(first, courseId),
      enrolled(third, courseId, 'withdrawn')]);
    await tx.insert(learnerAssessments).values([
      row(first, inCourse.id, null, [10, 90, 50]), row(first, randomUUID(), courseId, [30, 70, 60]),
      row(first, randomUUID(), otherCourse, [1, 5, 3]), row(first, unknown, null, [0, 0, 0]),
      row(second, inCourse.id, courseId, [40, 60, 45]), row(second, randomUUID(), otherCourse, [2, 7, 4]),
      row(third, inCourse.id, null, [20, 20, 20]), row(world.untrainedLearner.userId, randomUUID(), courseId, [99, 99, 99]),
    ]);
  });
});
afterAll(() => db.close());

const load = (person: Person, role: Role, userId: string, policy: 'best' | 'first' | 'latest' = 'best') =>
  withOrg(db.app, { organizationId: world.organizationId, userId: person.userId, role }, (tx) =>
    loadCourseAverages(tx, userId, policy, { userId: person.userId, role }));

describe('loadCourseAverages', () => {
  it('averages each learner in the course: (90 + 70)/2 = 80 among 20, 60 and 80; the fourth has no result', async () => {
    expect(await load(world.trainer, 'trainer', world.learner.userId)).toEqual([{ courseId: world.courseId, own: 80, all: [20, 60, 80] }]);
  });

  it.each([['first', 20, [20, 20, 40]], ['latest', 55, [20, 45, 55]]] as const)('by the %s attempt it is %d', async (policy, own, all) => {
    expect(await load(world.trainer, 'trainer', world.learner.userId, policy)).toEqual([{ courseId: world.courseId, own, all }]);
  });

  it('gives an org admin every course of the learner, the same numbers in the trained one', async () => {
    const managed = await load(world.admin, 'org_admin', world.learner.userId);
    expect(managed).toHaveLength(2);
    expect(managed).toContainEqual({ courseId: world.courseId, own: 80, all: [20, 60, 80] });
    expect(managed).toContainEqual({ courseId: otherCourse, own: 5, all: [5, 7] });
  });

  it('is empty for a learner without a result there, and for one whom nobody here trains', async () => {
    const [, , , fourth = ''] = world.learners;
    expect(await load(world.trainer, 'trainer', fourth)).toEqual([]);
    expect(await load(world.trainer, 'trainer', world.untrainedLearner.userId)).toEqual([]);
  });

  it('gives a trainer of the cohort alone no course, for they see only some of its learners', async () => {
    await withOrg(db.owner, { organizationId: world.organizationId, userId: null, role: 'operator' }, (tx) =>
      tx.delete(courseTrainers).where(eq(courseTrainers.userId, world.trainer.userId)));
    expect(await load(world.trainer, 'trainer', world.learner.userId)).toEqual([]);
  });
});
