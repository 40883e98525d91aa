import type { Envelope } from '@verdant/domain/analytics/envelope';
import type { Cohort } from '@verdant/domain/privacy/cohort';
import type { Role } from '@verdant/domain/access/roles';
import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { eq, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadGroupAnalytics } from './queries/releases/load-group-analytics.ts';
import { loadPeerEntries } from './queries/releases/load-peer-entries.ts';
import { loadReleaseDays } from './queries/releases/load-release-days.ts';
import { releaseEntries, releaseMemberships, releaseRecords } from './schema/analytics.ts';
import { courses } from './schema/facts.ts';
import { organizations, users } from './schema/people.ts';
import { courseTrainers } from './schema/teaching.ts';
import { cutRelease } from './stores/releases/cut-release.ts';
import { saveGroupAnalytics, type GroupResult } from './stores/releases/save-group-analytics.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { withOrg, type Tx } from './with-org.ts';

const day = '2026-03-30';
const now = '2026-03-31T02:00:00.000Z';
/** Thirty learners: the first twenty-four compare themselves, the first twelve on one path, the next ten on another. */
type Released = { organizationId: OrganizationId; learners: UserId[]; admin: UserId; trainer: UserId; courseId: string; otherCourse: string };

let db: TestDatabase;
let a: Released;
let b: Released;

const scores = (id: string, audience: Cohort['audience'], people: readonly UserId[], metric = 'engagement'): Cohort =>
  ({ id, audience, metric, kind: 'score', members: new Map(people.map((userId, i) => [userId, 40 + i])) });

function envelope(analytic: Envelope<unknown>['analytic'], value: unknown): Envelope<unknown> {
  return {
    analytic, status: 'ok', reason: null, value, units: {}, nulls: {}, need: null, window: null, n: 20, coverage: 1, computedAt: now, asOf: null,
    formulaVersion: `${analytic}@1.0.0/s1`, releaseId: day, sources: [],
  };
}

async function insertReleased(): Promise<Released> {
  const organizationId = randomUUID() as OrganizationId;
  const released: Released = {
    organizationId, learners: Array.from({ length: 30 }, () => randomUUID() as UserId), admin: randomUUID() as UserId, trainer: randomUUID() as UserId,
    courseId: randomUUID(), otherCourse: randomUUID(),
  };
  const { learners, admin, trainer, courseId, otherCourse } = released;
  await withOrg(db.owner, { organizationId, userId: null, role: 'operator' }, async (tx) => {
    await tx.insert(organizations).values({ id: organizationId, slug: organizationId, name: 'Released' });
    await tx.insert(users).values([...learners, admin, trainer].map((id, i) => ({
      organizationId, id, name: `person ${i}`, joinedOn: '2026-01-01', comparison: i < 24 ? 'in' as const : 'out' as const,
    })));
  });
  const fact = (id: string) => ({ organizationId, id, source: 's', sourceId: id, digest: id, receivedAt: now });
  await withOrg(db.worker, { organizationId, userId: null, role: 'worker' }, async (tx) => {
    await tx.insert(courses).values([courseId, otherCourse].map((id) => ({ ...fact(id), title: 'C', status: 'active' as const, createdAt: now })));
    const peers = learners.slice(0, 24);
    const [first, second] = [learners.slice(0, 12), learners.slice(12, 22)];
    await cutRelease(tx, { organizationId, day, k: 10, resetAfterDays: 90 }, {
      cohorts: [scores('peers', 'peers', peers), scores('path:first', 'peers', first), scores('path:second', 'peers', second), scores('org', 'admin', learners),
        scores('department:Sales', 'admin', learners.slice(0, 9))],
      belonging: new Map([['peers', peers], ['path:first', first], ['path:second', [...second, learners[23] ?? '']]]),
    });
    const results: GroupResult[] = [
      { grain: 'organization', scopeId: organizationId, role: 'org_admin', envelope: envelope('learning-culture', { score: 52 }) },
      ...(['learner', 'trainer', 'org_admin'] as const).map((role): GroupResult =>
        ({ grain: 'organization', scopeId: organizationId, role, envelope: envelope('skill-demand', { skills: [] }) })),
      ...[courseId, otherCourse].flatMap((scopeId) => (['trainer', 'org_admin'] as const).map((role): GroupResult =>
        ({ grain: 'course', scopeId, role, envelope: envelope('course-health', { score: 70 }) }))),
      { grain: 'trainer', scopeId: trainer, role: 'trainer', envelope: envelope('teaching-effectiveness', { overall: 68.4 }) },
    ];
    await saveGroupAnalytics(tx, results, { organizationId, day, now, runId: null });
  });
  await withOrg(db.owner, { organizationId, userId: null, role: 'operator' }, (tx) =>
    tx.insert(courseTrainers).values({ organizationId, courseId, userId: trainer }));
  return released;
}

