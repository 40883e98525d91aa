import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { DomainError } from '@verdant/domain/errors';
import { addDays } from '@verdant/domain/time/day';
import { analytics, analyticsDaily, learnerStandings } from '@verdant/db/schema/analytics';
import { recalculationRuns as runs } from '@verdant/db/schema/operations';
import { organizations } from '@verdant/db/schema/people';
import { dirtyLearnerDays, learnerDays, learnerSkills } from '@verdant/db/schema/rollups';
import { factId, personId } from '@verdant/db/stores/facts/fact-id';
import { storeFacts } from '@verdant/db/stores/facts/store-facts';
import { upsertPeople } from '@verdant/db/stores/facts/upsert-people';
import { upsertSource } from '@verdant/db/stores/facts/upsert-source';
import { requestRun, type RunRequest } from '@verdant/db/stores/recalculation/request-run';
import { startRun } from '@verdant/db/stores/recalculation/run-lifecycle';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import { withOrg, type TenantContext, type Tx } from '@verdant/db/with-org';
import { summarizeOrganization } from '@verdant/db/queries/organization-summary';
import { and, eq, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { summarizeAnalytics } from '../cli/summarize-analytics.ts';
import type { JobDeps } from './job-deps.ts';
import { recalculate } from './recalculate.ts';
import { recoverRuns } from './recover-runs.ts';
import { refreshDirty, requestRefresh } from './refresh-dirty.ts';
import { replayDay } from './replay-day.ts';
import { replayHistory } from './replay-history.ts';
import { requestNightly } from './schedule.ts';

const source = 'test';
const now = '2026-03-31T12:00:00.000Z';
const ago = (days: number, time = '09:00') => `${addDays('2026-03-31', -days)}T${time}:00.000Z`;

let db: TestDatabase;
let deps: JobDeps;
let clock = now;
let organizationId: OrganizationId;
let learners: UserId[];
let courseId: string;
const skillId = randomUUID();

beforeAll(async () => {
  db = await createTestDatabase();
  deps = { worker: db.worker, now: () => clock, log: pino({ level: 'silent' }) };
});
afterAll(() => db.close());

const worker = (): TenantContext => ({ organizationId, userId: null, role: 'worker' });
const inOrg = <T>(work: (tx: Tx) => Promise<T>) => withOrg(db.worker, worker(), work);
const asLearner = <T>(userId: UserId, work: (tx: Tx) => Promise<T>) => withOrg(db.app, { organizationId, userId, role: 'learner' }, work);
const ask = (request: Partial<RunRequest> = {}): RunRequest => ({
  organizationId, scope: { kind: 'organization' }, trigger: 'nightly', requestedBy: null, role: null, now: clock, carriedOutBy: 'caller', ...request,
});

/** Three learners of one course, each with 20 days of one answered attempt and one event. */
beforeEach(async () => {
  clock = now;
  organizationId = randomUUID() as OrganizationId;
  await withOrg(db.owner, { organizationId, userId: null, role: 'operator' }, async (tx) => {
    await tx.insert(organizations).values({ id: organizationId, slug: `o-${organizationId.slice(0, 8)}`, name: 'Test' });
    await upsertPeople(tx, organizationId, ['a', 'b', 'c'].map((externalId) => ({ externalId, name: externalId, joinedOn: '2026-01-01' })));
  });
  learners = ['a', 'b', 'c'].map((externalId) => personId(organizationId, externalId) as UserId).sort();
  courseId = factId(organizationId, source, 'courses', 'course');
  const topicId = factId(organizationId, source, 'topics', 'topic');
  const fact = (kind: Parameters<typeof factId>[2], name: string) => ({ id: factId(organizationId, source, kind, name), source, sourceId: name, version: 1 });
  await inOrg(async (tx) => {
    await upsertSource(tx, organizationId, {
      source, facts: ['courses', 'topics', 'enrollments', 'learning_events', 'topic_completions', 'assessment_attempts'], measures: ['time-of-day', 'minutes'],
      kind: 'service', lastContactAt: now, sample: false,
    });
    await storeFacts(tx, { organizationId, timeZone: 'UTC', now }, {
      courses: [{ ...fact('courses', 'course'), title: 'Course', status: 'active', createdAt: ago(60), trainerIds: [] }],
      topics: [{ ...fact('topics', 'topic'), title: 'Topic', courseId, position: 1, skillIds: [skillId] }],
      enrollments: learners.map((userId) => ({ ...fact('enrollments', `e-${userId}`), userId, courseId, enrolledAt: ago(30), mode: 'voluntary' as const, status: 'active' as const })),
      topic_completions: learners.map((userId) => ({ ...fact('topic_completions', `t-${userId}`), userId, topicId, occurredAt: ago(3), via: 'course' as const })),
      learning_events: learners.flatMap((userId) => [1, 2, 5].map((day) => ({
        ...fact('learning_events', `v-${userId}-${day}`), userId, occurredAt: ago(day), verb: 'read' as const, durationMin: 20,
        object: { type: 'topic' as const, id: topicId, courseId, topicId },
      }))),
      assessment_attempts: learners.flatMap((userId) => [20, 15, 10, 6, 4].map((day, index) => ({
        ...fact('assessment_attempts', `s-${userId}-${day}`), userId, assessmentId: factId(organizationId, source, 'assessments', `x${index}`), courseId,
        occurredAt: ago(day, '10:00'), score: 60 + index * 5, max: 100, attemptNo: 1, skills: [{ skillId, score: 1 }], kind: 'other' as const,
      }))),
    });
  });
});

async function runNow(request: Partial<RunRequest> = {}) {
  const { runId } = await inOrg((tx) => requestRun(tx, ask(request)));
  if (runId === null) throw new Error('nothing to run');
  return { runId, run: await recalculate(deps, { organizationId, runId }) };
}

describe('recalculate', () => {
  it('carries facts into rollups, six analytics, the day of history and the standing of every learner', async () => {
    const { run } = await runNow();
    expect(run).toMatchObject({ state: 'succeeded', total: 3, done: 3, failed: 0, changed: 3 });
    const [learner = '' as UserId] = learners;
    const rows = await inOrg((tx) => tx.select().from(analytics).where(and(eq(analytics.userId, learner), eq(analytics.role, 'learner'))));
    expect(rows.map(({ type }) => type).sort()).toEqual(['content_effectiveness', 'drop_off_risk', 'engagement', 'learning_velocity', 'mastery', 'outcome_forecast', 'performance',
      'recommendations', 'skill_gaps']);
    // 60 65 70 75 80: mean 70; pass mark 70, so 3 of 5 passed.
    expect(rows.find(({ type }) => type === 'performance')).toMatchObject({ status: 'ok', headline: 70, version: 1, envelope: { value: { averagePct: 70, passed: 3, passRatePct: 60 } } });
    const history = await inOrg((tx) => tx.select().from(analyticsDaily).where(eq(analyticsDaily.userId, learner)));
    expect(history.filter(({ role }) => role === 'learner')).toHaveLength(6);
    expect(history.filter(({ role }) => role !== 'learner')).toMatchObject([{ role: 'trainer', type: 'skill_gaps', day: '2026-03-31' }]);
    expect(await inOrg((tx) => tx.select().from(learnerStandings))).toHaveLength(3);
    expect(await inOrg((tx) => tx.select().from(dirtyLearnerDays))).toEqual([]);
    // Events on 3 days, attempts on 5 others but one, a completion on day 3: 5, 2, 1 | 20, 15, 10, 6, 4 | 3 = 9 days.
    expect(await inOrg((tx) => tx.select().from(learnerDays).where(eq(learnerDays.userId, learner)))).toHaveLength(9);
  });

  it('raises a version only where a value changed, and touches no rollup row that stayed the same', async () => {
    await runNow();
    const rollups = () => inOrg((tx) => tx.execute(sql`SELECT xmin::text, user_id, skill_id FROM learner_skills ORDER BY 2, 3`).then(({ rows }) => rows));
    const before = await rollups();
    const envelopes = () => inOrg((tx) => tx.select({ envelope: sql`${analytics.envelope} - 'computedAt'` }).from(analytics).orderBy(analytics.userId, analytics.type, analytics.role));
    const first = await envelopes();
    clock = '2026-03-31T12:10:00.000Z';
    const { run } = await runNow();
    expect(await envelopes()).toEqual(first);
    expect(run?.changed).toBe(0);
    expect(await rollups()).toEqual(before);
    const versions = await inOrg((tx) => tx.select({ version: analytics.version, at: analytics.calculatedAt }).from(analytics));
    expect(new Set(versions.map(({ version }) => version))).toEqual(new Set([1]));
    expect(new Set(versions.map(({ at }) => at))).toEqual(new Set([clock]));
  });

  it('publishes in the transaction that writes, and only then', async () => {
    const listener = new pg.Client({ connectionString: db.adminUrl });
    await listener.connect();
    const heard: { kind: string }[] = [];
    listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '{}')));
    await listener.query('LISTEN verdant_events');
    const { runId } = await runNow();
    await listener.query('SELECT 1');
    expect(heard.map(({ kind }) => kind)).toEqual(['refreshed', 'progress', 'finished']);
    expect(heard[0]).toMatchObject({ organizationId, courseIds: [courseId] });
    expect(heard[2]).toMatchObject({ run: { id: runId, state: 'succeeded', done: 3, total: 3 } });
    await listener.end();
  });

  it('records a learner whose data breaks a formula, and goes on with the others', async () => {
    const [poisoned = '' as UserId] = learners;
    await inOrg((tx) => tx.execute(sql`UPDATE assessment_attempts SET skills = '{"not": "a list"}' WHERE user_id = ${poisoned}`));
    const { run } = await runNow();
    expect(run).toMatchObject({ state: 'succeeded_with_failures', done: 3, failed: 1 });
    expect(run?.failures.map(({ userId }) => userId)).toEqual([poisoned]);
    expect(await inOrg((tx) => tx.select().from(learnerStandings))).toHaveLength(2);
  });

  it('counts an event on an object that no source of ours knows as activity, and calculates on', async () => {
    const [me = '' as UserId] = learners;
    await inOrg((tx) => storeFacts(tx, { organizationId, timeZone: 'UTC', now }, { learning_events: [{
      id: factId(organizationId, source, 'learning_events', 'stray'), source, sourceId: 'stray', version: 1, userId: me, occurredAt: ago(8), verb: 'opened',
      object: { type: 'content', id: 'page:1' },
    }] }));
    const { run } = await runNow();
    expect(run).toMatchObject({ state: 'succeeded', failed: 0 });
    expect(await inOrg((tx) => tx.select().from(learnerDays).where(and(eq(learnerDays.userId, me), eq(learnerDays.day, '2026-03-23'))))).toHaveLength(1);
  });

  it('goes on after its last saved learner when the worker died', async () => {
    const { runId } = await inOrg((tx) => requestRun(tx, ask()));
    await inOrg((tx) => startRun(tx, runId ?? '', now));
    await inOrg((tx) => tx.update(runs).set({ cursor: learners[0] ?? null, done: 1 }).where(eq(runs.id, runId ?? '')));
    const run = await recalculate(deps, { organizationId, runId: runId ?? '' });
    expect(run).toMatchObject({ state: 'succeeded', total: 3, done: 3 });
    expect((await inOrg((tx) => tx.select({ userId: learnerStandings.userId }).from(learnerStandings))).map(({ userId }) => userId).sort()).toEqual(learners.slice(1));
  });

  it('gives a run without a heartbeat back to the queue', async () => {
    const { runId } = await inOrg((tx) => requestRun(tx, ask()));
    await inOrg((tx) => startRun(tx, runId ?? '', now));
    clock = '2026-03-31T12:05:00.000Z';
    expect(await recoverRuns(deps, 120)).toBeGreaterThanOrEqual(1);
    const { rows } = await db.worker.query('SELECT key FROM graphile_worker.jobs WHERE key = $1', [`run:${runId}`]);
    expect(rows).toHaveLength(1);
  });

  it('stops a cancelled run between two chunks', async () => {
    const { runId } = await inOrg((tx) => requestRun(tx, ask()));
    await inOrg((tx) => tx.update(runs).set({ state: 'cancelled' }).where(eq(runs.id, runId ?? '')));
    expect(await recalculate(deps, { organizationId, runId: runId ?? '' })).toBeNull();
    expect(await inOrg((tx) => tx.select().from(analytics))).toEqual([]);
  });
});

