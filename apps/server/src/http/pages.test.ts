import { learnerAnalyticIds } from '@verdant/domain/analytics/catalogue';
import { DomainError } from '@verdant/domain/errors';
import { permitted } from '@verdant/api/procedures';
import { router } from '@verdant/api/trpc';
import { loadLearnerStates } from '@verdant/db/queries/learner-state';
import { auditLog } from '@verdant/db/schema/operations';
import { users } from '@verdant/db/schema/people';
import { calculateWorld, insertWorld, type Person, type World } from '@verdant/db/testing/fixtures';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import { withOrg } from '@verdant/db/with-org';
import type { Role } from '@verdant/domain/access/roles';
import { addDays } from '@verdant/domain/time/day';
import { desc, eq, sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { noonYesterday } from '../testing/clock.ts';
import { callerOf, contextOf, sessionOf, testDeps } from '../testing/test-product.ts';
import type { HttpDeps } from './http-deps.ts';

const now = noonYesterday();
let db: TestDatabase;
let deps: HttpDeps;
let few: World;
let many: World;

beforeAll(async () => {
  db = await createTestDatabase();
  deps = testDeps(db, () => now);
  few = await insertWorld(db, { slug: 'few', now, learners: 3 });
  many = await insertWorld(db, { slug: 'many', now, learners: 60 });
});
afterAll(() => db.close());
afterEach(() => { vi.restoreAllMocks(); });

const as = (world: World, person: Person, role: Role) => callerOf(deps, sessionOf(world, person), role);

/** Runs work and gives the number of statements it sent, transaction control included. */
async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  await work();
  const count = spy.mock.calls.length;
  spy.mockRestore();
  return count;
}

describe('one page, one number', () => {
  it('the trainer and the org admin see the cards that the learner sees', async () => {
    const own = await as(few, few.learner, 'learner').learner.overview();
    const trained = await as(few, few.trainer, 'trainer').trainer.learner({ userId: few.learner.userId });
    const managed = await as(few, few.admin, 'org_admin').orgAdmin.worker({ userId: few.learner.userId });
    for (const id of learnerAnalyticIds.filter((one) => one !== 'skill-gaps')) {
      expect(own.cards[id].envelope).not.toBeNull();
      expect(trained.cards[id]).toEqual(own.cards[id]);
      expect(managed.cards[id]).toEqual(own.cards[id]);
    }
    expect(own.cards['learning-velocity'].envelope?.value?.averagePace).toBe(0.47); // 2 topics · 7 / 30 days
    expect(trained.person).toEqual({ userId: few.learner.userId, name: 'learner of few', self: false });
    expect(own.greeting).toEqual({ rule: 'this-week', text: 'You finished 2 topics this week.' });
    expect([trained.greeting, managed.greeting]).toEqual([1, 2].map(() => ({ rule: 'this-week', text: 'learner finished 2 topics this week.' })));
    expect(own.courses).toEqual([{ id: few.courseId, title: 'Course of few', status: 'active', topics: 4, done: 2 }]);
  });

  it('another window is worked out anew: 2 topics in 7 days are 2 a week, and has no "before"', async () => {
    const { card, windowDays } = await as(few, few.learner, 'learner').learner.velocity({ windowDays: 7 });
    expect(windowDays).toBe(7);
    expect(card.envelope?.window?.days).toBe(7);
    expect(card.envelope?.value?.averagePace).toBe(2);
    expect(card.previous).toBeNull();
  });

  it('a stored result whose window ended yesterday is worked out again when it is read', async () => {
    const tomorrow = new Date(Date.parse(now) + 86_400_000).toISOString();
    const later = callerOf({ ...deps, now: () => tomorrow }, sessionOf(few, few.learner), 'learner');
    const { card } = await later.learner.velocity();
    expect(card.envelope?.window?.to).toBe(tomorrow.slice(0, 10));
    expect(card.envelope?.computedAt).toBe(tomorrow);
  });

  it('the roster, the tiles and the class view count the same people', async () => {
    const page = await as(many, many.trainer, 'trainer').trainer.courseOverview({ kind: 'course', id: many.courseId });
    expect(page.tiles.learners).toBe(60);
    expect(page.roster).toHaveLength(60);
    expect(page.classViews.map((view) => view.people)).toEqual(learnerAnalyticIds.map(() => 60));
    expect(page.tiles.active7).toBe(60);
    expect(page.content?.analytic).toBe('content-effectiveness');
    const cohort = await as(many, many.trainer, 'trainer').trainer.courseOverview({ kind: 'cohort', id: many.cohortId });
    expect(cohort.roster.map(({ userId }) => userId)).toEqual(page.roster.map(({ userId }) => userId));
    expect(cohort.content).toBeNull();
  });
});

