import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { sql } from 'drizzle-orm';
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextKey, signClaim } from './context-claim.ts';
import { attempt, fillOrganization, underClaim } from './testing/attempt.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { organizationIds, personIds, readTenantTables } from './testing/two-organizations.ts';
import { withOrg, type TenantContext, type Tx } from './with-org.ts';

const denied = '42501';
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  const tables = await readTenantTables(db.owner);
  await fillOrganization(db.owner, tables, 'a');
  await fillOrganization(db.owner, tables, 'b');
});
afterAll(() => db.close());

const cyd: TenantContext = { organizationId: organizationIds.a as OrganizationId, userId: personIds.cyd as UserId, role: 'learner' };
const people = async (tx: Tx) => (await tx.execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM users`)).rows[0]?.n;
const setTo = (tx: Tx, name: string, value: string) => tx.execute(sql`SELECT set_config(${`app.${name}`}, ${value}, true)`);

describe('SQL that somebody slips into a transaction', () => {
  it.each([['org_id', organizationIds.b], ['user_id', personIds.ora], ['user_id', ''], ['active_role', 'org_admin'], ['active_role', 'worker'],
    ['expires', '99999999999'], ['signature', ''], ['signature', 'ff']])('setting app.%s to "%s" widens nothing: the context is gone', async (name, value) => {
    await withOrg(db.app, cyd, async (tx) => {
      expect(await people(tx)).toBe(1);
      await setTo(tx, name, value);
      expect(await people(tx)).toBe(0);
    });
  });

  it('sees in the list of sessions how another one signed itself, and can do nothing with it', async () => {
    await withOrg(db.app, { ...cyd, userId: personIds.ora as UserId, role: 'org_admin' }, async (admin) => {
      expect(await people(admin)).toBe(6);
      const names = ['org_id', 'user_id', 'active_role', 'expires', 'signature'];
      const { rows: stolen } = await admin.execute<{ name: string; value: string }>(
        sql`SELECT name, current_setting('app.' || name) AS value FROM unnest(${sql.param(names)}::text[]) AS name`);
      await withOrg(db.app, cyd, async (thief) => {
        for (const { name, value } of stolen) await setTo(thief, name, value);
        expect(await people(thief)).toBe(0);
      });
    });
  });

  it('reads or replaces the key neither as application nor as worker', async () => {
    for (const pool of [db.app, db.worker]) {
      await underClaim(pool, { organizationId: organizationIds.a, userId: personIds.ora, role: 'org_admin' }, async (client) => {
        for (const statement of ['SELECT * FROM app.context_key', 'DELETE FROM app.context_key', `UPDATE app.context_key SET inner_key = outer_key`,
          `INSERT INTO app.context_key (inner_key, outer_key) VALUES ('', '')`]) expect(await attempt(client, statement), statement).toMatchObject({ refused: denied });
      });
    }
  });

  it.each([
    ['finds accounts with their password hashes', `SELECT * FROM app.find_account('a', 'a@a')`],
    ['opens a session for somebody', `SELECT app.open_session('hash', '${organizationIds.b}', '${personIds.ora}', now() + interval '1 day')`],
    ['asks how often a sign-in failed', `SELECT * FROM app.sign_in_failures('key', 900)`],
    ['locks somebody out', `SELECT app.count_sign_in_failure('key', 900)`], ['lifts a lock', `SELECT app.forget_sign_in_failures('key')`],
  ])('never %s: that needs a context signed for the door', async (_, statement) => {
    const door = { organizationId: '', userId: '', role: 'door' };
    const admin = { organizationId: organizationIds.a, userId: personIds.ora, role: 'org_admin' };
    await underClaim(db.app, door, async (client) => expect(await attempt(client, statement)).toMatchObject({ refused: null }));
    for (const [claim, flaw] of [[admin, null], [null, null], [{ ...admin, role: 'door' }, 'unsigned'], [door, 'another key'], [door, 'expired'], [admin, 'signed for the door']] as const) {
      await underClaim(db.app, claim, async (client) => expect(await attempt(client, statement), `${flaw}`).toMatchObject({ refused: denied }), flaw);
    }
    await underClaim(db.app, door, async (client) => expect(await attempt(client, 'SELECT 1 FROM users')).toMatchObject({ refused: null, count: 0 }));
  });

  it('ends the sessions of nobody but the caller, or inside the organization as its admin', async () => {
    const closed = (who: { userId: string; role: string }, organization: 'a' | 'b', person: string) =>
      underClaim(db.app, { organizationId: organizationIds.a, ...who }, async (client) => {
        await client.query('SELECT app.close_sessions_of($1, $2)', [organizationIds[organization], person]);
        const { rows: [row] } = await client.query<{ found: boolean }>(`SELECT EXISTS (SELECT 1 FROM app.find_session($1)) AS found`, [await hashOf(organization, person)]);
        return row?.found === false;
      });
    const hashOf = (organization: 'a' | 'b', person: string) => underClaim(db.owner, { organizationId: organizationIds[organization], userId: '', role: 'operator' },
      async (client) => (await client.query<{ id_hash: string }>('SELECT id_hash FROM sessions WHERE user_id = $1', [person])).rows[0]?.id_hash);
    expect(await closed({ userId: personIds.cyd, role: 'learner' }, 'a', personIds.ada)).toBe(false);
    expect(await closed({ userId: personIds.ora, role: 'org_admin' }, 'b', personIds.ada)).toBe(false);
    expect(await closed({ userId: personIds.ora, role: 'org_admin' }, 'a', personIds.ada)).toBe(true);
    expect(await closed({ userId: personIds.ada, role: 'learner' }, 'a', personIds.ada)).toBe(true);
  });
});

describe('a signature', () => {
  it('is HMAC-SHA-256 over organization|user|role|expiry|backend', () => {
    const key = contextKey('a secret that is long enough for this');
    expect(signClaim(key, { organizationId: 'o', userId: 'u', role: 'learner', expires: 7, backend: 9 }))
      .toBe(createHmac('sha256', key).update('o|u|learner|7|9').digest('hex'));
    expect(contextKey('another secret')).not.toBe(key);
  });
});
