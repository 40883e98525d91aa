import { eq, sql } from 'drizzle-orm';
import type { Course, FactBatch, LearningEvent, TopicCompletion } from '@verdant/domain/facts/facts';
import type { OrganizationId } from '@verdant/domain/ids';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { learningEvents, topicCompletions } from '../../schema/facts.ts';
import { deadLetters } from '../../schema/operations.ts';
import { organizations } from '../../schema/people.ts';
import { dirtyLearnerDays } from '../../schema/rollups.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { withOrg, type TenantContext, type Tx } from '../../with-org.ts';
import { factId } from './fact-id.ts';
import { storeFacts } from './store-facts.ts';
import type { KindReport } from './store-report.ts';
import { upsertPeople } from './upsert-people.ts';

let db: TestDatabase;
let organizationId: string;
let userId: string;
let operator: TenantContext;
let worker: TenantContext;
const now = '2026-03-31T12:00:00.000Z';
const none: KindReport = { inserted: 0, unchanged: 0, replaced: 0, ignoredOlder: 0, conflicts: 0, quarantined: 0, expired: 0, erased: 0 };

beforeAll(async () => { db = await createTestDatabase(); });
afterAll(() => db.close());

beforeEach(async () => {
  organizationId = randomUUID();
  operator = { organizationId: organizationId as OrganizationId, userId: null, role: 'operator' };
  worker = { ...operator, role: 'worker' };
  await withOrg(db.owner, operator, async (tx) => {
    await tx.insert(organizations).values({ id: organizationId, slug: organizationId, name: 'One', timeZone: 'Europe/Berlin' });
    const people = await upsertPeople(tx, organizationId, [{ externalId: 'ada', name: 'Ada', joinedOn: '2026-01-01' }]);
    userId = people.ids.get('ada') ?? '';
  });
});

const inWorker = <T>(work: (tx: Tx) => Promise<T>) => withOrg(db.worker, worker, work);
const store = (batch: FactBatch, at = now) => inWorker((tx) => storeFacts(tx, { organizationId, timeZone: 'Europe/Berlin', now: at }, batch));
const course = (over: Partial<Course> = {}): Course => ({
  id: factId(organizationId, 'builder', 'courses', 'course:1'), source: 'builder', sourceId: 'course:1', version: 1, title: 'SQL', status: 'active',
  createdAt: '2026-01-01T00:00:00.000Z', trainerIds: [], ...over,
});
const event = (name: string, over: Partial<LearningEvent> = {}): LearningEvent => ({
  id: factId(organizationId, 'lrs', 'learning_events', name), source: 'lrs', sourceId: name, version: 1, userId, occurredAt: '2026-03-30T10:00:00.000Z',
  verb: 'opened', object: { type: 'other', id: 'page:1' }, ...over,
});
const completion = (over: Partial<TopicCompletion> = {}): TopicCompletion => ({
  id: factId(organizationId, 'builder', 'topic_completions', 'done:1'), source: 'builder', sourceId: 'done:1', version: 1, userId,
  topicId: '8f4bfa5c-8a3c-4f0e-9f59-2a5d0c9d9a11', occurredAt: '2026-03-20T10:00:00.000Z', via: 'course', ...over,
});
const dirty = () => inWorker(async (tx) => {
  const rows = await tx.select({ day: dirtyLearnerDays.day }).from(dirtyLearnerDays);
  return rows.map(({ day }) => day).sort();
});
const clearDirty = () => inWorker((tx) => tx.delete(dirtyLearnerDays));
const letters = () => inWorker((tx) => tx.select({ reason: deadLetters.reason, sourceId: deadLetters.sourceId, kind: deadLetters.kind }).from(deadLetters));

