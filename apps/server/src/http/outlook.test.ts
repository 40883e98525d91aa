import { users } from '@verdant/db/schema/people';
import { calculateWorld, insertWorld, type World } from '@verdant/db/testing/fixtures';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import { withOrg } from '@verdant/db/with-org';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf, sessionOf, testDeps } from '../testing/test-product.ts';
import type { HttpDeps } from './http-deps.ts';

const now = '2026-03-31T09:00:00.000Z';
let db: TestDatabase;
let deps: HttpDeps;
let world: World;

beforeAll(async () => {
  db = await createTestDatabase();
  deps = testDeps(db, () => now);
  world = await insertWorld(db, { slug: 'a', now });
});
afterAll(() => db.close());

const learner = () => callerOf(deps, sessionOf(world, world.learner), 'learner').learner;
const trainer = () => callerOf(deps, sessionOf(world, world.trainer), 'trainer').trainer;
const admin = () => callerOf(deps, sessionOf(world, world.admin), 'org_admin').orgAdmin;

describe('what lies ahead of a learner', () => {
  it('is risk with score and band to trainers and org admins, reasons and steps without them to the learner', async () => {
    const own = await learner().outlook({});
    const named = await trainer().learnerOutlook({ userId: world.learner.userId });
    expect(named.risk?.value).toMatchObject({ score: expect.any(Number), band: expect.any(String), probability: null });
    expect(named.risk?.nulls).toMatchObject({ probability: 'model-gates' });
    expect(own.risk?.value).toEqual({ reasons: expect.any(Array), steps: expect.any(Array) });
    expect(JSON.stringify(own.risk)).not.toMatch(/"(score|band|probability)":/);
    expect((await admin().workerOutlook({ userId: world.learner.userId })).risk).toEqual(named.risk);
  });

  it('answers a scenario from the same numbers, and leaves what is stored as it is', async () => {
    const stored = await learner().outlook({});
    const asked = await learner().outlook({ scenario: { breakWeeks: 2 } });
    expect(asked.forecast?.status).toBe(stored.forecast?.status);
    expect(asked.recommendations?.value).toEqual(stored.recommendations?.value);
    await expect(learner().outlook({ scenario: { breakWeeks: 99 } })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('has no risk and no forecast, stored or shown, for who does not want to be predicted', async () => {
    const asOperator = (prediction: 'in' | 'out') => withOrg(db.owner, { organizationId: world.organizationId, userId: null, role: 'operator' }, (tx) =>
      tx.update(users).set({ prediction }).where(eq(users.id, world.learner.userId)));
    await asOperator('out');
    await calculateWorld(db.worker, world, now);
    const { rows } = await withOrg(db.worker, { organizationId: world.organizationId, userId: null, role: 'worker' }, (tx) => tx.execute<{ user_id: string }>(
      sql`SELECT DISTINCT user_id FROM analytics WHERE type IN ('drop_off_risk', 'outcome_forecast')`));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => row.user_id)).not.toContain(world.learner.userId);
    expect(await learner().outlook({})).toMatchObject({ risk: null, forecast: null });
    expect(await trainer().learnerOutlook({ userId: world.learner.userId })).toMatchObject({ risk: null, forecast: null });
    await asOperator('in');
    await calculateWorld(db.worker, world, now);
    expect((await learner().outlook({})).risk).not.toBeNull();
  });
});

describe('how a number comes to be', () => {
  it('ends with the published number: the last step of engagement, rounded, is the score', async () => {
    const { steps, formula, settings } = await learner().explain({ analytic: 'engagement' });
    const card = await learner().engagement({});
    expect(Math.round(Number(steps.at(-1)?.value) * 10) / 10).toBeCloseTo(card.card.envelope?.value?.score ?? Number.NaN, 6);
    expect(formula.version).toBe('engagement@1.0.0/s1');
    expect(Object.keys(settings).length).toBeGreaterThan(0);
  });

  it('explains the risk to those who train the learner, not to the learner', async () => {
    expect((await trainer().explainLearner({ userId: world.learner.userId, analytic: 'drop-off-risk' })).steps.length).toBeGreaterThan(0);
    await expect(learner().explain({ analytic: 'drop-off-risk' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