beforeAll(async () => {
  db = await createTestDatabase();
  a = await insertReleased();
  b = await insertReleased();
});
afterAll(() => db.close());

const learner = (i: number): UserId => a.learners[i] ?? ('' as UserId);
const as = <T>(role: Role, userId: UserId, work: (tx: Tx) => Promise<T>) => withOrg(db.app, { organizationId: a.organizationId, userId, role }, work);
const entriesAs = async (role: Role, userId: UserId) =>
  (await as(role, userId, (tx) => tx.select({ cohort: releaseEntries.cohortId, of: releaseEntries.organizationId }).from(releaseEntries)))
    .map(({ cohort, of }) => (of === a.organizationId ? cohort : `another organization's ${cohort}`)).sort();

describe('entries of a release, read by the application', () => {
  it('a learner who compares themselves sees peers and their own path of 12 people, never the other path, nor what is for admins', async () => {
    expect(await entriesAs('learner', learner(0))).toEqual(['path:first', 'peers']);
  });
  it('of a path of 10 people nobody in it sees anything, who belongs to it uncounted does: 10 - 1 = 9 < 10, 10 - 0 = 10', async () => {
    expect(await entriesAs('learner', learner(12))).toEqual(['peers']);
    expect(await entriesAs('learner', learner(23))).toEqual(['path:second', 'peers']);
  });
  it('a learner without opt-in sees no entry, and one who takes it back none from that moment', async () => {
    expect(await entriesAs('learner', learner(25))).toEqual([]);
    const choose = (comparison: 'in' | 'out') => withOrg(db.owner, { organizationId: a.organizationId, userId: null, role: 'operator' }, (tx) =>
      tx.update(users).set({ comparison }).where(eq(users.id, learner(1))));
    await choose('out');
    expect(await entriesAs('learner', learner(1))).toEqual([]);
    await choose('in');
    expect(await entriesAs('learner', learner(1))).toEqual(['path:first', 'peers']);
  });
  it('who opts in sees nothing before a release made them a member', async () => {
    const choose = (comparison: 'in' | 'out') => withOrg(db.owner, { organizationId: a.organizationId, userId: null, role: 'operator' }, (tx) =>
      tx.update(users).set({ comparison }).where(eq(users.id, learner(26))));
    await choose('in');
    expect(await entriesAs('learner', learner(26))).toEqual([]);
    await choose('out');
  });
  it('an org admin sees what is shown to admins only: not the department of 9, nor any cohort of peers', async () => {
    expect(await entriesAs('org_admin', a.admin)).toEqual(['org']);
  });
  it('a trainer who compares themselves with nobody sees nothing, nor does a person of another organization', async () => {
    expect(await entriesAs('trainer', a.trainer)).toEqual([]);
    expect(await entriesAs('learner', b.learners[0] ?? ('' as UserId))).toEqual([]);
    expect(await entriesAs('trainer', b.trainer)).toEqual([]);
  });
  it('memberships are one\'s own whatever the role, records nobody\'s, and nobody writes', async () => {
    for (const [role, userId] of [['learner', learner(0)], ['org_admin', a.admin], ['trainer', a.trainer]] as const) {
      const rows = await as(role, userId, (tx) => tx.select({ userId: releaseMemberships.userId }).from(releaseMemberships));
      expect(rows.filter((row) => row.userId !== userId)).toEqual([]);
      expect(rows).toHaveLength(userId === learner(0) ? 2 : 0);
      await expect(as(role, userId, (tx) => tx.select().from(releaseRecords))).rejects.toMatchObject({ cause: { code: '42501' } });
      await expect(as(role, userId, (tx) => tx.execute(sql`DELETE FROM release_entries`))).rejects.toMatchObject({ cause: { code: '42501' } });
    }
  });
});