describe('storeFacts', () => {
  it('inserts facts of several kinds and marks the local day, which in Berlin is the next one at 23:30 UTC', async () => {
    const report = await store({ courses: [course()], learning_events: [event('a', { occurredAt: '2026-03-29T23:30:00.000Z' })] });
    expect(report).toEqual({ courses: { ...none, inserted: 1 }, learning_events: { ...none, inserted: 1 } });
    expect(await dirty()).toEqual(['2026-03-30']);
  });

  it('adds nothing and marks nothing when the same batch comes again', async () => {
    const batch = { courses: [course()], learning_events: [event('a'), event('b')], topic_completions: [completion()] };
    await store(batch);
    await clearDirty();
    expect(await store(batch, '2026-04-02T00:00:00.000Z')).toEqual({
      courses: { ...none, unchanged: 1 }, learning_events: { ...none, unchanged: 2 }, topic_completions: { ...none, unchanged: 1 },
    });
    expect(await dirty()).toEqual([]);
    expect(await inWorker((tx) => tx.select().from(learningEvents))).toHaveLength(2);
  });

  it('counts a fact once that stands twice in one batch, and lets a higher version in the same batch win in either order', async () => {
    const [low, high] = [event('a', { clicks: 1 }), event('a', { clicks: 5, version: 2 })];
    expect((await store({ learning_events: [low, low, high] })).learning_events).toEqual({ ...none, inserted: 1, unchanged: 1, replaced: 1 });
    expect((await store({ learning_events: [event('b', { version: 2 }), event('b')] })).learning_events).toEqual({ ...none, inserted: 1, ignoredOlder: 1 });
    const rows = await inWorker(
      (tx) => tx.select({ clicks: learningEvents.clicks, version: learningEvents.version }).from(learningEvents).where(eq(learningEvents.sourceId, 'a'))
    );
    expect(rows).toEqual([{ clicks: 5, version: 2 }]);
  });

  it('keeps the first content of a version and puts the other aside, once', async () => {
    await store({ courses: [course()] });
    const other = { courses: [course({ title: 'Another title' })] };
    expect((await store(other)).courses).toEqual({ ...none, conflicts: 1 });
    await store(other);
    expect(await letters()).toEqual([{ reason: 'version_conflict', sourceId: 'course:1', kind: 'courses' }]);
    const titles = await inWorker((tx) => tx.execute<{ title: string }>(sql`SELECT title FROM courses`));
    expect(titles.rows).toEqual([{ title: 'SQL' }]);
  });

  it('treats an absent and a null field, and other orders of nested keys, as the same content', async () => {
    const attempt = {
      id: factId(organizationId, 'x', 'assessment_attempts', 'a1'), source: 'x', sourceId: 'a1', version: 1, userId, assessmentId: randomUUID(),
      occurredAt: '2026-03-30T10:00:00.000Z', score: 8, max: 10, attemptNo: 1, kind: 'other' as const, skills: [{ skillId: userId, score: 0.5 }],
    };
    await store({ assessment_attempts: [attempt] });
    const again = await store({ assessment_attempts: [{ ...attempt, items: null, skills: [{ score: 0.5, skillId: userId }] }] });
    expect(again.assessment_attempts).toEqual({ ...none, unchanged: 1 });
  });

  it('replaces by a higher version, also into another month, and marks the old and the new day', async () => {
    await store({ learning_events: [event('a')], topic_completions: [completion()] });
    await clearDirty();
    const report = await store({
      learning_events: [event('a', { version: 3, occurredAt: '2025-11-02T10:00:00.000Z' })],
      topic_completions: [completion({ version: 2, occurredAt: '2026-03-18T10:00:00.000Z' })],
    });
    expect(report.learning_events).toEqual({ ...none, replaced: 1 });
    expect(await dirty()).toEqual(['2025-11-02', '2026-03-18', '2026-03-20', '2026-03-30']);
    expect(await inWorker((tx) => tx.select({ at: learningEvents.occurredAt, version: learningEvents.version }).from(learningEvents)))
      .toEqual([{ at: '2025-11-02T10:00:00.000Z', version: 3 }]);
    expect(await inWorker((tx) => tx.select({ at: topicCompletions.occurredAt }).from(topicCompletions))).toEqual([{ at: '2026-03-18T10:00:00.000Z' }]);
  });

  it('ignores a lower version that comes late', async () => {
    await store({ courses: [course({ version: 4, title: 'New' })] });
    expect((await store({ courses: [course({ version: 3, title: 'Old' })] })).courses).toEqual({ ...none, ignoredOlder: 1 });
  });

  it('replaces a course that topics point at, and marks those enrolled in it', async () => {
    const enrollment = {
      id: factId(organizationId, 'builder', 'enrollments', 'e1'), source: 'builder', sourceId: 'e1', version: 1, userId, courseId: course().id,
      enrolledAt: '2026-02-01T00:00:00.000Z', mode: 'unknown' as const, status: 'active' as const,
    };
    const topic = {
      id: factId(organizationId, 'builder', 'topics', 't1'), source: 'builder', sourceId: 't1', version: 1, title: 'Joins',
      courseId: course().id, position: 0, skillIds: [],
    };
    await store({ courses: [course()], topics: [topic], enrollments: [enrollment] });
    expect(await dirty()).toEqual([null]);
    await clearDirty();
    expect((await store({ courses: [course({ version: 2, passMark: 80 })] })).courses).toEqual({ ...none, replaced: 1 });
    expect(await dirty()).toEqual([null]);
  });

  it('sets a time up to 1 h ahead to now, and a replay of it is still the same fact', async () => {
    const ahead = { learning_events: [event('a', { occurredAt: '2026-03-31T13:00:00.000Z' })] };
    await store(ahead);
    expect(await inWorker((tx) => tx.select({ at: learningEvents.occurredAt }).from(learningEvents))).toEqual([{ at: now }]);
    expect((await store(ahead, '2026-03-31T14:00:00.000Z')).learning_events).toEqual({ ...none, unchanged: 1 });
  });

  it('keeps a time further ahead aside as future, and takes it when its time has come; a time before 2000 is refused', async () => {
    const future = { learning_events: [event('a', { occurredAt: '2026-03-31T13:00:00.001Z' })] };
    expect((await store({ learning_events: [...future.learning_events, event('b', { occurredAt: '1999-12-31T23:59:59.000Z' })] })).learning_events)
      .toEqual({ ...none, quarantined: 2 });
    expect((await letters()).map(({ reason }) => reason).sort()).toEqual(['future', 'out_of_range']);
    expect(await dirty()).toEqual([]);
    expect((await store(future, '2026-03-31T13:30:00.000Z')).learning_events).toEqual({ ...none, inserted: 1 });
  });

  it('keeps facts about unknown people and courses aside and stores the rest of the batch', async () => {
    const report = await store({
      learning_events: [event('a'), event('b', { userId: randomUUID() })],
      topics: [{ id: randomUUID(), source: 'x', sourceId: 't', version: 1, title: 'T', courseId: randomUUID(), position: 0, skillIds: [] }],
    });
    expect(report).toEqual({ topics: { ...none, quarantined: 1 }, learning_events: { ...none, inserted: 1, quarantined: 1 } });
    expect((await letters()).map(({ reason }) => reason).sort()).toEqual(['unknown_course', 'unknown_person']);
  });

  it('makes the month of an event of long ago', async () => {
    expect((await store({ learning_events: [event('old', { occurredAt: '2013-10-05T10:00:00.000Z' })] })).learning_events).toEqual({ ...none, inserted: 1 });
  });

  it('stores each fact once when two identical batches of 3,000 arrive at the same time', async () => {
    const batch = { learning_events: Array.from({ length: 3_000 }, (_, i) => event(`e${i}`)) };
    const reports = await Promise.all([store(batch), store(batch)]);
    const counts = reports.map(({ learning_events }) => learning_events);
    expect(counts.sort((a, b) => (b?.inserted ?? 0) - (a?.inserted ?? 0))).toEqual([{ ...none, inserted: 3_000 }, { ...none, unchanged: 3_000 }]);
    expect(await inWorker((tx) => tx.$count(learningEvents))).toBe(3_000);
  });

  it('finds events near their time when the source promises that times hardly move', async () => {
    const near = (batch: FactBatch) => inWorker((tx) => storeFacts(tx, { organizationId, timeZone: 'UTC', now, timesMoveAtMostDays: 2 }, batch));
    await near({ learning_events: [event('a'), event('b', { occurredAt: '2025-12-31T23:00:00.000Z' })] });
    const moved = event('b', { version: 2, occurredAt: '2026-01-01T01:00:00.000Z' });
    expect((await near({ learning_events: [event('a'), moved] })).learning_events).toEqual({ ...none, unchanged: 1, replaced: 1 });
    expect(await inWorker((tx) => tx.$count(learningEvents))).toBe(2);
  });

  it('stores nothing of a batch whose transaction fails', async () => {
    const failing = inWorker(async (tx) => {
      await storeFacts(tx, { organizationId, timeZone: 'UTC', now }, { learning_events: [event('a')] });
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await inWorker((tx) => tx.$count(learningEvents))).toBe(0);
    expect(await dirty()).toEqual([]);
  });
});
