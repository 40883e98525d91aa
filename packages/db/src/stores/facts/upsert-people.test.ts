import { eq } from 'drizzle-orm';
import type { OrganizationId } from '@verdant/domain/ids';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sources } from '../../schema/operations.ts';
import { organizations, userRoles, users } from '../../schema/people.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { withOrg, type TenantContext, type Tx } from '../../with-org.ts';
import { upsertPeople } from './upsert-people.ts';
import { upsertSource } from './upsert-source.ts';

let db: TestDatabase;
const organizationId = randomUUID() as OrganizationId;
const operator: TenantContext = { organizationId, userId: null, role: 'operator' };

beforeAll(async () => {
  db = await createTestDatabase();
  await withOrg(db.owner, operator, (tx) => tx.insert(organizations).values({ id: organizationId, slug: 'people', name: 'People' }));
});
afterAll(() => db.close());
const asOwner = <T>(work: (tx: Tx) => Promise<T>) => withOrg(db.owner, operator, work);

describe('upsertPeople', () => {
  it('makes learners, leaves the same people alone, and follows a new name', async () => {
    const people = [{ externalId: 'p1', name: 'Ada', joinedOn: '2026-01-01' }, { externalId: 'p2', name: 'Bo', joinedOn: '2026-01-02' }];
    expect(await asOwner((tx) => upsertPeople(tx, organizationId, people))).toMatchObject({ inserted: 2, changed: 0, unchanged: 0 });
    const renamed = people.map((person) => (person.externalId === 'p2' ? { ...person, name: 'Bo B.' } : person));
    const report = await asOwner((tx) => upsertPeople(tx, organizationId, renamed));
    expect(report).toMatchObject({ inserted: 0, changed: 1, unchanged: 1 });
    expect(await asOwner((tx) => tx.select({ name: users.name }).from(users).where(eq(users.id, report.ids.get('p2') ?? '')))).toEqual([{ name: 'Bo B.' }]);
    expect(await asOwner((tx) => tx.select({ role: userRoles.role }).from(userRoles))).toEqual([{ role: 'learner' }, { role: 'learner' }]);
  });

  it('keeps the id of someone who is known under that external id already, and adds roles without taking any away', async () => {
    const id = randomUUID();
    await asOwner(async (tx) => {
      await tx.insert(users).values({ organizationId, id, externalId: 'p9', name: 'Cy', joinedOn: '2026-01-01' });
      await tx.insert(userRoles).values({ organizationId, userId: id, role: 'org_admin' });
    });
    const report = await asOwner((tx) => upsertPeople(tx, organizationId, [{ externalId: 'p9', name: 'Cy', joinedOn: '2026-01-01', roles: ['trainer'] }]));
    expect(report.ids.get('p9')).toBe(id);
    const roles = await asOwner((tx) => tx.select({ role: userRoles.role }).from(userRoles).where(eq(userRoles.userId, id)));
    expect(roles.map(({ role }) => role).sort()).toEqual(['org_admin', 'trainer']);
  });
});

describe('upsertSource', () => {
  it('declares a source once and moves its last contact', async () => {
    const declare = (lastContactAt: string) => withOrg(db.worker, { ...operator, role: 'worker' }, (tx) =>
      upsertSource(tx, organizationId, { source: 'oulad', kind: 'data-set', facts: ['learning_events'], measures: [], lastContactAt, sample: false }));
    await declare('2026-01-01T00:00:00.000Z');
    await declare('2026-01-02T00:00:00.000Z');
    expect(await asOwner((tx) => tx.select({ source: sources.source, at: sources.lastContactAt, sample: sources.sample, kind: sources.kind }).from(sources)))
      .toEqual([{ source: 'oulad', at: '2026-01-02T00:00:00.000Z', sample: 'no', kind: 'data-set' }]);
  });
});