describe('loadPeerEntries', () => {
  const read = (i: number) => as('learner', learner(i), (tx) => loadPeerEntries(tx, learner(i)));
  it('gives own values beside the figures: 12 people of 40 to 51 have the median 45.5, which is 46; no quartiles below 20', async () => {
    const { day: of, rows } = await read(3);
    expect(of).toBe(day);
    expect(rows.map(({ cohortId, own, entry }) => [cohortId, own, entry?.median, entry?.p25, entry?.sizeBand]))
      .toEqual([['path:first', 43, 46, null, '10-19'], ['peers', 43, 52, 46, '20-39']]);
  });
  it('gives the own value alone where too few others are in it', async () => {
    expect((await read(12)).rows.map(({ cohortId, own, entry }) => [cohortId, own, entry === null])).toEqual([['path:second', 40, true], ['peers', 52, false]]);
  });
  it('gives nothing to who belongs to no cohort, and nothing about somebody else', async () => {
    expect(await read(25)).toEqual({ day: null, rows: [] });
    expect(await as('learner', learner(0), (tx) => loadPeerEntries(tx, learner(3)))).toEqual({ day: null, rows: [] });
    expect(await as('org_admin', a.admin, (tx) => loadPeerEntries(tx, learner(3)))).toEqual({ day: null, rows: [] });
  });
});

describe('loadGroupAnalytics and loadReleaseDays', () => {
  const read = async (role: Role, userId: UserId, ...of: [grain: 'course' | 'trainer' | 'organization', scopeId?: string]) =>
    (await as(role, userId, (tx) => loadGroupAnalytics(tx, ...of))).map((row) => `${row.role} ${row.analytic} ${row.version}`);
  it('give each role the organization\'s analytics that were made for it', async () => {
    expect(await read('learner', learner(25), 'organization')).toEqual(['learner skill-demand 1']);
    expect(await read('trainer', a.trainer, 'organization')).toEqual(['trainer skill-demand 1']);
    expect(await read('org_admin', a.admin, 'organization')).toEqual(['org_admin learning-culture 1', 'org_admin skill-demand 1']);
    expect(await read('org_admin', a.admin, 'organization', b.organizationId)).toEqual([]);
  });
  it('give a trainer the own courses and figures, an org admin what was released of all courses, a learner none', async () => {
    expect(await read('trainer', a.trainer, 'course')).toEqual(['trainer course-health 1']);
    expect(await read('trainer', a.trainer, 'course', a.otherCourse)).toEqual([]);
    expect(await read('trainer', a.trainer, 'trainer', a.trainer)).toEqual(['trainer teaching-effectiveness 1']);
    expect(await read('org_admin', a.admin, 'course')).toEqual(['org_admin course-health 1', 'org_admin course-health 1']);
    expect(await read('org_admin', a.admin, 'trainer')).toEqual([]);
    expect(await read('learner', learner(0), 'course')).toEqual([]);
  });
  it('list days of which something may be seen', async () => {
    expect(await as('org_admin', a.admin, loadReleaseDays)).toEqual([day]);
    expect(await as('learner', learner(0), loadReleaseDays)).toEqual([day]);
    expect(await as('learner', learner(25), loadReleaseDays)).toEqual([]);
  });
});

describe('what is stored', () => {
  it('an equal envelope keeps its version, whenever it was calculated; another one has the next', async () => {
    const inB = <T>(work: (tx: Tx) => Promise<T>) => withOrg(db.worker, { organizationId: b.organizationId, userId: null, role: 'worker' }, work);
    const save = (score: number, computedAt: string) => inB((tx) => saveGroupAnalytics(
      tx, [{ grain: 'organization', scopeId: b.organizationId, role: 'org_admin', envelope: { ...envelope('learning-culture', { score }), computedAt } }],
      { organizationId: b.organizationId, day, now: computedAt, runId: null },
    ));
    expect(await save(52, '2026-03-31T03:00:00.000Z')).toEqual([]);
    expect(await save(53, '2026-03-31T04:00:00.000Z'))
      .toEqual([{ grain: 'organization', scopeId: b.organizationId, role: 'org_admin', analytic: 'learning-culture', version: 2 }]);
  });
  it('has no id of a person in any entry', async () => {
    const rows = await withOrg(db.worker, { organizationId: a.organizationId, userId: null, role: 'worker' }, (tx) =>
      tx.select({ entry: releaseEntries.entry }).from(releaseEntries));
    const text = JSON.stringify(rows);
    expect(rows).toHaveLength(5);
    for (const id of [...a.learners, a.admin, a.trainer]) expect(text).not.toContain(id);
  });
});
