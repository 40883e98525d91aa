import { appRouter } from '@verdant/api/root';
import type { Role } from '@verdant/domain/access/roles';
import { cohortMembers, cohorts, cohortTrainers, courseTrainers } from '@verdant/db/schema/teaching';
import { courses, enrollments, topics } from '@verdant/db/schema/facts';
import { calculateWorld, insertWorld, type World } from '@verdant/db/testing/fixtures';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import { withOrg } from '@verdant/db/with-org';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { noonYesterday } from '../testing/clock.ts';
import { callerOf, sessionOf, testDeps } from '../testing/test-product.ts';
import type { HttpDeps } from './http-deps.ts';

const now = noonYesterday();
let db: TestDatabase;
let deps: HttpDeps;
/** Three learners in one course, and sixty in ten courses and two cohorts. */
let few: World;
let many: World;

beforeAll(async () => {
  db = await createTestDatabase();
  deps = testDeps(db, () => now);
  few = await insertWorld(db, { slug: 'few', now, learners: 3 });
  many = await insertWorld(db, { slug: 'many', now, learners: 60 });
  await addCourses(many, 8);
  await calculateWorld(db.worker, many, now);
  // A new connection asks once for its backend; that belongs to no page.
  await callerOf(deps, sessionOf(few, few.learner), 'learner').account.me();
});
afterAll(() => db.close());
afterEach(() => { vi.restoreAllMocks(); });

/** Gives everyone in a world more courses with topics, trained by its trainer, and the trainer another cohort. */
async function addCourses(world: World, count: number): Promise<void> {
  const { organizationId, trainer, learners } = world;
  const fact = () => { const id = randomUUID(); return { organizationId, id, source: 'test', sourceId: id, version: 1, digest: id, receivedAt: now }; };
  const added = Array.from({ length: count }, (_, index) => ({ ...fact(), title: `Course ${index}`, status: 'active' as const, createdAt: now }));
  const cohort = { organizationId, id: randomUUID(), name: 'Another cohort' };
  await withOrg(db.worker, { organizationId, userId: null, role: 'worker' }, async (tx) => {
    await tx.insert(courses).values(added);
    await tx.insert(topics).values(added.flatMap(({ id: courseId }) => [0, 1, 2].map((position) => ({ ...fact(), title: 'Topic', courseId, position }))));
    await tx.insert(enrollments).values(added.flatMap(({ id: courseId }) =>
      learners.map((userId) => ({ ...fact(), userId, courseId, enrolledAt: now, mode: 'unknown' as const, status: 'active' as const }))));
  });
  await withOrg(db.owner, { organizationId, userId: null, role: 'operator' }, async (tx) => {
    await tx.insert(courseTrainers).values(added.map(({ id: courseId }) => ({ organizationId, courseId, userId: trainer.userId })));
    await tx.insert(cohorts).values(cohort);
    await tx.insert(cohortTrainers).values({ organizationId, cohortId: cohort.id, userId: trainer.userId });
    await tx.insert(cohortMembers).values(learners.map((userId) => ({ organizationId, cohortId: cohort.id, userId })));
  });
}

type Caller = ReturnType<typeof callerOf>;
type Page = { role: Role; statements: number; open: (caller: Caller, world: World) => Promise<unknown> };

