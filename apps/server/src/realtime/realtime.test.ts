import type { Role } from '@verdant/domain/access/roles';
import { urlFor } from '@verdant/db/connect';
import { notifyEvent, type SentEvent } from '@verdant/db/stores/notify';
import { openDoor, openEntrance } from '@verdant/db/stores/sessions';
import { insertWorld, type Person, type World } from '@verdant/db/testing/fixtures';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import { withOrg } from '@verdant/db/with-org';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { io as connect, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSessions } from '../auth/sessions.ts';
import { makeLogger } from '../http/logger.ts';
import { callerOf, testDeps } from '../testing/test-product.ts';
import { attachRealtime, type Realtime } from './attach-realtime.ts';

const now = new Date().toISOString();
let db: TestDatabase;
let a: World;
let b: World;
let http: Server;
let realtime: Realtime;
let url: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  a = await insertWorld(db, { slug: 'a', now });
  b = await insertWorld(db, { slug: 'b', now });
  http = createServer();
  realtime = await attachRealtime(http, {
    log: makeLogger('silent'), app: db.app, sessions: openSessions(openDoor(db.app), false), listenUrl: urlFor(db.adminUrl, db.secret, 'verdant_app'),
    allowedOrigins: [], socketsPerUser: 3, checkEveryMs: 50,
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(() => { for (const socket of sockets.splice(0)) socket.disconnect(); });
afterAll(async () => {
  await realtime.close();
  await db.close();
});

const open = (world: World, person: Person) => openSessions(openEntrance(db.app), false).open({ organizationId: world.organizationId, userId: person.userId });

type Line = { socket: Socket; heard: { name: string; payload: unknown }[] };
function dial(headers: Record<string, string>, role: unknown): Line {
  const socket = connect(url, { auth: { role }, extraHeaders: headers, transports: ['websocket'], forceNew: true, reconnection: false });
  const heard: Line['heard'] = [];
  socket.onAny((name: string, payload: unknown) => heard.push({ name, payload }));
  sockets.push(socket);
  return { socket, heard };
}
const refusal = (line: Line) => new Promise<unknown>((resolve, reject) => {
  line.socket.on('connect', () => reject(new Error('was admitted')));
  line.socket.on('connect_error', (error: Error & { data?: unknown }) => resolve(error.data ?? error.message));
});
const admitted = (line: Line) => new Promise<Line>((resolve, reject) => {
  line.socket.on('connect', () => resolve(line));
  line.socket.on('connect_error', reject);
});
const listen = async (world: World, person: Person, role: Role) => admitted(dial({ cookie: (await open(world, person)).cookie.split(';')[0] ?? '' }, role));

const publish = (world: World, event: SentEvent) =>
  withOrg(db.worker, { organizationId: world.organizationId, userId: null, role: 'worker' }, (tx) => notifyEvent(tx, event));
const refreshed = (world: World, userIds: string[], version = 2): SentEvent => ({
  kind: 'refreshed', organizationId: world.organizationId, calculatedAt: now, courseIds: [world.courseId], cohortIds: [world.cohortId],
  items: userIds.map((userId) => ({ userId, versions: { mastery: version } })),
});
/** The line's own last word: once it is heard, everything published before was heard too, or never will be. */
async function settle(line: Line, world: World, runId = randomUUID()): Promise<void> {
  await publish(world, {
    kind: 'finished', organizationId: world.organizationId,
    run: { id: runId, state: 'succeeded', step: 'done', done: 1, total: 1, failed: 0, etaSeconds: null, durationMs: 5, requestedBy: null },
  });
  await vi.waitFor(() => expect(line.heard.some(({ payload }) => JSON.stringify(payload).includes(runId))).toBe(true));
}

describe('who may listen', () => {
  it('nobody without a session', async () => {
    expect(await refusal(dial({}, 'learner'))).toEqual({ reason: 'unauthenticated' });
    expect(await refusal(dial({ cookie: 'verdant_session=invented' }, 'learner'))).toEqual({ reason: 'unauthenticated' });
  });

  it.each(['trainer', 'org_admin', 'emperor', undefined, { $ne: 1 }])('nobody in a role not held: %j', async (role) => {
    const cookie = (await open(a, a.learner)).cookie.split(';')[0] ?? '';
    expect(await refusal(dial({ cookie }, role))).toEqual({ reason: 'forbidden' });
  });

  it('no page of another site', async () => {
    const cookie = (await open(a, a.learner)).cookie.split(';')[0] ?? '';
    expect(await refusal(dial({ cookie, origin: 'http://evil.test' }, 'learner'))).toBeDefined();
  });

  it('no more sockets a person than allowed', async () => {
    for (let i = 0; i < 3; i++) await listen(a, a.untrainedLearner, 'learner');
    const cookie = (await open(a, a.untrainedLearner)).cookie.split(';')[0] ?? '';
    expect(await refusal(dial({ cookie }, 'learner'))).toEqual({ reason: 'too-many-sockets' });
  });
});

describe('what is heard', () => {
  it('a learner hears of their own numbers, keys only, and of nobody else', async () => {
    const learner = await listen(a, a.learner, 'learner');
    const admin = await listen(a, a.admin, 'org_admin');
    await publish(a, refreshed(a, [a.learner.userId, a.multi.userId]));
    await settle(admin, a);
    expect(learner.heard).toEqual([{
      name: 'analytics:refreshed',
      payload: { refreshed: [{ analytic: 'mastery', scope: { kind: 'learner', userId: a.learner.userId }, version: 2, calculatedAt: now }] },
    }]);
  });

  it('a trainer hears of what they train, an org admin of the organization, once each', async () => {
    const trainer = await listen(a, a.trainer, 'trainer');
    const admin = await listen(a, a.admin, 'org_admin');
    await publish(a, { ...refreshed(a, [a.learner.userId]), cohortIds: [] } as SentEvent);
    await settle(admin, a);
    const scopes = (line: Line) => line.heard.filter(({ name }) => name === 'analytics:refreshed').map(({ payload }) =>
      (payload as { refreshed: { scope: unknown }[] }).refreshed[0]?.scope);
    expect(scopes(trainer)).toEqual([{ kind: 'course', courseId: a.courseId }]);
    expect(scopes(admin)).toEqual([{ kind: 'organization' }]);
    expect(JSON.stringify([trainer.heard, admin.heard])).not.toContain(a.learner.userId);
  });

  it("no one of organization A hears anything of B's, whatever the role", async () => {
    const lines = [await listen(a, a.learner, 'learner'), await listen(a, a.trainer, 'trainer'), await listen(a, a.admin, 'org_admin')];
    const there = await listen(b, b.admin, 'org_admin');
    await publish(b, refreshed(b, b.learners));
    await publish(b, { kind: 'progress', organizationId: b.organizationId, run: {
      id: randomUUID(), state: 'running', step: 'calculating', done: 1, total: 2, failed: 0, etaSeconds: 1, durationMs: 1, requestedBy: b.learner.userId } });
    await settle(there, b);
    expect(there.heard.length).toBeGreaterThanOrEqual(2);
    expect(lines.flatMap(({ heard }) => heard)).toEqual([]);
  });

  it('progress reaches who asked in every role, and org admins, not other learners', async () => {
    const asked = await listen(a, a.multi, 'learner');
    const admin = await listen(a, a.admin, 'org_admin');
    const other = await listen(a, a.learner, 'learner');
    const run = { id: randomUUID(), state: 'running', step: 'refreshing', done: 3, total: 4, failed: 0, etaSeconds: 2, durationMs: 10,
      requestedBy: a.multi.userId };
    await publish(a, { kind: 'progress', organizationId: a.organizationId, run });
    await settle(admin, a);
    const told = { name: 'recalculation:progress', payload: { runId: run.id, state: 'running', done: 3, total: 4, step: 'refreshing', etaSeconds: 2 } };
    await vi.waitFor(() => expect(asked.heard).toEqual([told]));
    expect(admin.heard).toContainEqual(told);
    expect(other.heard).toEqual([]);
  });

  it('twenty changes of one learner within a moment are a few messages, the last of them the newest', async () => {
    const learner = await listen(a, a.learner, 'learner');
    const admin = await listen(a, a.admin, 'org_admin');
    for (let version = 2; version <= 21; version++) await publish(a, refreshed(a, [a.learner.userId], version));
    await settle(admin, a);
    const versions = learner.heard.map(({ payload }) => (payload as { refreshed: { version: number }[] }).refreshed.map(({ version }) => version));
    expect(versions.length).toBeLessThanOrEqual(4);
    expect(versions[0]).toEqual([2]);
    await vi.waitFor(() => expect(learner.heard.map(({ payload }) => (payload as { refreshed: { version: number }[] }).refreshed[0]?.version).at(-1)).toBe(21));
  });

  it('what a client sends is no way into a room', async () => {
    const learner = await listen(a, a.learner, 'learner');
    const admin = await listen(a, a.admin, 'org_admin');
    learner.socket.emit('join', `org:${a.organizationId}`);
    await publish(a, refreshed(a, [a.multi.userId]));
    await settle(admin, a);
    expect(learner.heard).toEqual([]);
  });

  it('a message that nobody understands is left aside', async () => {
    const admin = await listen(a, a.admin, 'org_admin');
    await db.worker.query("SELECT pg_notify('verdant_events', 'garbage'), pg_notify('verdant_events', '{\"kind\":\"refreshed\"}')");
    await settle(admin, a);
    expect(admin.heard).toHaveLength(1);
  });
});

describe('the end of a session', () => {
  const closed = (line: Line) => new Promise<string>((resolve) => { line.socket.on('disconnect', resolve); });

  it('closes its sockets at sign-out, on whatever node they are', async () => {
    const { session, cookie } = await open(a, a.learner);
    const line = await admitted(dial({ cookie: cookie.split(';')[0] ?? '' }, 'learner'));
    const ended = closed(line);
    await callerOf(testDeps(db, () => now), session, 'learner').account.signOut();
    expect(await ended).toBe('transport close');
  });

  it('closes them too when it ended without a word', async () => {
    const line = await listen(a, a.multi, 'trainer');
    const ended = closed(line);
    const admin = new pg.Client({ connectionString: db.adminUrl });
    await admin.connect();
    await admin.query('DELETE FROM sessions WHERE user_id = $1', [a.multi.userId]);
    await admin.end();
    expect(await ended).toBe('transport close');
  });
});

it('the relay listens again by itself when the database drops it, and has its clients ask anew', async () => {
  const line = await listen(a, a.admin, 'org_admin');
  const ended = new Promise((resolve) => { line.socket.on('disconnect', resolve); });
  const admin = new pg.Client({ connectionString: db.adminUrl });
  await admin.connect();
  await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'verdant-relay' AND datname = current_database()");
  await admin.end();
  await ended;
  const again = await listen(a, a.admin, 'org_admin');
  await settle(again, a);
  expect(again.heard).toHaveLength(1);
});
