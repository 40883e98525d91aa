import type { FactBatch } from '@verdant/domain/facts/facts';
import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { buildAttempt, buildCompletion, buildEnrollment, buildEvent, on, uuid } from '@verdant/domain/testing/build-facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { courseTrainers } from '../../schema/teaching.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { withOrg, type Tx } from '../../with-org.ts';
import { loadCourseGroup } from './course-group.ts';
import { foldFacts, insertOrganization } from './testing/fold-facts.ts';

const now = '2026-05-20T12:00:00.000Z';
const timeZone = 'Europe/Berlin';
const organizationId = uuid('0a', 1) as OrganizationId;
const otherId = uuid('0b', 1) as OrganizationId;
const [ada, ben, cyd, dan, eve, tom] = [1, 2, 3, 4, 5, 6].map((n) => uuid('aa', n)) as [string, string, string, string, string, string];
const userIds = [ada, ben, cyd, dan, eve, tom];
const [course, elsewhere] = [uuid('c0', 1), uuid('c0', 2)];
const [t1, t2, t3, twinOfT1, x2] = [1, 2, 3, 4, 5].map((n) => uuid('10', n)) as [string, string, string, string, string];
const [film, text, old] = [1, 2, 3].map((n) => uuid('1e', n)) as [string, string, string];
const [quiz, loose] = [uuid('a5', 1), uuid('a5', 2)];

const known = (name: string) => ({ source: 'test', sourceId: name, version: 1 });
const topic = (id: string, position: number, fields: object = {}) => ({ id, ...known(`topic ${id}`), title: 'Topic', courseId: course, position, skillIds: [], ...fields });
const item = (id: string, fields: object) =>
  ({ id, ...known(`item ${id}`), title: 'Item', type: 'video' as const, createdBy: 'human' as const, skillIds: [], status: 'active' as const, ...fields });

/** Five topics are three: the fourth equals the first, and the second equals one that no course names. */
const catalogue: FactBatch = {
  courses: [course, elsewhere].map((id) => ({
    id, ...known(`course ${id}`), title: 'Course', status: 'active', createdAt: '2026-01-31T23:30:00.000Z', trainerIds: [], targetCompletionPct: 80, targetDurationDays: 45,
  })),
  topics: [topic(t3, 9), topic(t1, 1, { expectedMin: 30 }), topic(t2, 2, { canonicalId: x2 }), topic(twinOfT1, 8, { canonicalId: t1 }),
    topic(x2, 0, { courseId: null, expectedMin: 45 })],
  content_items: [item(film, { courseId: course }), item(text, { topicId: t1 }), item(old, { courseId: course, status: 'archived' })],
  assessments: [{ id: quiz, ...known('quiz'), title: 'Quiz', courseId: course, topicId: t2, kind: 'other', max: 100 },
    { id: loose, ...known('loose'), title: 'Loose', kind: 'other', max: 100 }],
};
const facts: FactBatch = {
  enrollments: [
    buildEnrollment(course, on('2026-04-01'), { userId: ada, status: 'withdrawn' }),
    buildEnrollment(course, on('2026-05-01', '22:30'), { userId: ada }), // half past midnight in Berlin
    buildEnrollment(course, on('2026-04-01'), { userId: ben, status: 'completed', completedAt: on('2026-05-10', '22:30') }),
    buildEnrollment(elsewhere, on('2026-04-01'), { userId: cyd }),
    buildEnrollment(course, on('2026-03-01'), { userId: dan, status: 'withdrawn', withdrawnAt: on('2026-05-05') }),
    buildEnrollment(course, on('2026-05-21'), { userId: eve }), // tomorrow
  ],
  topic_completions: [
    buildCompletion(twinOfT1, on('2026-04-10'), { userId: ada }), buildCompletion(x2, on('2026-05-12'), { userId: ada }), buildCompletion(t1, on('2026-05-12'), { userId: cyd }),
  ],
  assessment_attempts: [
    buildAttempt(quiz, on('2026-05-13'), 60, { userId: ada, topicId: t2, durationMin: 20 }),
    buildAttempt(quiz, on('2026-05-14'), 80, { userId: ada, topicId: t2, durationMin: 25, attemptNo: 2 }),
    buildAttempt(loose, on('2026-05-14'), 10, { userId: ada }), buildAttempt(loose, on('2026-04-20'), 90, { userId: dan, courseId: course }),
  ],
  learning_events: [
    buildEvent({ userId: ada, occurredAt: on('2026-05-15', '09:00'), verb: 'rated', object: { type: 'course', id: course }, rating: 4 }),
    buildEvent({ userId: ada, occurredAt: on('2026-05-15', '09:05'), verb: 'posted', object: { type: 'course', id: course } }),
    buildEvent({ userId: ada, occurredAt: on('2026-05-15', '21:00'), object: { type: 'other', id: 'x' } }),
    buildEvent({ userId: ada, occurredAt: on('2026-05-16', '09:00'), verb: 'completed', object: { type: 'content', id: film, topicId: t1 }, durationMin: 300 }),
    buildEvent({ userId: ada, occurredAt: on('2026-05-16', '09:00'), verb: 'completed', object: { type: 'content', id: old } }),
    buildEvent({ userId: dan, occurredAt: on('2026-05-15', '22:30'), object: { type: 'content', id: text } }), // the 16th in Berlin
    buildEvent({ userId: cyd, occurredAt: on('2026-05-16'), object: { type: 'topic', id: t1 } }),
  ],
};

