import { sql } from 'drizzle-orm';
import { factSchemas, type Enrollment, type FactKind } from '@verdant/domain/facts/facts';
import type { OrganizationId } from '@verdant/domain/ids';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personId } from '../../stores/facts/fact-id.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { withOrg } from '../../with-org.ts';
import { at, buildCurriculum } from './curriculum.ts';
import { demoOrganizationId } from './identify.ts';
import { nextActivity, type LearnerState } from './next-activity.ts';
import { randomFrom } from './random.ts';
import { seedDemo } from './seed-demo.ts';
import { tickDemo } from './ticker.ts';

const now = '2026-03-31T16:00:00.000Z';
const organizationId = demoOrganizationId('demo') as OrganizationId;

describe('nextActivity', () => {
  const curriculum = buildCurriculum(organizationId, ['data'], '2026-03-31');
  const course = at(at(curriculum.tracks, 0).courses, 0);
  const enrollment: Enrollment = {
    id: randomUUID(), source: 'course-builder', sourceId: 'e1', version: 1, userId: randomUUID(), courseId: course.id, enrolledAt: '2026-01-01T00:00:00.000Z',
    mode: 'voluntary', status: 'active',
  };
  const stateOf = (over: Partial<LearnerState> = {}): LearnerState => ({
    userId: enrollment.userId, enrollments: [enrollment], doneTopicIds: new Set(), doneItemIds: new Set(), attempts: new Map(), recent: 0.95, ...over,
  });

  it('goes on with the first item of the first open topic, ending now', () => {
    const { learning_events: events = [] } = nextActivity(stateOf(), curriculum, now, randomFrom('a'));
    expect(events.map(({ verb, object }) => [verb, object.id])).toEqual(
      [['opened', course.topics[0]?.items[0]?.id], ['read', course.topics[0]?.items[0]?.id], ['completed', course.topics[0]?.items[0]?.id]]
    );
    expect(events[2]?.occurredAt).toBe(now);
    expect((events[0]?.occurredAt ?? now) < now).toBe(true);
  });

  it('takes the test when every item is seen; the last topic completes the course as a higher version of the enrollment', () => {
    const last = at(course.topics, course.topics.length - 1);
    const state = stateOf({
      doneTopicIds: new Set(
        course.topics.filter(({ id }) => id !== last.id).map(({ id }) => id)
      ), doneItemIds: new Set(last.items.map(({ id }) => id)), attempts: new Map([[last.quizId, 3]]),
    });
    const batch = nextActivity(state, curriculum, now, randomFrom('b'));
    expect(batch.assessment_attempts?.[0]).toMatchObject({ assessmentId: last.quizId, attemptNo: 4 });
    expect(batch.topic_completions).toMatchObject([{ topicId: last.id, occurredAt: now }]);
    expect(batch.enrollments).toEqual([{ ...enrollment, version: 2, status: 'completed', completedAt: now, certificateAt: now }]);
  });

  it('looks back when nothing is open, and does nothing without a course', () => {
    const done = stateOf({ doneTopicIds: new Set(course.topics.map(({ id }) => id)) });
    expect(Object.keys(nextActivity(done, curriculum, now, randomFrom('c')))).toContain('learning_events');
    expect(nextActivity(stateOf({ enrollments: [] }), curriculum, now, randomFrom('d'))).toEqual({});
  });

  it('makes facts that satisfy their schemas, whatever the dice say', () => {
    for (let i = 0; i < 60; i += 1) {
      const topic = at(course.topics, i % course.topics.length);
      const state = stateOf(
        {
          doneTopicIds: new Set(course.topics.slice(0, i % course.topics.length).map(({ id }) => id)),
          doneItemIds: new Set(topic.items.slice(0, i % 6).map(({ id }) => id)), recent: (i % 10) / 10,
        }
      );
      for (const [kind, facts] of Object.entries(nextActivity(state, curriculum, now, randomFrom(`dice ${i}`)))) {
        for (const fact of facts) expect(factSchemas[kind as FactKind].safeParse(fact).success).toBe(true);
      }
    }
  });
});

describe('tickDemo', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    await seedDemo(db.owner, db.worker, { now, passwordHash: 'hash' });
  });
  afterAll(() => db.close());
  const inWorker = <T extends Record<string, unknown>>(text: string) =>
    withOrg(db.worker, { organizationId, userId: null, role: 'worker' }, (tx) => tx.execute<T>(sql.raw(text))).then(({ rows }) => rows);

  it('adds activity of one to three people a tick, the learner account often among them, and marks exactly them', async () => {
    await inWorker('DELETE FROM dirty_learner_days');
    const [before] = await inWorker<{ n: number }>('SELECT count(*)::int AS n FROM learning_events');
    const random = randomFrom('ticks');
    const touched: string[] = [];
    for (let i = 1; i <= 12; i += 1) {
      const users = await tickDemo(db.worker, organizationId, new Date(Date.parse(now) + i * 25_000).toISOString(), random.next);
      expect(users.length).toBeGreaterThanOrEqual(1);
      expect(users.length).toBeLessThanOrEqual(3);
      touched.push(...users);
    }
    const [after] = await inWorker<{ n: number }>('SELECT count(*)::int AS n FROM learning_events');
    expect((after?.n ?? 0) - (before?.n ?? 0)).toBeGreaterThanOrEqual(12);
    expect(touched).toContain(personId(organizationId, 'account-learner'));
    const dirty = await inWorker<{ user_id: string }>('SELECT DISTINCT user_id FROM dirty_learner_days ORDER BY 1');
    expect(dirty.map(({ user_id }) => user_id)).toEqual([...new Set(touched)].sort());
    expect(await inWorker('SELECT 1 FROM dead_letters')).toEqual([]);
  });

  it('leaves every other organization alone', async () => {
    expect(await tickDemo(db.worker, randomUUID() as OrganizationId, now, Math.random)).toEqual([]);
  });

  it('lets people rest: a learner who has done a day of work is not woken again', async () => {
    const random = randomFrom('long day');
    for (let i = 0; i < 60; i += 1) await tickDemo(
      db.worker, organizationId, new Date(Date.parse(now) + 3_600_000 + i * 25_000).toISOString(), () => random.next() * 0.5
    );
    const [most] = await inWorker<{ n: number }>(
      `SELECT max(n)::int AS n FROM (SELECT count(*) AS n FROM learning_events WHERE occurred_at >= '2026-03-30T22:00:00Z' GROUP BY user_id) AS days`
    );
    expect(most?.n).toBeLessThanOrEqual(93);
  });
});
