import { insertWorld, type Person, type World } from '@verdant/db/testing/fixtures';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import type { Role } from '@verdant/domain/access/roles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf, sessionOf, testDeps } from '../testing/test-product.ts';
import type { HttpDeps } from './http-deps.ts';

const start = Date.parse('2026-03-31T09:00:00.000Z');
let at = start;
let db: TestDatabase;
let deps: HttpDeps;
let world: World;

beforeAll(async () => {
  db = await createTestDatabase();
  deps = testDeps(db, () => new Date(at).toISOString());
  world = await insertWorld(db, { slug: 'one', now: new Date(start).toISOString() });
});
afterAll(() => db.close());

const as = (person: Person, role: Role) => callerOf(deps, sessionOf(world, person), role).recalculation;
const self = () => ({ scope: { kind: 'learner' as const, userId: world.learner.userId } });

describe('asking by hand', () => {
  it('under a minute after the last calculation is answered without work', async () => {
    at = start + 30_000;
    expect(await as(world.learner, 'learner').request(self())).toMatchObject({ outcome: 'fresh', run: null, limit: { left: 5, max: 5, windowSeconds: 600 } });
  });

  it('starts a run, joins it the second time, and says so; the limit counts work, not presses', async () => {
    at = start + 120_000;
    const first = await as(world.learner, 'learner').request(self());
    expect(first).toMatchObject({
      outcome: 'started', limit: { left: 4 },
      run: { state: 'queued', scopeLabel: 'learner of one', requestedBy: { name: 'learner of one' }, trigger: 'manual', mayCancel: true, durationMs: null },
    });
    expect(await as(world.learner, 'learner').request(self())).toMatchObject({ outcome: 'joined', run: { id: first.run?.id }, limit: { left: 4 } });
  });

  it('is seen by who asked and by org admins, and by nobody else', async () => {
    const mine = await as(world.learner, 'learner').status();
    expect(mine).toMatchObject({ running: [{ scopeLabel: 'learner of one' }], last: null, nextNightlyAt: '2026-04-01T02:00:00.000Z', limit: { left: 4 } });
    expect((await as(world.admin, 'org_admin').status()).running).toHaveLength(1);
    expect((await as(world.trainer, 'trainer').status()).running).toEqual([]);
    expect((await as(world.multi, 'learner').status()).running).toEqual([]);
  });

  it('a course under the name of its title waits in line behind the learner', async () => {
    const asked = await as(world.trainer, 'trainer').request({ scope: { kind: 'course', courseId: world.courseId } });
    expect(asked).toMatchObject({ run: { scopeLabel: 'Course of one', scope: { kind: 'course', courseId: world.courseId } } });
    expect((await as(world.multi, 'trainer').status()).running).toMatchObject([{ id: asked.run?.id, mayCancel: false }]);
  });
});

describe('cancelling', () => {
  const running = async (person: Person, role: Role) => (await as(person, role).status()).running[0]?.id ?? '';

  it('is for who asked and for org admins, once', async () => {
    const runId = await running(world.trainer, 'trainer');
    await expect(as(world.multi, 'trainer').cancel({ runId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(as(world.learner, 'learner').cancel({ runId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await as(world.admin, 'org_admin').cancel({ runId })).toMatchObject({ run: { state: 'cancelled', mayCancel: false } });
    await expect(as(world.trainer, 'trainer').cancel({ runId })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await as(world.trainer, 'trainer').status()).toMatchObject({ running: [], last: { id: runId, state: 'cancelled' } });
  });

  it('five in ten minutes are enough: the sixth is told the seconds, and the oldest frees a place', async () => {
    const me = as(world.learner, 'learner');
    await me.cancel({ runId: await running(world.learner, 'learner') });
    for (let i = 1; i < 5; i++) {
      at += 10_000;
      const { run, limit } = await me.request(self());
      expect(limit.left).toBe(4 - i);
      await me.cancel({ runId: run?.id ?? '' });
    }
    await expect(me.request(self())).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS', cause: { code: 'rate-limited', data: { retryAfterSeconds: 560 } } });
    expect((await me.status()).limit).toEqual({ left: 0, max: 5, windowSeconds: 600, retryAfterSeconds: 560 });
    at += 560_000;
    expect((await me.status()).limit.left).toBe(1);
    expect(await me.request(self())).toMatchObject({ outcome: 'started' });
  });
});

describe('history', () => {
  it('names every run for the org admin, newest first', async () => {
    const { runs } = await as(world.admin, 'org_admin').history({ limit: 3 });
    expect(runs).toHaveLength(3);
    expect(runs.map(({ requestedAt }) => requestedAt)).toEqual([...runs.map(({ requestedAt }) => requestedAt)].sort().reverse());
    expect(runs[0]).toMatchObject({ scopeLabel: 'learner of one', state: 'queued' });
  });
});

describe('numbers older than 6 h', () => {
  it('are recalculated when their owner comes, once, without waiting', async () => {
    at = start + 7 * 3_600_000;
    const account = callerOf(deps, sessionOf(world, world.multi), 'learner').account;
    expect(await account.me()).toMatchObject({ user: { id: world.multi.userId } });
    await account.me();
    expect((await as(world.multi, 'learner').status()).running).toMatchObject([{ trigger: 'sign-in', scopeLabel: 'multi of one' }]);
  });

  it('of people who are no learners are nobody’s', async () => {
    await callerOf(deps, sessionOf(world, world.trainer), 'trainer').account.me();
    expect((await as(world.trainer, 'trainer').status()).running).toEqual([]);
  });
});
