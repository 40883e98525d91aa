import { insertWorld, type World } from '@verdant/db/testing/fixtures';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import { auditLog } from '@verdant/db/schema/operations';
import { withOrg } from '@verdant/db/with-org';
import { eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHttpServer } from '../http/create-http-server.ts';
import { testDeps } from '../testing/test-product.ts';
import { signInFailure } from './auth-port.ts';
import { hashPassword } from './passwords.ts';
import { hashSessionId } from './session-adapter.ts';

const password = 'a password of the fixture';
let db: TestDatabase;
let admin: pg.Client;
let app: FastifyInstance;
let world: World;

beforeAll(async () => {
  db = await createTestDatabase();
  admin = new pg.Client({ connectionString: db.adminUrl });
  await admin.connect();
  world = await insertWorld(db, { slug: 'one', now: new Date().toISOString(), passwordHash: await hashPassword(password) });
  app = await createHttpServer({ ...testDeps(db, () => new Date().toISOString()), trustProxy: true });
});
afterAll(async () => {
  await app.close();
  await admin.end();
  await db.close();
});
beforeEach(() => admin.query('DELETE FROM sign_in_limits'));

type Answer = { status: number; body: { result?: { data: unknown }; error?: { message: string; data: Record<string, unknown> } }; cookie: string | undefined };

async function post(path: string, input: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await app.inject({ method: 'POST', url: `/trpc/${path}`, headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(input ?? {}) });
  const set = answer.headers['set-cookie'];
  return { status: answer.statusCode, body: answer.json(), cookie: Array.isArray(set) ? set[0] : set };
}
const signIn = (over: Partial<{ organization: string; email: string; password: string }> = {}, headers: Record<string, string> = {}) =>
  post('account.signIn', { organization: 'one', email: world.learner.email, password, ...over }, headers);
const me = async (cookie: string) => {
  const answer = await app.inject({ url: '/trpc/account.me', headers: { cookie } });
  return { data: answer.json<{ result: { data: unknown } }>().result.data, setCookie: answer.headers['set-cookie'] };
};
const pairOf = (cookie: string | undefined) => cookie?.split(';')[0] ?? '';
const idOf = (cookie: string | undefined) => pairOf(cookie).split('=')[1] ?? '';

describe('signing in', () => {
  it('opens a session whose cookie no script can read, and whose id the database does not know', async () => {
    const { status, body, cookie } = await signIn();
    expect(status).toBe(200);
    expect(body.result?.data).toMatchObject({ user: { id: world.learner.userId }, organization: { slug: 'one' }, roles: ['learner'], lastRole: 'learner' });
    expect(cookie).toMatch(/^verdant_session=\w{32,};/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).toContain('Path=/');
    expect(cookie).toContain('Max-Age=604800');
    expect(cookie).not.toContain('Secure');
    const { rows } = await admin.query('SELECT id_hash FROM sessions WHERE user_id = $1', [world.learner.userId]);
    expect(rows).toContainEqual({ id_hash: hashSessionId(idOf(cookie)) });
    expect(JSON.stringify(rows)).not.toContain(idOf(cookie));
  });

  it('behind TLS the cookie is Secure', async () => {
    expect((await signIn({}, { 'x-forwarded-proto': 'https' })).cookie).toContain('Secure');
  });

  it('letters of organization and e-mail may be of either case', async () => {
    expect((await signIn({ organization: 'ONE', email: world.learner.email.toUpperCase() })).status).toBe(200);
  });

  it('fails with one text and one code whatever is wrong', async () => {
    const failures = [await signIn({ password: 'wrong' }), await signIn({ email: 'nobody@one.test' }), await signIn({ organization: 'nowhere' })];
    for (const { status, body, cookie } of failures) {
      expect(status).toBe(401);
      expect(body.error?.message).toBe(signInFailure);
      expect(body.error?.data).toMatchObject({ code: 'UNAUTHORIZED', reason: 'invalid-credentials', retryAfterSeconds: null });
      expect(cookie).toBeUndefined();
    }
    const answers = failures.map(({ body }) => ({ ...body.error, data: { ...body.error?.data, requestId: null } }));
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('does the work of a comparison for an unknown account too', async () => {
    const timeOf = async (over: Parameters<typeof signIn>[0]) => {
      const start = performance.now();
      await signIn(over);
      return performance.now() - start;
    };
    await signIn({ email: 'warm@one.test' });
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 4; i++) {
      known.push(await timeOf({ password: 'wrong' }));
      unknown.push(await timeOf({ email: `nobody${i}@one.test` }));
    }
    // A comparison takes about 13 ms; an answer without one takes a fraction of it.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2);
  });

  it('after 5 failures the account is locked from this address with the seconds to wait, for an unknown account as well, and a right password does not help',
    async () => {
    for (const email of [world.learner.email, 'nobody@one.test']) {
      for (let i = 0; i < 5; i++) expect((await signIn({ email, password: 'wrong' })).status).toBe(401);
      const { status, body } = await signIn({ email });
      expect(status).toBe(429);
      expect(body.error?.data).toMatchObject({ code: 'TOO_MANY_REQUESTS', reason: 'locked-out' });
      expect(body.error?.data['retryAfterSeconds']).toBeGreaterThan(890);
      expect(body.error?.data['retryAfterSeconds']).toBeLessThanOrEqual(900);
    }
    expect((await signIn({}, { 'x-forwarded-for': '198.51.100.7' })).status).toBe(200);
  });

  it('many tries at once do not slip through: of 12, no more than 5 are looked at', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn({ password: 'wrong' })));
    const looked = answers.filter(({ status }) => status === 401).length;
    expect(looked).toBeLessThanOrEqual(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(12 - looked);
  });

  it('a success clears the failures before it, and the lock ends with its window', async () => {
    for (let i = 0; i < 4; i++) await signIn({ password: 'wrong' });
    expect((await signIn()).status).toBe(200);
    for (let i = 0; i < 5; i++) expect((await signIn({ password: 'wrong' })).status).toBe(401);
    expect((await signIn()).status).toBe(429);
    await admin.query("UPDATE sign_in_limits SET window_started_at = now() - interval '15 minutes'");
    expect((await signIn()).status).toBe(200);
  });

  it('50 failures over many addresses lock the account for all', async () => {
    for (let i = 0; i < 50; i += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, j) => signIn({ password: 'wrong' }, { 'x-forwarded-for': `203.0.113.${i + j}` })));
    }
    expect((await signIn({}, { 'x-forwarded-for': '198.51.100.9' })).status).toBe(429);
  });

  it('is audited, refused or not', async () => {
    await signIn({ email: world.trainer.email, password: 'wrong' });
    await signIn({ email: world.trainer.email });
    const read = () => withOrg(db.app, { organizationId: world.organizationId, userId: world.admin.userId, role: 'org_admin' }, (tx) =>
      tx.select({ action: auditLog.action, outcome: auditLog.outcome }).from(auditLog).where(eq(auditLog.actorId, world.trainer.userId)));
    await vi.waitFor(async () => expect(new Set((await read()).map(({ action, outcome }) => `${action} ${outcome}`))).toEqual(new Set(['sign-in allowed',
      'sign-in denied'])));
  });
});

