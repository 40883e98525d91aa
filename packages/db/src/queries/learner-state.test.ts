import type { OrganizationId } from '@verdant/domain/ids';
import { addDays } from '@verdant/domain/time/day';
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { courses, enrollments, learningPaths, skillLevels, skillTargets, topics } from '../schema/facts.ts';
import { sources } from '../schema/operations.ts';
import { organizations } from '../schema/people.ts';
import { learnerDays } from '../schema/rollups.ts';
import { insertWorld, type World } from '../testing/fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { withOrg, type Tx } from '../with-org.ts';
import { loadAvailability, loadLearnerStates, loadOrganization } from './learner-state.ts';

const now = '2026-03-31T09:00:00.000Z';
let db: TestDatabase;
let world: World;
const [canonical, twin, second] = [randomUUID(), randomUUID(), randomUUID()];
const courseId = randomUUID();
const skills = [randomUUID(), randomUUID()];

const worker = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  withOrg(db.worker, { organizationId: world.organizationId, userId: null, role: 'worker' }, work);
const fact = (id: string = randomUUID()) => ({ organizationId: world.organizationId, id, source: 'test', sourceId: id, version: 1, digest: id,
  receivedAt: now });

beforeAll(async () => {
  db = await createTestDatabase();
  world = await insertWorld(db, { slug: 'one', now });
  await withOrg(db.owner, { organizationId: world.organizationId, userId: null, role: 'operator' }, (tx) =>
    tx.update(organizations).set({ timeZone: 'America/New_York', settings: { engagement: { windowDays: 30 } } }).where(eq(organizations.id,
      world.organizationId)));
  const userId = world.learner.userId;
  await worker(async (tx) => {
    await tx.insert(courses).values({ ...fact(courseId), title: 'Course', status: 'active', createdAt: now });
    await tx.insert(topics).values([
      { ...fact(second), title: 'Second', courseId, position: 1, expectedMin: 20 },
      { ...fact(twin), title: 'Twin', canonicalId: canonical, courseId, position: 0, skillIds: [skills[1] ?? ''], expectedMin: 99 },
      { ...fact(canonical), title: 'Canonical', position: 7, skillIds: [skills[0] ?? ''], expectedMin: 10 },
    ]);
    const enrolled = (enrolledAt: string, status: 'active' | 'withdrawn') =>
      ({ ...fact(), userId, courseId, enrolledAt, mode: 'unknown' as const, status, dueAt: '2026-06-01T02:00:00.000Z' });
    await tx.insert(enrollments).values([enrolled('2026-01-01T12:00:00.000Z', 'withdrawn'), enrolled('2026-02-01T03:00:00.000Z', 'active')]);
    const path = (status: 'active' | 'cancelled') => ({ ...fact(), userId, title: 'Path', topicIds: [twin, canonical, second], startDate: '2026-02-01',
      status });
    await tx.insert(learningPaths).values([path('active'), path('cancelled')]);
    await tx.insert(skillTargets).values({ ...fact(), userId, skillId: skills[0] ?? '', target: 3, origin: 'organization', prerequisites: [skills[1] ?? ''],
      due: '2026-05-01' });
    await tx.insert(skillLevels).values({ ...fact(), userId, skillId: skills[0] ?? '', level: 1.5, assessedAt: now, by: 'trainer' });
    await tx.insert(learnerDays).values(Array.from({ length: 200 }, (_, back) => ({
      organizationId: world.organizationId, userId: world.untrainedLearner.userId, day: addDays('2025-06-30', -back), points: 1, activeMin: 0, sessions: 0,
      progress: 0, assessment: 0,
      practice: 0, practicePassed: 0, pctSum: 0, pctN: 0, hours: [], types: [], shared: 0, replied: 0, mentored: 0, lastAt: now,
    })));
  });
});
afterAll(() => db.close());

