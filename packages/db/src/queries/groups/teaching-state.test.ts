import type { FactBatch } from '@verdant/domain/facts/facts';
import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { buildAttempt, buildEnrollment, buildEvent, on, uuid } from '@verdant/domain/testing/build-facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { courseTrainers } from '../../schema/teaching.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { withOrg, type TenantContext } from '../../with-org.ts';
import { loadTeachingState } from './teaching-state.ts';
import { foldFacts, insertOrganization } from './testing/fold-facts.ts';

const now = '2026-05-20T12:00:00.000Z';
const timeZone = 'Europe/Berlin';
const organizationId = uuid('0a', 1) as OrganizationId;
const [ada, ben, cyd, tom, ora] = [1, 2, 3, 4, 5].map((n) => uuid('aa', n)) as [string, string, string, string, string];
const [first, second, foreign] = [1, 2, 3].map((n) => uuid('c0', n)) as [string, string, string];
const [test, other] = [uuid('a5', 1), uuid('a5', 2)];
const known = (name: string) => ({ source: 'test', sourceId: name, version: 1 });

const attempt = (userId: string, kind: 'baseline' | 'post' | 'other', day: string, score: number, fields: { courseId?: string; assessment?: string; max?: number } = {}) =>
  buildAttempt(fields.assessment ?? test, on(day), score, { userId, kind, ...(fields.courseId ? { courseId: fields.courseId } : {}), max: fields.max ?? 100 });
const facts: FactBatch = {
  courses: [first, second, foreign].map((id) => ({
    id, ...known(`course ${id}`), title: 'Course', status: 'active', createdAt: on('2024-01-01'), trainerIds: [], ...(id === first ? { targetDurationDays: 45 } : {}),
  })),
  assessments: [{ id: test, ...known('test'), title: 'Test', courseId: first, kind: 'other', max: 100 }],
  enrollments: [
    buildEnrollment(first, on('2025-05-20', '22:30'), { userId: ada, status: 'completed', completedAt: on('2025-07-01') }), // the 21st in Berlin: day 365
    buildEnrollment(second, on('2026-05-01'), { userId: ada }),
    buildEnrollment(first, on('2025-05-20', '21:30'), { userId: ben }), // the 20th: a day too early
    buildEnrollment(first, on('2026-05-02'), { userId: cyd }),
    buildEnrollment(foreign, on('2026-05-02'), { userId: ben }),
  ],
  assessment_attempts: [
    attempt(ada, 'post', '2025-06-01', 90), // before any baseline
    attempt(ada, 'baseline', '2025-06-02', 20, { max: 50 }), attempt(ada, 'baseline', '2025-06-03', 99), // the earliest counts
    attempt(ada, 'post', '2025-06-20', 70), attempt(ada, 'post', '2025-06-21', 100),
    attempt(ada, 'baseline', '2026-05-03', 10, { courseId: second }), attempt(ada, 'post', '2026-05-04', 55, { courseId: second, assessment: other }),
    attempt(cyd, 'baseline', '2026-05-03', 50), // nothing after it
    attempt(ben, 'baseline', '2026-05-03', 10), attempt(ben, 'post', '2026-05-04', 90), // enrolled too long ago
    attempt(ben, 'post', '2026-05-05', 90, { courseId: foreign }),
  ],
  learning_events: [buildEvent({ userId: cyd, occurredAt: on('2026-05-06'), verb: 'rated', object: { type: 'course', id: first }, rating: 5 })],
};

let db: TestDatabase;
const load = (userId: string, role: 'worker' | 'trainer' = 'worker') => {
  const context: TenantContext = { organizationId, userId: role === 'worker' ? null : userId as UserId, role };
  return withOrg(role === 'worker' ? db.worker : db.app, context, (tx) => loadTeachingState(tx, userId, now, timeZone));
};

beforeAll(async () => {
  db = await createTestDatabase();
  const organization = { organizationId, timeZone, userIds: [ada, ben, cyd, tom, ora] };
  await insertOrganization(db, organization);
  await foldFacts(db, organization, facts, now);
  await withOrg(db.owner, { organizationId, userId: null, role: 'operator' }, async (tx) => {
    await tx.insert(courseTrainers).values([[first, tom], [second, tom], [foreign, ora]].map(([courseId = '', userId = '']) => ({ organizationId, courseId, userId })));
  });
});
afterAll(() => db.close());

describe('loadTeachingState', () => {
  it('a row per learner and course of the trainer, enrolled on one of the last 365 days', async () => {
    const { learners, targetDurationDays, asOf } = await load(tom);
    expect(learners.map(({ courseId, userId, status, enrolledDay, rating }) => [courseId, userId, status, enrolledDay, rating?.value])).toEqual([
      [first, ada, 'completed', '2025-05-21', undefined], [first, cyd, 'active', '2026-05-02', 5], [second, ada, 'active', '2026-05-01', undefined],
    ]);
    expect([targetDurationDays, asOf]).toEqual([new Map([[first, 45]]), on('2026-05-06')]);
  });

  it('results of those learners: three final tests in the first course by its assessment, one in the second by its own word', async () => {
    expect((await load(tom)).results.map(({ courseId, userId, assessmentId, attempts, latestPct }) => [courseId, userId, assessmentId, attempts, latestPct]))
      .toEqual([[first, ada, test, 3, 100], [second, ada, other, 1, 55]]);
  });

  it('a pair per learner and course: 20 of 50 = 40 to 70 in the first, 10 to 55 in the second', async () => {
    expect((await load(tom)).gainPairs).toEqual([{ userId: ada, pre: 40, post: 70 }, { userId: ada, pre: 10, post: 55 }]);
  });

  it('is the same for the trainer, and empty for one who trains nothing', async () => {
    expect(await load(tom, 'trainer')).toEqual(await load(tom));
    expect(await load(ada)).toEqual({ learners: [], results: [], gainPairs: [], targetDurationDays: new Map(), asOf: null });
    expect((await load(ora)).learners.map(({ userId }) => userId)).toEqual([ben]);
  });
});