describe('requestRun', () => {
  it('joins a run of the same scope, and answers a scope younger than 60 s without work', async () => {
    const first = await inOrg((tx) => requestRun(tx, ask()));
    expect(first.outcome).toBe('started');
    expect(await inOrg((tx) => requestRun(tx, ask({ trigger: 'manual' })))).toEqual({ outcome: 'joined', runId: first.runId });
    await recalculate(deps, { organizationId, runId: first.runId ?? '' });
    expect(await inOrg((tx) => requestRun(tx, ask()))).toEqual({ outcome: 'fresh', runId: null });
    clock = '2026-03-31T12:01:01.000Z';
    expect((await inOrg((tx) => requestRun(tx, ask()))).outcome).toBe('started');
  });

  it('holds a person to 5 manual runs in 10 minutes and says how long to wait', async () => {
    const [me = '' as UserId] = learners;
    const press = () => asLearner(me, (tx) => requestRun(tx, ask({ scope: { kind: 'learner', userId: me }, trigger: 'manual', requestedBy: me, role: 'learner', carriedOutBy: 'queue' })));
    for (let minute = 0; minute < 5; minute += 1) {
      clock = `2026-03-31T12:0${minute}:00.000Z`;
      const { outcome, runId } = await press();
      expect(outcome).toBe('started');
      await inOrg((tx) => tx.update(runs).set({ state: 'succeeded', finishedAt: clock }).where(eq(runs.id, runId ?? '')));
    }
    clock = '2026-03-31T12:05:00.000Z';
    const refused = await press().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DomainError);
    // The first press was at 12:00, so it leaves the window at 12:10: 300 s to wait.
    expect(refused).toMatchObject({ code: 'rate-limited', data: { retryAfterSeconds: 300 } });
    clock = '2026-03-31T12:10:01.000Z';
    expect((await press()).outcome).toBe('started');
  });

  it('queues a nightly run once, also when two nodes ask', async () => {
    await Promise.all([requestNightly(deps), requestNightly(deps)]);
    expect(await inOrg((tx) => tx.select().from(runs))).toHaveLength(1);
  });

  it('cannot be used to queue a run of another organization', async () => {
    const foreign = randomUUID();
    await expect(inOrg((tx) => tx.execute(sql`SELECT app.enqueue_recalculation(${foreign}::uuid)`))).rejects.toThrow();
  });
});

