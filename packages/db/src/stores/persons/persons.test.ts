import type { UserId } from '@verdant/domain/ids';
import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../audit/verify-audit.ts';
import { insertWorld, type World } from '../../testing/fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { withOrg, type Tx } from '../../with-org.ts';
import { recordAudit } from '../audit.ts';
import { personId } from '../facts/fact-id.ts';
import { storeFacts } from '../facts/store-facts.ts';
import { upsertPeople } from '../facts/upsert-people.ts';
import { loadRecords } from '../releases/records.ts';
import { cutRelease } from '../releases/cut-release.ts';
import { saveGroupAnalytics, type GroupResult } from '../releases/save-group-analytics.ts';
import { saveOrganizationDays } from '../retention/save-organization-days.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import { findTraces } from './find-traces.ts';
import { personTables } from './person-tables.ts';

const now = '2026-03-31T09:00:00.000Z';
let db: TestDatabase;
let world: World;
let erased: string;
beforeAll(async () => { db = await createTestDatabase(); });
afterAll(() => db.close());

const asOperator = <T>(work: (tx: Tx) => Promise<T>) => withOrg(db.owner, { organizationId: world.organizationId, userId: null, role: 'operator' }, work);
const asWorker = <T>(work: (tx: Tx) => Promise<T>) => withOrg(db.worker, { organizationId: world.organizationId, userId: null, role: 'worker' }, work);
const marks = () => ({ id: erased, email: 'gone@example.test', externalId: '1234' });
const factOf = (id: string, userId: string, version = 1) => ({
  id, source: 'fixture', sourceId: id, version, userId, topicId: randomUUID(), occurredAt: '2026-03-20T09:00:00.000Z', via: 'course' as const,
});
const store = (userId: string) => asWorker((tx) =>
  storeFacts(tx, { organizationId: world.organizationId, timeZone: 'UTC', now }, { topic_completions: [factOf(randomUUID(), userId)] }));
const erase = () => asOperator((tx) => erasePerson(tx, { organizationId: world.organizationId, userId: erased, now }));

beforeEach(async () => {
  world = await insertWorld(db, { slug: randomUUID().slice(0, 8), now });
  erased = world.learners[0] ?? '';
  await asOperator(async (tx) => {
    await tx.execute(sql`UPDATE users SET external_id = '1234', email = 'gone@example.test' WHERE id = ${erased}`);
    await tx.execute(sql`INSERT INTO sessions (organization_id, id_hash, user_id, expires_at) VALUES (${world.organizationId}, ${randomUUID()}, ${erased}, now())`);
    await tx.execute(sql`INSERT INTO learner_bases (organization_id, user_id, cut_day, base, made_at) VALUES (${world.organizationId}, ${erased}, '2025-01-01', '{}', now())`);
    const letters = [{ user_id: erased }, { mail: 'Gone@Example.test' }, { person: '1234' }, { person: '12345' }];
    for (const payload of letters) {
      await tx.execute(sql`INSERT INTO dead_letters (organization_id, source, source_id, kind, reason, payload) VALUES (${world.organizationId}, 's', 'x', 'k', 'r', ${JSON.stringify(payload)}::jsonb)`);
    }
    await tx.execute(sql`INSERT INTO external_data_cache (organization_id, service, key, value, fetched_at, expires_at, bytes)
      VALUES (${world.organizationId}, 'directory', ${`people/${erased}`}, '{}', now(), now(), 2), (${world.organizationId}, 'directory', 'all', '["1234"]', now(), now(), 2)`);
    await tx.execute(sql`INSERT INTO recalculation_runs (organization_id, id, trigger, scope_kind, scope_id, requested_by, state, failures) VALUES
      (${world.organizationId}, ${randomUUID()}, 'manual', 'learner', ${erased}, ${erased}, 'succeeded', '[]'),
      (${world.organizationId}, ${randomUUID()}, 'nightly', 'organization', NULL, NULL, 'succeeded', ${JSON.stringify([{ userId: erased, reason: 'x' }, { userId: 'other', reason: 'y' }])}::jsonb)`);
  });
  await withOrg(db.app, { organizationId: world.organizationId, userId: world.trainer.userId as UserId, role: 'trainer' }, (tx) => recordAudit(tx, {
    actor: { organizationId: world.organizationId, userId: world.trainer.userId, role: 'trainer' }, action: 'read-person', subjectId: erased, outcome: 'allowed', requestId: null,
  }));
  await asWorker((tx) => saveOrganizationDays(tx, { organizationId: world.organizationId, from: '2026-03-01', to: '2026-03-31', now }));
});

