import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organizations, users } from '../schema/people.ts';
import { recordAudit } from '../stores/audit.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { withOrg, type TenantContext, type Tx } from '../with-org.ts';
import { verifyAudit } from './verify-audit.ts';

let db: TestDatabase;
let organizationId: OrganizationId;
const ada = randomUUID() as UserId;
beforeAll(async () => { db = await createTestDatabase(); });
afterAll(() => db.close());

const operator = (): TenantContext => ({ organizationId, userId: null, role: 'operator' });
const asOperator = <T>(work: (tx: Tx) => Promise<T>) => withOrg(db.owner, operator(), work);
const write = (action: string) => withOrg(db.app, { organizationId, userId: ada, role: 'org_admin' }, (tx) => recordAudit(tx, {
  actor: { organizationId, userId: ada, role: 'org_admin' }, action, subjectId: `someone ${action}`, outcome: 'allowed', requestId: null, details: { n: 1, a: null },
}));
const verify = () => asOperator((tx) => verifyAudit(tx));
const tamper = (statement: ReturnType<typeof sql>) => asOperator((tx) => tx.execute(statement));

beforeEach(async () => {
  organizationId = randomUUID() as OrganizationId;
  await asOperator(async (tx) => {
    await tx.insert(organizations).values({ id: organizationId, slug: organizationId, name: 'One' });
    await tx.insert(users).values({ organizationId, id: ada, name: 'Ada', joinedOn: '2026-01-01' });
  });
  for (const action of ['first', 'second', 'third']) await write(action);
});

describe('the chain of the audit log', () => {
  it('covers every line in the order of commits, and the independent calculation agrees with the database', async () => {
    expect(await verify()).toMatchObject({ lines: 3, redacted: 0, faults: [], head: { position: 3 } });
  });

  it('links lines of concurrent transactions one after the other, without gaps', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, i) => write(`many ${i}`)));
    expect(await verify()).toMatchObject({ lines: 43, faults: [], head: { position: 43 } });
  });

  it('holds two lines of one transaction, and none of one that was rolled back', async () => {
    const twice = asOperator(async (tx) => {
      await tx.execute(sql`INSERT INTO audit_log (organization_id, action, outcome) VALUES (${organizationId}, 'x', 'allowed'), (${organizationId}, 'y', 'allowed')`);
    });
    await twice;
    await expect(asOperator(async (tx) => {
      await tx.execute(sql`INSERT INTO audit_log (organization_id, action, outcome) VALUES (${organizationId}, 'z', 'allowed')`);
      throw new Error('undone');
    })).rejects.toThrow('undone');
    expect(await verify()).toMatchObject({ lines: 5, faults: [] });
  });

  it.each([
    ['action', sql`UPDATE audit_log SET action = 'other' WHERE action = 'second'`], ['time', sql`UPDATE audit_log SET at = at + interval '1 second' WHERE action = 'second'`],
    ['actor', sql`UPDATE audit_log SET actor_id = gen_random_uuid() WHERE action = 'second'`], ['subject', sql`UPDATE audit_log SET subject_id = NULL WHERE action = 'second'`],
    ['details', sql`UPDATE audit_log SET details = '{}' WHERE action = 'second'`], ['salt', sql`UPDATE audit_log SET salt = gen_random_uuid() WHERE action = 'second'`],
    ['persons, as if erased', sql`UPDATE audit_log SET salt = NULL, actor_id = gen_random_uuid() WHERE action = 'second'`],
    ['outcome', sql`UPDATE audit_log SET outcome = 'denied' WHERE action = 'second'`], ['link', sql`UPDATE audit_chain SET hash = 'x' WHERE position = 2`],
  ])('shows the place of a line whose %s was changed', async (_, statement) => {
    await tamper(statement);
    const { faults } = await verify();
    expect(faults[0]).toMatchObject({ kind: 'changed', position: 2 });
  });

  it('shows a removed line, a removed line with its link, and a line that was slipped in', async () => {
    await tamper(sql`DELETE FROM audit_log WHERE action = 'second'`);
    expect((await verify()).faults).toEqual([{ kind: 'removed', position: 2, auditId: expect.any(Number) }]);
    await tamper(sql`DELETE FROM audit_chain WHERE position = 2`);
    expect((await verify()).faults).toEqual([{ kind: 'removed', position: 2, auditId: null }, { kind: 'changed', position: 3, auditId: expect.any(Number) }]);
    await asOperator(async (tx) => {
      await tx.execute(sql`SET CONSTRAINTS ALL IMMEDIATE`);
      await tx.execute(sql`INSERT INTO audit_log (organization_id, action, outcome) VALUES (${organizationId}, 'slipped in', 'allowed')`);
      await tx.execute(sql`DELETE FROM audit_chain WHERE position = 4`);
    });
    expect((await verify()).faults).toContainEqual({ kind: 'unlinked', position: null, auditId: expect.any(Number) });
  });

  it('needs an earlier head, kept outside, to show that its end was cut off or all of it written anew', async () => {
    const { head } = await verify();
    await tamper(sql`DELETE FROM audit_log WHERE action = 'third'`);
    await tamper(sql`DELETE FROM audit_chain WHERE position = 3`);
    expect((await verify()).faults).toEqual([]);
    expect((await asOperator((tx) => verifyAudit(tx, head))).faults).toEqual([{ kind: 'removed', position: 3, auditId: null }]);
    await write('another third');
    expect((await asOperator((tx) => verifyAudit(tx, head))).faults).toEqual([{ kind: 'changed', position: 3, auditId: expect.any(Number) }]);
  });
});
