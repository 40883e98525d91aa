import { sql } from 'drizzle-orm';
import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { withOrg } from '../../with-org.ts';
import { personId } from '../../stores/facts/fact-id.ts';
import { demoOrganizationId } from './identify.ts';
import { seedDemo, type SeedProgress } from './seed-demo.ts';

let db: TestDatabase;
const now = '2026-03-31T16:00:00.000Z';
const progress: SeedProgress[] = [];
const organizationId = demoOrganizationId('demo') as OrganizationId;

beforeAll(async () => {
  db = await createTestDatabase();
  await seedDemo(db.owner, db.worker, { now, passwordHash: 'hash', onProgress: (step) => progress.push(step) });
});
afterAll(() => db.close());

const one = async (text: string, role: 'operator' | 'worker' = 'worker', of = organizationId) => {
  const result = await withOrg(
    role === 'worker' ? db.worker : db.owner, { organizationId: of, userId: null, role }, (tx) => tx.execute<{ n: number }>(sql.raw(text))
  );
  return result.rows[0]?.n;
};

describe('seedDemo', () => {
  it('fills both organizations', async () => {
    expect(await one('SELECT count(*)::int AS n FROM users')).toBe(306);
    expect(await one('SELECT count(*)::int AS n FROM users', 'worker', demoOrganizationId('other') as OrganizationId)).toBe(27);
    expect(await one('SELECT count(*)::int AS n FROM learning_events')).toBeGreaterThan(30_000);
    expect(await one('SELECT count(*)::int AS n FROM dead_letters')).toBe(0);
    expect(await one("SELECT count(*)::int AS n FROM sources WHERE sample = 'yes'")).toBe(8);
    expect(await one('SELECT count(*)::int AS n FROM credentials', 'operator')).toBe(4);
    expect(progress.filter(({ step }) => step === 'facts').map(({ done }) => done)).toEqual(expect.arrayContaining([20, 300]));
  });

  it('gives the demonstration trainer 3 courses and 60 to 120 learners, the learner account among them', async () => {
    const trainer = { organizationId, userId: personId(organizationId, 'account-trainer') as UserId, role: 'trainer' as const };
    const seen = await withOrg(db.app, trainer, (tx) => tx.execute<{ n: number; me: boolean; courses: number }>(sql`
      SELECT count(*)::int AS n, bool_or(u.email = 'learner@demo.verdant.test') AS me, (SELECT count(*)::int FROM course_trainers) AS courses
      FROM users u WHERE u.id <> ${trainer.userId}`));
    expect(seen.rows[0]).toMatchObject({ me: true, courses: 3 });
    expect(seen.rows[0]?.n).toBeGreaterThanOrEqual(60);
    expect(seen.rows[0]?.n).toBeLessThanOrEqual(120);
  });

  it('gives the account of all roles its three roles, and marks everyone for a first calculation', async () => {
    expect(await one(`SELECT count(*)::int AS n FROM user_roles WHERE user_id = '${personId(organizationId, 'account-multi')}'`)).toBe(3);
    expect(await one('SELECT count(DISTINCT user_id)::int AS n FROM dirty_learner_days')).toBe(300);
  });

  it('changes nothing when it runs again', async () => {
    const before = await one('SELECT count(*)::int AS n FROM learning_events');
    const report = await seedDemo(db.owner, db.worker, { now, passwordHash: 'hash' });
    for (const counts of Object.values(report)) expect({ ...counts, unchanged: 0 }).toEqual(
      { inserted: 0, unchanged: 0, replaced: 0, ignoredOlder: 0, conflicts: 0, quarantined: 0, expired: 0, erased: 0 }
    );
    expect(await one('SELECT count(*)::int AS n FROM learning_events')).toBe(before);
  });
});