describe('loadLearnerStates', () => {
  const load = async () => {
    const state = (await worker((tx) => loadLearnerStates(tx, [world.learner.userId]))).get(world.learner.userId);
    if (state === undefined) throw new Error('no state');
    return state;
  };

  it('takes the latest enrollment of a course, its days in the time zone: 03:00 UTC on 1 February is still January in New York', async () => {
    expect((await load()).enrollments.find((one) => one.courseId === courseId))
      .toEqual({ courseId, enrolledDay: '2026-01-31', status: 'active', dueDay: '2026-05-31', topicIds: [canonical, second] });
  });

  it('takes topics with one canonical topic as one, with the skills of both and its own expected time', async () => {
    const state = await load();
    expect(state.paths).toMatchObject([{ title: 'Path', topicIds: [canonical, second], targetDate: null, targetTopicsPerWeek: null }]);
    expect(state.topicRefs.get(canonical)).toEqual({ id: canonical, skillIds: [skills[0], skills[1]], expectedMin: 10 });
    expect(state.topicRefs.get(second)).toEqual({ id: second, skillIds: [], expectedMin: 20 });
    expect(state.topicRefs.has(twin)).toBe(false);
  });

  it('reads targets, levels and rollups as they were written', async () => {
    const state = await load();
    expect(state.joinedDay).toBe('2025-01-01');
    expect(state.targets).toEqual([{ skillId: skills[0], target: 3, origin: 'organization', business: null, prerequisites: [skills[1]], marketDemand: null,
      careerImpact: null, due: '2026-05-01' }]);
    expect(state.levels).toEqual([{ skillId: skills[0], level: 1.5, acquired: null, assessedAt: now, by: 'trainer' }]);
    expect(state.days.map(({ day }) => day)).toEqual(['2026-03-16', '2026-03-23', '2026-03-28', '2026-03-30']);
    expect(state.days[0]).toMatchObject({ activeMin: 30, types: [4, 0, 0, 0, 0, 0, 0], lastAt: '2026-03-16T09:30:00.000Z' });
    expect(state.topics).toHaveLength(2);
    expect(state.summary).toEqual({ firstActivityDay: '2026-03-16', lastActivityDay: '2026-03-30', asOf: '2026-03-30T09:30:00.000Z', lastAttempts: [] });
  });

  it('keeps the newest 180 of 204 days, oldest first', async () => {
    const { days = [] } = (await worker((tx) => loadLearnerStates(tx, [world.untrainedLearner.userId]))).get(world.untrainedLearner.userId) ?? {};
    expect(days).toHaveLength(180);
    expect(days.at(-1)?.day).toBe('2026-03-30');
    expect(days[0]?.day).toBe(addDays('2025-06-30', -175));
  });

  it('leaves out people who are not there, and knows someone of whom there is nothing', async () => {
    const states = await worker((tx) => loadLearnerStates(tx, [randomUUID(), world.trainer.userId]));
    expect([...states.keys()]).toEqual([world.trainer.userId]);
    expect(states.get(world.trainer.userId)).toMatchObject({ days: [], paths: [], summary: { lastActivityDay: null, lastAttempts: [] } });
  });

  it('shows nothing of it to another organization', async () => {
    const stranger = { organizationId: randomUUID() as OrganizationId, userId: null, role: 'worker' as const };
    expect((await withOrg(db.worker, stranger, (tx) => loadLearnerStates(tx, [world.learner.userId]))).size).toBe(0);
  });
});

describe('the organization', () => {
  it('gives its settings complete, what was not chosen by default', async () => {
    const { timeZone, settings } = await worker(loadOrganization);
    expect(timeZone).toBe('America/New_York');
    expect([settings.engagement.windowDays, settings.velocity.windowDays, settings.privacyK]).toEqual([30, 30, 10]);
  });

  it('says which facts and measures arrive, and how fresh each source is: live to 1 h, cached to 24 h, then stale', async () => {
    const heard = (source: string, hoursAgo: number | null) => ({
      organizationId: world.organizationId, source, facts: ['kpis', 'nonsense'], measures: ['minutes'],
      lastContactAt: hoursAgo === null ? null : new Date(Date.parse(now) - hoursAgo * 3_600_000).toISOString(),
    });
    await worker((tx) => tx.insert(sources).values([heard('s1', 1), heard('s2', 24), heard('s3', 24.1), heard('s4', null)]));
    const { available, sources: uses } = await worker((tx) => loadAvailability(tx, now));
    expect(uses.map(({ service, state }) => `${service} ${state}`)).toEqual(['fixture sample', 's1 live', 's2 cached', 's3 stale', 's4 stale']);
    expect(available.facts.has('kpis')).toBe(true);
    expect([...available.facts]).not.toContain('nonsense');
    expect([...available.measures]).toEqual(['time-of-day', 'minutes']);
  });
});
