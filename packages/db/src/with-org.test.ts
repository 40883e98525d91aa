import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { organizations, users } from './schema/people.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { withOrg, type TenantContext } from './with-org.ts';

let db: TestDatabase;
const organizationId = randomUUID() as OrganizationId;
const userId = randomUUID() as UserId;
const operator: TenantContext = { organizationId, userId: null, role: 'operator' };
const admin: TenantContext = { organizationId, userId, role: 'org_admin' };

beforeAll(async () => {
  db = await createTestDatabase();
  await withOrg(db.owner, operator, async (tx) => {
    await tx.insert(organizations).values({ id: organizationId, slug: 'one', name: 'One' });
    await tx.insert(users).values({ organizationId, id: userId, name: 'Ada', email: 'ada@one.test', joinedOn: '2026-01-01' });
  });
});
afterAll(() => db.close());

describe('withOrg', () => {
  it('shows the rows of its own organization only', async () => {
    expect(await withOrg(db.app, admin, (tx) => tx.select({ id: users.id }).from(users))).toEqual([{ id: userId }]);
    const stranger: TenantContext = { organizationId: randomUUID() as OrganizationId, userId, role: 'org_admin' };
    expect(await withOrg(db.app, stranger, (tx) => tx.select({ id: users.id }).from(users))).toEqual([]);
  });

  it('leaves no context behind on a pooled connection', async () => {
    await withOrg(db.app, admin, async () => undefined);
    const { rows } = await db.app.query('SELECT count(*)::int AS n FROM users');
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('rolls back and hands on the error of the work itself', async () => {
    const failing = withOrg(db.app, admin, async (tx) => {
      await tx.execute(sql`UPDATE users SET theme = 'light' WHERE id = ${userId}`);
      throw new Error('the work failed');
    });
    await expect(failing).rejects.toThrow('the work failed');
    expect(await withOrg(db.app, admin, (tx) => tx.select({ theme: users.theme }).from(users))).toEqual([{ theme: 'system' }]);
  });

  it('refuses ids that are not UUIDs before they reach the database', async () => {
    await expect(withOrg(db.app, { ...admin, userId: "x'; DROP TABLE users; --" as UserId }, async () => undefined)).rejects.toThrow('UUID');
  });
});
