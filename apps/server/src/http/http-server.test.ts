import { insertWorld, type World } from '@verdant/db/testing/fixtures';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import type { FastifyInstance } from 'fastify';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../auth/passwords.ts';
import { testDeps } from '../testing/test-product.ts';
import { createHttpServer } from './create-http-server.ts';
import { makeLogger } from './logger.ts';

const password = 'a password of the fixture';
let db: TestDatabase;
let world: World;
let app: FastifyInstance;
let ready = true;
const webRoot = mkdtempSync(join(tmpdir(), 'verdant-web-'));
const lines: string[] = [];
const log = makeLogger('debug', new Writable({ write: (chunk, _encoding, done) => { lines.push(String(chunk)); done(); } }));

beforeAll(async () => {
  db = await createTestDatabase();
  world = await insertWorld(db, { slug: 'one', now: new Date().toISOString(), passwordHash: await hashPassword(password) });
  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Verdant</title>');
  writeFileSync(join(webRoot, 'theme.js'), '1;');
  writeFileSync(join(webRoot, 'assets', 'app-4f3a.js'), '2;');
  const deps = testDeps(db, () => new Date().toISOString());
  app = await createHttpServer({
    ...deps, log, webRoot, allowedOrigins: ['http://localhost:5173'],
    isReady: () => (ready ? deps.isReady() : Promise.reject(new Error('the database is away'))),
  });
});
afterAll(async () => {
  await app.close();
  await db.close();
  rmSync(webRoot, { recursive: true, force: true });
});

const trpc = (path: string, input: unknown, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: `/trpc/${path}`, headers: { 'content-type': 'application/json', host: 'verdant.test:3000', ...headers },
    payload: JSON.stringify(input) });
const credentials = () => ({ organization: 'one', email: world.learner.email, password });
async function cookieOf(): Promise<string> {
  const set = (await trpc('account.signIn', credentials())).headers['set-cookie'];
  return String(set).split(';')[0] ?? '';
}

describe('requests of other sites', () => {
  it.each(['http://evil.test', 'null', 'http://verdant.test:3001', 'http://verdant.test'])('a write from a page of %s is refused before it is looked at',
    async (origin) => {
    const cookie = await cookieOf();
    const answer = await trpc('account.setTheme', { theme: 'light' }, { origin, cookie });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ reason: 'forbidden' });
    const me = await app.inject({ url: '/trpc/account.me', headers: { cookie } });
    expect(me.json()).toMatchObject({ result: { data: { theme: 'system' } } });
  });

  it.each(['http://verdant.test:3000', 'http://localhost:5173'])('a page of %s may write', async (origin) => {
    expect((await trpc('account.signIn', credentials(), { origin })).statusCode).toBe(200);
  });
});

describe('answers', () => {
  it('carry a strict policy and their request id, and are kept by no cache', async () => {
    const answer = await app.inject({ url: '/trpc/account.me' });
    expect(answer.headers['content-security-policy']).toContain("script-src 'self';");
    expect(answer.headers['content-security-policy']).toContain("connect-src 'self' ws: wss:");
    expect(answer.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('say what was wrong with an input in words, with reason and request id, without a stack', async () => {
    const cookie = await cookieOf();
    const answer = await app.inject({ url: `/trpc/learner.velocity?input=${encodeURIComponent('{"windowDays":8}')}`,
      headers: { cookie, 'x-verdant-role': 'learner' } });
    expect(answer.statusCode).toBe(400);
    const { error } = answer.json<{ error: { message: string; data: Record<string, unknown> } }>();
    expect(error.message).toBe('windowDays: Choose one of 7, 30, 90 days');
    expect(error.data).toEqual({
      code: 'BAD_REQUEST', httpStatus: 400, path: 'learner.velocity', reason: 'invalid-input', retryAfterSeconds: null,
      requestId: answer.headers['x-request-id'],
    });
  });

  it('serve a batch, and refuse one that would take every connection', async () => {
    const batch = (n: number) => app.inject({ url: `/trpc/${Array.from({ length: n }, () => 'account.me').join(',')}?batch=1&input=%7B%7D` });
    expect((await batch(8)).json()).toHaveLength(8);
    expect((await batch(11)).statusCode).toBe(400);
  });

  it('refuse a body above 1 MiB', async () => {
    expect((await trpc('account.signIn', { password: 'x'.repeat(1024 * 1024 + 1) })).statusCode).toBe(413);
  });

  it('a role header that is no role is refused like one not held', async () => {
    const cookie = await cookieOf();
    const answer = await app.inject({ url: '/trpc/learner.overview', headers: { cookie, 'x-verdant-role': 'emperor' } });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ error: { data: { reason: 'forbidden' } } });
  });
});

describe('health', () => {
  it('lives always, is ready with a migrated database, and says when it is away', async () => {
    expect((await app.inject({ url: '/health/live' })).json()).toEqual({ status: 'live' });
    expect((await app.inject({ url: '/health/ready' })).json()).toEqual({ status: 'ready' });
    ready = false;
    const away = await app.inject({ url: '/health/ready' });
    ready = true;
    expect([away.statusCode, away.json()]).toEqual([503, { status: 'not ready' }]);
  });
});

describe('the web app', () => {
  it('keeps hashed files for ever and asks again for the rest', async () => {
    expect((await app.inject({ url: '/assets/app-4f3a.js' })).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await app.inject({ url: '/theme.js' })).headers['cache-control']).toBe('no-cache');
    expect((await app.inject({ url: '/' })).headers['cache-control']).toBe('no-cache');
  });

  it('answers a page it does not know with the app, anything else with 404', async () => {
    const page = await app.inject({ url: '/learner/analytics/mastery', headers: { accept: 'text/html' } });
    expect([page.statusCode, page.body]).toEqual([200, '<!doctype html><title>Verdant</title>']);
    expect((await app.inject({ url: '/assets/gone.js' })).statusCode).toBe(404);
    expect((await app.inject({ url: '/health/none', headers: { accept: 'text/html' } })).statusCode).toBe(404);
    expect((await app.inject({ url: '/..%2f..%2fetc/passwd' })).body).not.toContain('root:');
  });
});

it('passwords, cookies and session ids never reach the log', async () => {
  const cookie = await cookieOf();
  await app.inject({ url: '/trpc/learner.overview', headers: { cookie, 'x-verdant-role': 'trainer' } });
  log.info({ req: { headers: { cookie } }, password, session: { id: cookie } }, 'what a careless line would say');
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('')).not.toContain(password);
  expect(lines.join('')).not.toContain(cookie.split('=')[1]);
});