describe('a session', () => {
  it('ends at sign-out, and the cookie is taken back', async () => {
    const { cookie } = await signIn();
    expect((await me(pairOf(cookie))).data).not.toBeNull();
    const out = await post('account.signOut', {}, { cookie: pairOf(cookie) });
    expect(out.status).toBe(200);
    expect(out.cookie).toContain('Max-Age=0');
    expect((await me(pairOf(cookie))).data).toBeNull();
  });

  it('ends after 7 idle days, and moves its end at most once an hour of use', async () => {
    const { cookie } = await signIn();
    const expire = (interval: string) => admin.query(`UPDATE sessions SET expires_at = now() + interval '${interval}' WHERE id_hash = $1`,
      [hashSessionId(idOf(cookie))]);
    expect((await me(pairOf(cookie))).setCookie).toBeUndefined();
    await expire('5 days');
    expect(String((await me(pairOf(cookie))).setCookie)).toContain('Max-Age=604800');
    expect((await me(pairOf(cookie))).setCookie).toBeUndefined();
    await expire('-1 second');
    expect((await me(pairOf(cookie))).data).toBeNull();
  });

  it('ends 30 days after it was opened however much it is used', async () => {
    const { cookie } = await signIn();
    const opened = (interval: string) => admin.query(`UPDATE sessions SET created_at = now() - interval '${interval}' WHERE id_hash = $1`,
      [hashSessionId(idOf(cookie))]);
    await opened('29 days');
    expect((await me(pairOf(cookie))).data).not.toBeNull();
    await opened('30 days');
    expect((await me(pairOf(cookie))).data).toBeNull();
  });

  it('gets a new id at a change of role, which is kept for the next visit and audited', async () => {
    const { cookie } = await signIn({ email: world.multi.email });
    const switched = await post('account.switchRole', { role: 'trainer' }, { cookie: pairOf(cookie) });
    expect(switched.status).toBe(200);
    expect(idOf(switched.cookie)).not.toBe(idOf(cookie));
    expect((await me(pairOf(cookie))).data).toBeNull();
    expect((await me(pairOf(switched.cookie))).data).toMatchObject({ lastRole: 'trainer', roles: ['learner', 'org_admin', 'trainer'] });
  });

  it('with an invented id is nobody', async () => {
    expect((await me('verdant_session=0123456789abcdef0123456789abcdef')).data).toBeNull();
  });

  it('of a person who was deactivated is over', async () => {
    const { cookie } = await signIn({ email: world.untrainedLearner.email });
    await admin.query('UPDATE users SET active = false WHERE id = $1', [world.untrainedLearner.userId]);
    expect((await me(pairOf(cookie))).data).toBeNull();
  });
});