describe('the group rule', () => {
  it('hides every size in an organization of 4 learners', async () => {
    const { distributions } = await as(few, few.admin, 'org_admin').orgAdmin.overview();
    for (const view of distributions) {
      expect(view.people).toBeNull();
      expect(view.median).toBeNull();
      expect(view.insufficient).toBeNull();
      expect(view.bands.every(({ count }) => count === null)).toBe(true);
    }
  });

  it('shows the band of 61 learners and no band below 10', async () => {
    const { distributions, tiles } = await as(many, many.admin, 'org_admin').orgAdmin.overview();
    expect(tiles.learners).toBe(61);
    expect(tiles.freshShare).toBe(1);
    for (const view of distributions) for (const { count } of view.bands) expect(count === null || count >= 10).toBe(true);
    expect(distributions.find(({ analytic }) => analytic === 'engagement')?.people).toBe(61);
  });
});

describe('tables of people', () => {
  it('are searched, sorted and cut in the database', async () => {
    const admin = as(many, many.admin, 'org_admin');
    const first = await admin.orgAdmin.workers({ limit: 25, sort: 'engagement', direction: 'desc' });
    expect([first.rows.length, first.total, first.nextOffset]).toEqual([25, 61, 25]);
    const last = await admin.orgAdmin.workers({ limit: 25, offset: 50, sort: 'engagement', direction: 'desc' });
    expect([last.rows.length, last.nextOffset]).toEqual([11, null]);
    const scores = first.rows.map(({ engagement }) => engagement ?? -1);
    expect(scores).toEqual([...scores].sort((x, y) => y - x));
    expect((await admin.orgAdmin.workers({ search: 'MORE-1' })).total).toBe(11); // more-1 and more-10 to more-19
    expect((await admin.orgAdmin.workers({ search: '100%_' })).total).toBe(0);
    expect((await admin.orgAdmin.workers({ courseId: many.courseId })).total).toBe(60);
  });

  it('refuse what is too long or too many', async () => {
    const admin = as(few, few.admin, 'org_admin');
    for (const input of [{ search: 'x'.repeat(201) }, { limit: 501 }, { offset: -1 }]) {
      await expect(admin.orgAdmin.workers(input)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
    await expect(as(few, few.learner, 'learner').learner.velocity({ windowDays: 8 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

it('the trend is made of the sums of the materialized view', async () => {
  await withOrg(db.worker, { organizationId: many.organizationId, userId: null, role: 'worker' }, (tx) => tx.execute(sql`SELECT app.refresh_views()`));
  const { trend } = await as(many, many.admin, 'org_admin').orgAdmin.kpis({ days: 30 });
  const today = now.slice(0, 10);
  expect(trend.find(({ day }) => day === addDays(today, -1))?.activeLearners).toBe(61);
  expect(trend.find(({ day }) => day === today)?.averagePace).toBe(0.47);
});

describe('statements per page', () => {
  it.each([
    ['learner.overview', (world: World) => as(world, world.learner, 'learner').learner.overview()],
    ['trainer.courses', (world: World) => as(world, world.trainer, 'trainer').trainer.courses()],
    ['trainer.courseOverview', (world: World) => as(world, world.trainer, 'trainer').trainer.courseOverview({ kind: 'course', id: world.courseId })],
    ['trainer.learner', (world: World) => as(world, world.trainer, 'trainer').trainer.learner({ userId: world.learner.userId })],
    ['trainer.learnerAnalytic', (world: World) =>
      as(world, world.trainer, 'trainer').trainer.learnerAnalytic({ userId: world.learner.userId, analytic: 'performance' })],
    ['orgAdmin.worker', (world: World) => as(world, world.admin, 'org_admin').orgAdmin.worker({ userId: world.learner.userId })],
    ['orgAdmin.workerAnalytic', (world: World) =>
      as(world, world.admin, 'org_admin').orgAdmin.workerAnalytic({ userId: world.learner.userId, analytic: 'performance' })],
    ['orgAdmin.overview', (world: World) => as(world, world.admin, 'org_admin').orgAdmin.overview()],
    ['orgAdmin.workers', (world: World) => as(world, world.admin, 'org_admin').orgAdmin.workers({})],
  ] as const)('%s sends as many for 60 learners as for 3', async (_name, page) => {
    const [small, large] = [await countStatements(() => page(few)), await countStatements(() => page(many))];
    expect(large).toBe(small);
    expect(large).toBeLessThanOrEqual(20);
  });

  it('states of 60 learners take as many as that of one', async () => {
    const load = (userIds: string[]) => countStatements(() =>
      withOrg(db.worker, { organizationId: many.organizationId, userId: null, role: 'worker' }, (tx) => loadLearnerStates(tx, userIds)));
    expect(await load(many.learners)).toBe(await load(many.learners.slice(0, 1)));
  });
});

it('one learner twice: what is calculated from the loaded state is what was stored', async () => {
  await calculateWorld(db.worker, few, now);
  const page = await as(few, few.learner, 'learner').learner.overview();
  expect(page.cards.engagement.version).toBe(1);
});

describe('writes', () => {
  it('of a mutation that fails are rolled back, although next() never rejects', async () => {
    const failing = router({
      fail: permitted('account:use').mutation(async ({ ctx }) => {
        await ctx.ports.preferences.setTheme(ctx.tx, ctx.actor.userId, 'light');
        throw new DomainError('conflict', 'the work failed');
      }),
    });
    await expect(failing.createCaller(contextOf(deps, sessionOf(few, few.admin), 'org_admin')).fail()).rejects.toMatchObject({ code: 'CONFLICT' });
    const theme = await withOrg(db.app, { organizationId: few.organizationId, userId: few.admin.userId, role: 'org_admin' }, (tx) =>
      tx.select({ theme: users.theme }).from(users).where(eq(users.id, few.admin.userId)));
    expect(theme).toEqual([{ theme: 'system' }]);
  });

  it('keep preferences on the own row, each role its own layout', async () => {
    const caller = as(few, few.multi, 'learner');
    await caller.account.setTheme({ theme: 'light' });
    await caller.account.setCardLayout({ role: 'learner', layout: { order: ['mastery'], hidden: [] } });
    await caller.account.setCardLayout({ role: 'trainer', layout: { order: [], hidden: ['engagement'] } });
    expect(await caller.account.me()).toMatchObject({
      theme: 'light', lastRole: null, layout: { learner: { order: ['mastery'], hidden: [] }, trainer: { order: [], hidden: ['engagement'] } },
    });
  });
});

describe('the audit log', () => {
  const entries = (world: World) => withOrg(db.app, { organizationId: world.organizationId, userId: world.admin.userId, role: 'org_admin' }, (tx) =>
    tx.select().from(auditLog).orderBy(desc(auditLog.id)).limit(1));

  it('names who read a named learner, and not that a learner read their own page', async () => {
    await as(few, few.trainer, 'trainer').trainer.learner({ userId: few.learner.userId });
    await as(few, few.learner, 'learner').learner.overview();
    expect(await entries(few)).toMatchObject([{ actorId: few.trainer.userId, role: 'trainer', action: 'learner.read', subjectId: few.learner.userId,
      outcome: 'allowed' }]);
  });

  it('names who was refused what', async () => {
    await expect(as(few, few.learner, 'learner').orgAdmin.workers({})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await entries(few)).toMatchObject([{ actorId: few.learner.userId, action: 'orgAdmin.workers', outcome: 'denied' }]);
    await expect(as(few, few.trainer, 'trainer').trainer.learner({ userId: many.learner.userId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await entries(few)).toMatchObject([{ actorId: few.trainer.userId, action: 'trainer.learner', outcome: 'denied', details: { reason: 'not-found' } }]);
  });
});
