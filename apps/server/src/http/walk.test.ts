import { declarationOf } from '@verdant/api/assert-declared';
import { appRouter } from '@verdant/api/root';
import { hasPermission, type Permission } from '@verdant/domain/access/permissions';
import { roles, type Role } from '@verdant/domain/access/roles';
import { recalculationRuns } from '@verdant/db/schema/operations';
import { insertWorld, type Person, type World } from '@verdant/db/testing/fixtures';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import { withOrg } from '@verdant/db/with-org';
import { TRPCError } from '@trpc/server';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf, openedSessionOf, testDeps } from '../testing/test-product.ts';
import type { HttpDeps } from './http-deps.ts';

const now = '2026-03-31T09:00:00.000Z';
let db: TestDatabase;
let deps: HttpDeps;
let a: World;
let b: World;

beforeAll(async () => {
  db = await createTestDatabase();
  deps = testDeps(db, () => now);
  a = await insertWorld(db, { slug: 'a', now });
  b = await insertWorld(db, { slug: 'b', now });
});
afterAll(() => db.close());

type Asker = { world: World; person: Person; role: Role };
type Input = { valid: (asker: Asker) => unknown; withIdsOf?: (world: World, role: Role) => unknown };

const personOf = (world: World, role: Role): Person => ({ learner: world.learner, trainer: world.trainer, org_admin: world.admin })[role];
const scopeOf = (world: World, role: Role) => {
  if (role === 'learner') return { kind: 'learner', userId: world.learner.userId };
  return role === 'trainer' ? { kind: 'course', courseId: world.courseId } : { kind: 'organization' };
};
/** Scopes that name an id of another organization. */
const strangeScopeOf = (world: World, role: Role) =>
  (role === 'learner' ? { kind: 'learner', userId: world.learner.userId } : { kind: 'course', courseId: world.courseId });
const runs = new Map<World, string>();
const person = (world: World) => ({ userId: world.learner.userId });
const analyticOf = (world: World) => ({ ...person(world), analytic: 'mastery' });

/** One entry per procedure; a procedure without one fails the walk. */
const inputs: Record<string, Input> = {
  'account.signIn': { valid: ({ person: { email }, world }) => ({ organization: world.slug, email, password: 'not the password' }) },
  'account.signOut': { valid: () => undefined },
  'account.me': { valid: () => undefined },
  'account.switchRole': { valid: ({ role }) => ({ role }) },
  'account.setTheme': { valid: () => ({ theme: 'light' }) },
  'account.setCardLayout': { valid: ({ role }) => ({ role, layout: { order: ['mastery'], hidden: [] } }) },
  'learner.overview': { valid: () => undefined },
  'learner.velocity': { valid: () => ({ windowDays: 7 }) },
  'learner.skillGaps': { valid: () => ({}) },
  'learner.engagement': { valid: () => ({ windowDays: 30 }) },
  'learner.mastery': { valid: () => ({ windowDays: 180 }) },
  'learner.performance': { valid: () => ({}) },
  'learner.contentEffectiveness': { valid: () => undefined },
  'learner.outlook': { valid: () => ({ scenario: { hoursPerWeek: 4 } }) },
  'learner.comparison': { valid: () => ({}) },
  'account.skillDemand': { valid: () => undefined },
  'trainer.courseAnalytics': { valid: ({ world }) => ({ courseId: world.courseId }), withIdsOf: (world) => ({ courseId: world.courseId }) },
  'trainer.teaching': { valid: () => undefined },
  'orgAdmin.analytics': { valid: () => undefined },
  'learner.explain': { valid: () => ({ analytic: 'engagement' }) },
  'trainer.explainLearner': { valid: ({ world }) => ({ ...person(world), analytic: 'drop-off-risk' }), withIdsOf: (world) => ({ ...person(world), analytic: 'mastery' }) },
  'orgAdmin.explainWorker': { valid: ({ world }) => ({ ...person(world), analytic: 'outcome-forecast' }), withIdsOf: (world) => ({ ...person(world), analytic: 'mastery' }) },
  'trainer.courses': { valid: () => undefined },
  'trainer.courseOverview': { valid: ({ world }) => ({ kind: 'course', id: world.courseId }), withIdsOf: (world) => ({ kind: 'cohort', id: world.cohortId }) },
  'trainer.learner': { valid: ({ world }) => person(world), withIdsOf: person },
  'trainer.learnerAnalytic': { valid: ({ world }) => analyticOf(world), withIdsOf: analyticOf },
  'trainer.learnerOutlook': { valid: ({ world }) => person(world), withIdsOf: person },
  'orgAdmin.overview': { valid: () => undefined },
  'orgAdmin.kpis': { valid: () => ({ days: 30 }) },
  'orgAdmin.workers': { valid: () => ({ search: 'more', sort: 'pace' }), withIdsOf: (world) => ({ courseId: world.courseId }) },
  'orgAdmin.worker': { valid: ({ world }) => person(world), withIdsOf: person },
  'orgAdmin.workerAnalytic': { valid: ({ world }) => analyticOf(world), withIdsOf: analyticOf },
  'orgAdmin.workerOutlook': { valid: ({ world }) => ({ ...person(world), courseId: world.courseId }), withIdsOf: person },
  'orgAdmin.settings': { valid: () => undefined },
  'orgAdmin.changeSettings': { valid: () => ({ patch: { performance: { passMark: 60 } } }) },
  'recalculation.request': { valid: ({ world, role }) => ({ scope: scopeOf(world, role) }),
    withIdsOf: (world, role) => ({ scope: strangeScopeOf(world, role) }) },
  'recalculation.status': { valid: () => undefined },
  'recalculation.history': { valid: () => ({ limit: 10 }) },
  'recalculation.cancel': { valid: ({ world }) => ({ runId: runs.get(world) }), withIdsOf: (world) => ({ runId: runs.get(world) }) },
};