let db: TestDatabase;
const asWorker = <T>(work: (tx: Tx) => Promise<T>) => withOrg(db.worker, { organizationId, userId: null, role: 'worker' }, work);
const load = (only?: readonly string[]) => asWorker((tx) => loadCourseGroup(tx, course, now, timeZone, only));

beforeAll(async () => {
  db = await createTestDatabase();
  for (const id of [organizationId, otherId]) {
    const organization = { organizationId: id, timeZone, userIds };
    await insertOrganization(db, organization);
    await foldFacts(db, organization, catalogue, now);
    await foldFacts(db, organization, facts, now);
    await withOrg(db.owner, { organizationId: id, userId: null, role: 'operator' }, async (tx) => {
      await tx.insert(courseTrainers).values({ organizationId: id, courseId: course, userId: tom });
    });
  }
});
afterAll(() => db.close());

describe('loadCourseGroup', () => {
  it('counts two items of the course, one by its topic, and leaves the archived one out; created on 1 February in Berlin', async () => {
    expect((await load())?.course).toEqual({ courseId: course, createdDay: '2026-02-01', targetCompletionPct: 80, targetDurationDays: 45, items: 2 });
  });

  it('a row per learner by the latest enrollment: in progress at topic 2 of 3, completed, withdrawn; not who enrolls tomorrow or elsewhere', async () => {
    const base = { courseId: course, completedDay: null, recentDoneDays: [], itemsCompleted: 0, lastActiveDay: null, rating: null, topicsDone: 0 };
    expect((await load())?.learners).toEqual([
      {
        ...base, userId: ada, enrolledDay: '2026-05-02', status: 'active', furthest: 2, topicsDone: 2, recentDoneDays: ['2026-05-12'], itemsCompleted: 1,
        lastActiveDay: '2026-05-16', rating: { value: 4, day: '2026-05-15' },
      },
      { ...base, userId: ben, enrolledDay: '2026-04-01', status: 'completed', completedDay: '2026-05-11', furthest: 3 },
      { ...base, userId: dan, enrolledDay: '2026-03-01', status: 'withdrawn', furthest: 0, lastActiveDay: '2026-05-16' },
    ]);
  });

  it('results by the course that the attempts name, else the one of the assessment, with its canonical topic', async () => {
    const results = (await load())?.results.map(({ userId, assessmentId, courseId, topicId, attempts, bestPct }) => [userId, assessmentId, courseId, topicId, attempts, bestPct]);
    expect(results).toEqual([[ada, quiz, course, x2, 2, 80], [dan, loose, course, null, 1, 90]]);
  });

  it('three topics in teaching order: 300 minutes on the first, a best of 80 and 45 minutes on the second, nothing on the third', async () => {
    const topics = (await load())?.topics ?? [];
    expect(topics.map(({ topicId, expectedMin, learners, pctSum }) => [topicId, expectedMin, learners, pctSum])).toEqual([[t1, 30, 0, 0], [x2, 45, 1, 80], [t3, null, 0, 0]]);
    expect(topics.map(({ minutes }) => [minutes.length, minutes.indexOf(1), minutes.reduce((all, n) => all + n, 0)])).toEqual([[121, 120, 1], [121, 22, 1], [121, -1, 0]]);
  });

  it('days of the last 30 with points of the course alone, summed over its learners: the 15th has 2 of one, the 16th 2 of one and 1 of another', async () => {
    const days = (await load())?.days ?? [];
    expect(days.map(({ day, points, activeMin, sessions, posts }) => [day, points, activeMin, sessions, posts])).toEqual([
      ['2026-05-13', 1, 20, 1, 0], ['2026-05-14', 1, 25, 1, 0], ['2026-05-15', 2, 5, 1, 1], ['2026-05-16', 3, 240, 2, 0],
    ]);
    expect(days.at(-1)?.hours.flatMap((points, hour) => (points === 0 ? [] : [[hour, points]]))).toEqual([[0, 1], [11, 2]]);
  });

  it('is as of the newest act of the last day in the course', async () => {
    expect((await load())?.asOf).toBe(on('2026-05-16', '09:00'));
  });

  it('of some people has only theirs; of nobody only the topics; of an unknown course nothing', async () => {
    const group = await load([dan, cyd]);
    expect(group?.learners.map(({ userId }) => userId)).toEqual([dan]);
    expect([group?.results.length, group?.topics.map(({ learners }) => learners), group?.days.map(({ day, points }) => [day, points])])
      .toEqual([1, [0, 0, 0], [['2026-05-16', 1]]]);
    expect(await load([])).toMatchObject({ learners: [], results: [], days: [], topics: [{}, {}, {}], asOf: null });
    expect(await asWorker((tx) => loadCourseGroup(tx, uuid('c0', 9), now, timeZone))).toBeNull();
  });

  it('is the same for its trainer, and takes five statements for any number of learners', async () => {
    const asTrainer = await withOrg(db.app, { organizationId, userId: tom as UserId, role: 'trainer' }, (tx) => loadCourseGroup(tx, course, now, timeZone));
    expect(asTrainer).toEqual(await load());
    const counted = async (only: readonly string[] | null) => asWorker(async (tx) => {
      let statements = 0;
      const counting = new Proxy(tx, { get: (target, key) => { if (key === 'execute' || key === 'select') statements += 1; return Reflect.get(target, key) as unknown; } });
      await loadCourseGroup(counting, course, now, timeZone, only);
      return statements;
    });
    expect([await counted(null), await counted([ada]), await counted([])]).toEqual([5, 5, 5]);
  });
});