describe('arriving facts', () => {
  it('refresh only the learner they touched, and equal a full recomputation', async () => {
    await runNow();
    const [me = '' as UserId, other = '' as UserId] = learners;
    const skillRow = () => inOrg((tx) => tx.select().from(learnerSkills).where(eq(learnerSkills.userId, me)));
    await inOrg(async (tx) => {
      await storeFacts(tx, { organizationId, timeZone: 'UTC', now }, { assessment_attempts: [{
        id: factId(organizationId, source, 'assessment_attempts', 'late'), source, sourceId: 'late', version: 1, userId: me,
        assessmentId: factId(organizationId, source, 'assessments', 'x9'), courseId, occurredAt: ago(12, '08:00'), score: 100, max: 100, attemptNo: 1,
        skills: [{ skillId, score: 0 }], kind: 'other',
      }] });
      await requestRefresh(tx, organizationId);
    });
    expect(await refreshDirty(deps, organizationId)).toBe(1);
    const versions = await inOrg((tx) => tx.select({ userId: analytics.userId, version: analytics.version }).from(analytics).where(eq(analytics.type, 'performance')));
    expect(versions.find(({ userId }) => userId === me)?.version).toBe(2);
    expect(versions.find(({ userId }) => userId === other)?.version).toBe(1);
    const incremental = await skillRow();
    await inOrg((tx) => tx.execute(sql`DELETE FROM learner_skills`));
    await inOrg((tx) => tx.execute(sql`INSERT INTO dirty_learner_days (organization_id, user_id, day) VALUES (${organizationId}, ${me}, NULL)`));
    await refreshDirty(deps, organizationId);
    expect(await skillRow()).toEqual(incremental);
  });
});