/** Every procedure that reads, with the statements that it sends: BEGIN with the context, COMMIT, the audit line of a named reader, and the queries. */
const pages: Record<string, Page> = {
  'account.me': { role: 'learner', statements: 4, open: ({ account }) => account.me() },
  'account.skillDemand': { role: 'learner', statements: 5, open: ({ account }) => account.skillDemand() },
  'learner.overview': { role: 'learner', statements: 8, open: ({ learner }) => learner.overview() },
  'learner.velocity': { role: 'learner', statements: 20, open: ({ learner }) => learner.velocity({ windowDays: 7 }) },
  'learner.skillGaps': { role: 'learner', statements: 7, open: ({ learner }) => learner.skillGaps({}) },
  'learner.engagement': { role: 'learner', statements: 20, open: ({ learner }) => learner.engagement({ windowDays: 30 }) },
  'learner.mastery': { role: 'learner', statements: 7, open: ({ learner }) => learner.mastery({ windowDays: 180 }) },
  'learner.performance': { role: 'learner', statements: 7, open: ({ learner }) => learner.performance({}) },
  'learner.contentEffectiveness': { role: 'learner', statements: 7, open: ({ learner }) => learner.contentEffectiveness({}) },
  'learner.outlook': { role: 'learner', statements: 21, open: ({ learner }) => learner.outlook({ scenario: { hoursPerWeek: 4 } }) },
  'learner.comparison': { role: 'learner', statements: 7, open: ({ learner }) => learner.comparison({}) },
  'learner.explain': { role: 'learner', statements: 17, open: ({ learner }) => learner.explain({ analytic: 'engagement' }) },
  'trainer.courses': { role: 'trainer', statements: 3, open: ({ trainer }) => trainer.courses() },
  'trainer.courseOverview': { role: 'trainer', statements: 12, open: ({ trainer }, { courseId }) => trainer.courseOverview({ kind: 'course', id: courseId }) },
  'trainer.learner': { role: 'trainer', statements: 10, open: ({ trainer }, { learner }) => trainer.learner({ userId: learner.userId }) },
  'trainer.learnerAnalytic': { role: 'trainer', statements: 9, open: ({ trainer }, { learner }) =>
    trainer.learnerAnalytic({ userId: learner.userId, analytic: 'performance' }) },
  'trainer.learnerOutlook': { role: 'trainer', statements: 7, open: ({ trainer }, { learner }) => trainer.learnerOutlook({ userId: learner.userId }) },
  'trainer.explainLearner': { role: 'trainer', statements: 18, open: ({ trainer }, { learner }) =>
    trainer.explainLearner({ userId: learner.userId, analytic: 'drop-off-risk' }) },
  'trainer.courseAnalytics': { role: 'trainer', statements: 6, open: ({ trainer }, { courseId }) => trainer.courseAnalytics({ courseId }) },
  'trainer.teaching': { role: 'trainer', statements: 5, open: ({ trainer }) => trainer.teaching() },
  'orgAdmin.overview': { role: 'org_admin', statements: 7, open: ({ orgAdmin }) => orgAdmin.overview() },
  'orgAdmin.kpis': { role: 'org_admin', statements: 4, open: ({ orgAdmin }) => orgAdmin.kpis({ days: 30 }) },
  'orgAdmin.workers': { role: 'org_admin', statements: 5, open: ({ orgAdmin }) => orgAdmin.workers({ search: 'more' }) },
  'orgAdmin.worker': { role: 'org_admin', statements: 10, open: ({ orgAdmin }, { learner }) => orgAdmin.worker({ userId: learner.userId }) },
  'orgAdmin.workerAnalytic': { role: 'org_admin', statements: 9, open: ({ orgAdmin }, { learner }) =>
    orgAdmin.workerAnalytic({ userId: learner.userId, analytic: 'performance' }) },
  'orgAdmin.workerOutlook': { role: 'org_admin', statements: 7, open: ({ orgAdmin }, { learner }) => orgAdmin.workerOutlook({ userId: learner.userId }) },
  'orgAdmin.explainWorker': { role: 'org_admin', statements: 18, open: ({ orgAdmin }, { learner }) =>
    orgAdmin.explainWorker({ userId: learner.userId, analytic: 'mastery' }) },
  'orgAdmin.settings': { role: 'org_admin', statements: 4, open: ({ orgAdmin }) => orgAdmin.settings() },
  'orgAdmin.analytics': { role: 'org_admin', statements: 5, open: ({ orgAdmin }) => orgAdmin.analytics() },
  'recalculation.status': { role: 'learner', statements: 5, open: ({ recalculation }) => recalculation.status() },
  'recalculation.history': { role: 'org_admin', statements: 3, open: ({ recalculation }) => recalculation.history({}) },
};

/** The statements that a piece of work sends, transaction control included. */
async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  await work();
  const count = spy.mock.calls.length;
  spy.mockRestore();
  return count;
}

/** reads holds for a query, not for a mutation. */
function reads(procedure: unknown): boolean {
  if (typeof procedure !== 'function' || !('_def' in procedure)) return false;
  const { _def } = procedure;
  return typeof _def === 'object' && _def !== null && 'type' in _def && _def.type === 'query';
}

describe('statements per page', () => {
  it.each(Object.entries(pages))('%s sends the same number for 60 learners in 10 courses as for 3 in one', async (_path, { role, statements, open }) => {
    const counts: number[] = [];
    for (const world of [few, many]) {
      const person = { learner: world.learner, trainer: world.trainer, org_admin: world.admin }[role];
      const caller = callerOf(deps, sessionOf(world, person), role);
      counts.push(await countStatements(() => open(caller, world)));
    }
    expect(counts).toEqual([statements, statements]);
  });

  it('every procedure that reads is counted', () => {
    const reading = Object.entries<unknown>(appRouter._def.procedures).flatMap(([path, procedure]) => (reads(procedure) ? [path] : []));
    expect(Object.keys(pages).sort()).toEqual(reading.sort());
  });
});