async function call(path: string, input: unknown, asker: { world: World; person: Person; role: Role | null } | null): Promise<unknown> {
  const caller = callerOf(deps, asker === null ? null : await openedSessionOf(db, asker.world, asker.person), asker?.role ?? null);
  const [router = '', name = ''] = path.split('.');
  const routers = caller as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  return await routers[router]?.[name]?.(input);
}

/** The code of a refusal, 'OK' for an answer. A defect is neither and fails the test. */
async function codeOf(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
    return 'OK';
  } catch (error) {
    if (error instanceof TRPCError && error.code !== 'INTERNAL_SERVER_ERROR') return error.code;
    throw error;
  }
}

async function queueRun(world: World, requester: Person): Promise<void> {
  const id = randomUUID();
  runs.set(world, id);
  await withOrg(db.worker, { organizationId: world.organizationId, userId: null, role: 'worker' }, (tx) => tx.insert(recalculationRuns).values({
    organizationId: world.organizationId, id, trigger: 'manual', scopeKind: 'organization', requestedBy: requester.userId, state: 'queued',
    requestedAt: '2026-03-30T09:00:00.000Z',
  }));
}

const paths = Object.keys(appRouter._def.procedures);
const permissionOf = (path: string): Permission | null => {
  const declared = declarationOf(appRouter._def.procedures[path as keyof typeof appRouter._def.procedures]);
  return declared !== null && 'permission' in declared ? declared.permission : null;
};
const permitted = paths.filter((path) => permissionOf(path) !== null);

describe('every procedure', () => {
  it('has an input in this walk, and the walk names no procedure that is gone', () => {
    expect(Object.keys(inputs).sort()).toEqual([...paths].sort());
  });

  it('only these are public', () => {
    expect(paths.filter((path) => permissionOf(path) === null)).toEqual(['account.signIn', 'account.me']);
  });

  it.each(permitted)('%s refuses nobody signed in', async (path) => {
    expect(await codeOf(call(path, inputs[path]?.valid({ world: a, person: a.learner, role: 'learner' }), null))).toBe('UNAUTHORIZED');
  });

  describe.each(roles)('as %s', (role) => {
    it.each(permitted)(`%s answers if the role may, else FORBIDDEN`, async (path) => {
      const permission = permissionOf(path);
      const asker = { world: a, person: personOf(a, role), role };
      await queueRun(a, asker.person);
      const allowed = permission !== null && hasPermission(role, permission);
      expect(await codeOf(call(path, inputs[path]?.valid(asker), asker))).toBe(allowed ? 'OK' : 'FORBIDDEN');
    });

    it.each(permitted)('%s refuses a role that the person does not hold', async (path) => {
      const holder = personOf(a, role === 'learner' ? 'trainer' : 'learner');
      expect(await codeOf(call(path, inputs[path]?.valid({ world: a, person: holder, role }), { world: a, person: holder, role }))).toBe('FORBIDDEN');
    });

    const naming = permitted.filter((path) => {
      const permission = permissionOf(path);
      return inputs[path]?.withIdsOf !== undefined && permission !== null && hasPermission(role, permission);
    });
    it.each(naming)("%s answers NOT_FOUND for another organization's id, as for no one's", async (path) => {
      await queueRun(a, a.admin);
      const stranger = { world: b, person: personOf(b, role), role };
      expect(await codeOf(call(path, inputs[path]?.withIdsOf?.(a, role), stranger))).toBe('NOT_FOUND');
    });
  });
});

describe('within one organization', () => {
  it.each(['trainer.learner', 'trainer.learnerAnalytic'])('%s is not found for a learner of a course that one does not train, nor for oneself',
    async (path) => {
    const asker = { world: a, person: a.trainer, role: 'trainer' as const };
    for (const userId of [a.untrainedLearner.userId, a.trainer.userId, randomUUID()]) {
      expect(await codeOf(call(path, { userId, analytic: 'mastery' }, asker))).toBe('NOT_FOUND');
    }
  });

  it('a course that one does not train is not found', async () => {
    expect(await codeOf(call('trainer.courseOverview', { kind: 'course', id: a.untrainedCourseId },
      { world: a, person: a.trainer, role: 'trainer' }))).toBe('NOT_FOUND');
  });

  it('a learner may ask for no one else, a trainer not for the organization', async () => {
    const other = { kind: 'learner', userId: a.untrainedLearner.userId };
    expect(await codeOf(call('recalculation.request', { scope: other }, { world: a, person: a.learner, role: 'learner' }))).toBe('NOT_FOUND');
    expect(await codeOf(call('recalculation.request', { scope: other }, { world: a, person: a.trainer, role: 'trainer' }))).toBe('NOT_FOUND');
    expect(await codeOf(call('recalculation.request', { scope: { kind: 'organization' } },
      { world: a, person: a.trainer, role: 'trainer' }))).toBe('FORBIDDEN');
  });

  it('roles are never merged: an admin who also learns sees the workers in one role only', async () => {
    expect(await codeOf(call('orgAdmin.workers', {}, { world: a, person: a.multi, role: 'org_admin' }))).toBe('OK');
    expect(await codeOf(call('orgAdmin.workers', {}, { world: a, person: a.multi, role: 'learner' }))).toBe('FORBIDDEN');
  });
});