describe('replayHistory', () => {
  it('gives each past day what was known on that day', async () => {
    await replayHistory(deps, organizationId, () => undefined);
    const [me = '' as UserId] = learners;
    const rows = await inOrg((tx) => tx.select({ day: analyticsDaily.day, headline: analyticsDaily.headline }).from(analyticsDaily)
      .where(and(eq(analyticsDaily.userId, me), eq(analyticsDaily.type, 'performance'))).orderBy(analyticsDaily.day));
    const on = (days: number) => rows.find(({ day }) => day === addDays('2026-03-31', -days))?.headline;
    expect([on(21), on(14), on(10), on(1)]).toEqual([null, (60 + 65) / 2, (60 + 65 + 70) / 3, 70]);
  });
});

describe('replayDay', () => {
  const replay = (day: string) => replayDay(deps, organizationId, day, () => undefined);

  it('gives an earlier day from the facts up to then, and stores nothing', async () => {
    const { learners: past, facts } = await replay(addDays('2026-03-31', -10));
    expect(past.map(({ performance }) => performance.value?.averagePct)).toEqual([65, 65, 65]);
    // Of each learner the attempts 20, 15 and 10 days ago.
    expect(facts).toBe(9);
    expect(await inOrg((tx) => tx.select().from(analytics))).toEqual([]);
    expect(await inOrg((tx) => tx.select().from(analyticsDaily))).toEqual([]);
  });

  it('knows nobody on a day before they joined', async () => {
    expect(await replay('2025-12-31')).toEqual({ learners: [], facts: 0 });
  });

  it('is summarized like a stored calculation of the same facts', async () => {
    await runNow();
    const stored = await inOrg(summarizeOrganization);
    const { learners: replayed, facts } = await replay('2026-03-31');
    expect(summarizeAnalytics(replayed)).toEqual(stored.analytics);
    expect(facts).toBe(stored.facts);
  });
});