describe('the list of what belongs to a person', () => {
  it('has every table with a column user_id, and users last', async () => {
    const { rows } = await db.owner.query<{ name: string }>(`SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE a.attname = 'user_id' AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`);
    expect(personTables.map(({ name }) => name)).toEqual([...rows.map(({ name }) => name), 'users']);
  });
});

describe('erasing a person', () => {
  it('leaves nothing that mentions them, wherever it stood, and everything of others', async () => {
    expect(Object.keys(await asOperator((tx) => findTraces(tx, marks())))).toEqual(expect.arrayContaining(
      ['analytics', 'audit_log', 'dead_letters', 'enrollments', 'external_data_cache', 'learner_bases', 'learner_days', 'recalculation_runs', 'sessions', 'users']));
    const othersBefore = await others();
    const { rows } = await erase();
    expect(rows).toMatchObject({ users: 1, sessions: 1, learner_days: 4, dead_letters: 3, external_data_cache: 2, audit_log: 1 });
    expect(await asOperator((tx) => findTraces(tx, marks()))).toEqual({});
    expect(await others()).toEqual(othersBefore);
    const { rows: runs } = await asOperator((tx) => tx.execute(sql`SELECT trigger, failures FROM recalculation_runs WHERE trigger = 'nightly' AND failures <> '[]'`));
    expect(runs).toEqual([{ trigger: 'nightly', failures: [{ userId: 'other', reason: 'y' }] }]);
    const { rows: letters } = await asOperator((tx) => tx.execute(sql`SELECT payload FROM dead_letters`));
    expect(letters).toEqual([{ payload: { person: '12345' } }]);
  });

  it('keeps the chain of the audit log whole, with a pseudonym in the place of the person', async () => {
    const { pseudonym } = await erase();
    expect(await asOperator((tx) => verifyAudit(tx))).toMatchObject({ faults: [], redacted: 1 });
    const { rows } = await asOperator((tx) => tx.execute(sql`SELECT actor_id, subject_id FROM audit_log WHERE action = 'read-person'`));
    expect(rows).toEqual([{ actor_id: world.trainer.userId, subject_id: pseudonym }]);
  });

  it('takes their part out of the sums over people: the same as summing those who remain', async () => {
    await erase();
    const sums = () => asOperator(async (tx) => (await tx.execute(sql`SELECT day::text, type, n, round(headline_sum::numeric, 6) AS sum, round(headline_square_sum::numeric, 6) AS squares,
      insufficient, active_learners FROM organization_days ORDER BY 1, 2`)).rows);
    const subtracted = await sums();
    expect(subtracted.length).toBeGreaterThan(5);
    await asWorker((tx) => saveOrganizationDays(tx, { organizationId: world.organizationId, from: '2026-03-01', to: '2026-03-31', now }));
    expect(await sums()).toEqual(subtracted);
  });

  it('recognises what arrives later: neither the person nor their facts come back', async () => {
    expect(await store(erased)).toMatchObject({ topic_completions: { inserted: 1, erased: 0 } });
    await erase();
    expect(await store(erased)).toMatchObject({ topic_completions: { inserted: 0, erased: 1, quarantined: 0 } });
    const people = await asOperator((tx) => upsertPeople(tx, world.organizationId, [{ externalId: '1234', name: 'Again', joinedOn: '2026-01-01' },
      { externalId: '77', name: 'New', joinedOn: '2026-01-01' }]));
    expect(people).toMatchObject({ inserted: 1, erased: 1 });
    expect(await store(personId(world.organizationId, '1234'))).toMatchObject({ topic_completions: { inserted: 0, erased: 1, quarantined: 0 } });
    expect(await asOperator((tx) => findTraces(tx, marks()))).toEqual({});
  });

  it('puts a placeholder in their place in what the next release compares with, and takes away what names them; published figures stay', async () => {
    const { organizationId, learners, courseId } = world;
    const everybody = [...learners, ...Array.from({ length: 12 }, () => randomUUID())];
    const members = new Map(everybody.map((id, i) => [id, 40 + i]));
    const group = (grain: 'course' | 'trainer', scopeId: string, value: object): GroupResult => ({ grain, scopeId, role: 'trainer', envelope: {
      analytic: 'course-performance', status: 'ok', reason: null, value, units: {}, nulls: {}, need: null, window: null, n: 1, coverage: 1, computedAt: now,
      asOf: null, formulaVersion: 'course-performance@1.0.0/s1', releaseId: null, sources: [],
    } });
    await asWorker(async (tx) => {
      await cutRelease(tx, { organizationId, day: '2026-03-30', k: 10, resetAfterDays: 90 }, {
        cohorts: (['peers', 'path:x'] as const).map((id) => ({ id, audience: 'peers', metric: 'engagement', kind: 'score', members })),
        belonging: new Map([['peers', learners]]),
      });
      await saveGroupAnalytics(tx, [
        group('course', courseId, { atRisk: [{ learnerId: erased, reasons: [] }] }), group('course', world.untrainedCourseId, { atRisk: [] }),
        group('trainer', erased, {}),
      ], { organizationId, day: '2026-03-30', now, runId: null });
    });
    const entries = () => asOperator(async (tx) => (await tx.execute(sql`SELECT * FROM release_entries ORDER BY cohort_id`)).rows);
    const published = await entries();
    const before = await asOperator(loadRecords);
    const { rows } = await erase();
    expect(rows).toMatchObject({ release_records: 2, release_memberships: 1, group_analytics: 2, group_analytics_daily: 1 });
    const after = await asOperator(loadRecords);
    expect(after.map(({ members: kept }) => new Map(kept)))
      .toEqual(before.map(({ members: kept }) => new Map(kept.map(([id, value]) => (id === erased ? ['erased:1', null] : [id, value])))));
    expect(await entries()).toEqual(published);
    expect(await asOperator((tx) => findTraces(tx, marks()))).toEqual({});
  });

  it('fails for somebody who is not there, or not in this organization, and changes nothing', async () => {
    const stranger = await insertWorld(db, { slug: randomUUID().slice(0, 8), now });
    for (const userId of [randomUUID(), stranger.learners[0] ?? '']) {
      await expect(asOperator((tx) => erasePerson(tx, { organizationId: world.organizationId, userId, now }))).rejects.toMatchObject({ code: 'not-found' });
    }
  });
});

describe('what a person gets', () => {
  it('is every row about them from every table, without what opens the account, and nothing of others', async () => {
    const { tables, person } = await asOperator((tx) => exportPerson(tx, { organizationId: world.organizationId, userId: erased }));
    expect(Object.keys(tables).sort()).toEqual([...personTables.map(({ name }) => name).filter((name) => !['users', 'credentials', 'sessions'].includes(name)), 'audit_log', 'recalculation_runs'].sort());
    expect(person).toMatchObject({ id: erased, email: 'gone@example.test' });
    expect(tables).toMatchObject({ audit_log: [{ action: 'read-person', by_this_person: false }], learner_days: expect.objectContaining({ length: 4 }) });
    const text = JSON.stringify({ tables, person });
    for (const other of world.learners.slice(1)) expect(text).not.toContain(other);
  });
});

/** Rows of everybody else, table by table. */
async function others(): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const { name, userId } of personTables) {
    const { rows: [row] } = await asOperator((tx) => tx.execute<{ sum: string }>(sql`
      SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ${sql.identifier(name)} t WHERE ${sql.identifier(userId.name)} <> ${erased}`));
    sums[name] = row?.sum ?? '';
  }
  return sums;
}
