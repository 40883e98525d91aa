import { release } from '@verdant/domain/privacy/release';
import type { LastEntry, PublishedEntry } from '@verdant/domain/privacy/release-entry';
import { quantile } from '@verdant/domain/stats/quantile';
import { roundHalfEven } from '@verdant/domain/stats/round-half-even';
import { defaultSettings } from '@verdant/domain/analytics/settings';
import { addDays, type Day } from '@verdant/domain/time/day';
import { loadGroupAnalytics } from '@verdant/db/queries/releases/load-group-analytics';
import { groupAnalytics, groupAnalyticsDaily, releaseEntries, releaseMemberships, releaseRecords } from '@verdant/db/schema/analytics';
import { loadSnapshots } from '@verdant/db/stores/releases/load-snapshots';
import { erasePerson } from '@verdant/db/stores/persons/erase-person';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import { withOrg } from '@verdant/db/with-org';
import { and, eq, ne } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobDeps } from '../job-deps.ts';
import { cutCohorts } from './cut-cohorts.ts';
import { cutTaught } from './cut-taught.ts';
import { releaseOrganization, type ReleaseReport } from './release-organization.ts';
import { compares, firstDay, insertLivedOrganization, isActive, recalculateAll, resultOf, size, type LivedOrganization } from './testing/lived-organization.ts';

let db: TestDatabase;
let deps: JobDeps;
let lived: LivedOrganization;
let clock = '';
const settings = defaultSettings;
const dayNumber = (n: number): Day => addDays(firstDay, n - 1);
const reports: (ReleaseReport | null)[] = [];
/** The spread of the course's results after each night. */
const spreads: unknown[] = [];
const expected: { entries: PublishedEntry[]; last: LastEntry[] }[] = [];

/** Everything of the four nights: one person's better result before the second, twelve people's before the third, nothing before the fourth. */
beforeAll(async () => {
  db = await createTestDatabase();
  deps = { worker: db.worker, now: () => clock, log: pino({ level: 'silent' }) };
  lived = await insertLivedOrganization(db);
  await insertLivedOrganization(db);
  for (const n of [1, 2, 3, 4]) {
    const day = dayNumber(n);
    clock = `${addDays(day, 1)}T02:00:00.000Z`;
    const better = n === 2 ? [0] : n === 3 ? Array.from({ length: 18 }, (_, i) => i) : [];
    await lived.store(clock, { assessment_attempts: better.map((i) => ({
      ...lived.fact('assessment_attempts', `again-${n}-${i}`), userId: lived.learners[i] ?? '', assessmentId: lived.fact('assessments', 'exam').id,
      courseId: lived.courseId, occurredAt: `${day}T20:00:00.000Z`, score: 85 + n, max: 100, attemptNo: n, skills: [], kind: 'other' as const,
    })) });
    await recalculateAll(deps, lived);
    const snapshots = await lived.inOrg((tx) => loadSnapshots(tx, day, { timeZone: 'UTC', settings }));
    const available = { facts: new Set<never>(), measures: new Set<never>() };
    const ctx = { now: clock, timeZone: 'UTC', settings, settingsVersion: 1, available, sources: [] };
    const { cohorts } = await lived.inOrg((tx) => cutTaught(tx, day, ctx));
    expected.push(release([...cutCohorts(snapshots, { day, settings }), ...cohorts], expected.at(-1)?.last ?? [], { k: 10, day, resetAfterDays: 90 }));
    reports.push(await releaseOrganization(deps, lived.organizationId));
    spreads.push((await ofCourse('student-distribution'))?.envelope.value);
  }
});
afterAll(() => db.close());

const ofCourse = async (analytic: string) =>
  (await lived.inOrg((tx) => loadGroupAnalytics(tx, 'course', lived.courseId))).find((row) => row.analytic === analytic);
const storedEntries = (day: Day) => lived.inOrg((tx) => tx.select().from(releaseEntries).where(eq(releaseEntries.day, day)));
async function entryOf(day: Day, cohortId: string, metric: string): Promise<PublishedEntry> {
  const [row] = await lived.inOrg((tx) => tx.select({ entry: releaseEntries.entry }).from(releaseEntries)
    .where(and(eq(releaseEntries.day, day), eq(releaseEntries.cohortId, cohortId), eq(releaseEntries.metric, metric))));
  return row?.entry as PublishedEntry;
}
const byName = (entries: readonly PublishedEntry[]) => [...entries].sort((a, b) => (`${a.cohortId} ${a.metric}` < `${b.cohortId} ${b.metric}` ? -1 : 1));

describe('four nights of an organization of 60 people', () => {
  it('store what the kernel publishes from the snapshots of each day, and the records that the next night needs', async () => {
    for (const [i, { entries, last }] of expected.entries()) {
      const rows = await storedEntries(dayNumber(i + 1));
      expect(byName(rows.map(({ entry }) => entry as PublishedEntry))).toEqual(byName(entries));
      expect(reports[i]).toMatchObject({ day: dayNumber(i + 1), people: size, entries: entries.length });
      if (i === 3) {
        const records = await lived.inOrg((tx) => tx.select().from(releaseRecords));
        expect(new Map(records.map(({ cohortId, metric, record }) => [`${cohortId} ${metric}`, record])))
          .toEqual(new Map(last.map((record) => [`${record.cohortId} ${record.metric}`, record])));
      }
    }
  });

  it('participation: 45 of 60 were active in 30 days, 75 %; in Sales 25 of 25, at least 90', async () => {
    expect(Array.from({ length: size }, (_, i) => i).filter(isActive)).toHaveLength(45);
    expect(await entryOf(dayNumber(1), 'org', 'participation')).toMatchObject({ percent: { pct: 75, bound: 'exact' }, sizeBand: '40-99' });
    expect(await entryOf(dayNumber(1), 'department:Sales', 'participation')).toMatchObject({ percent: { pct: 90, bound: 'at-least' }, sizeBand: '20-39' });
  });

  it('results of peers: median and quartiles of the 40 who compare themselves; one better result changes nothing, eighteen do', async () => {
    const results = (better: number, score: number) => Array.from({ length: size }, (_, i) => i).filter(compares)
      .map((i) => (i < better ? Math.max(resultOf(i), score) : resultOf(i)));
    const figures = (values: number[]) => Object.fromEntries(([['p25', 0.25], ['median', 0.5], ['p75', 0.75]] as const)
      .map(([name, p]) => [name, roundHalfEven(quantile(values, p) ?? Number.NaN)]));
    const first = { ...figures(results(0, 0)), asOf: dayNumber(1), sizeBand: '40-99' };
    expect(await entryOf(dayNumber(1), 'peers', 'performance')).toMatchObject({ ...first, frozen: false });
    expect(await entryOf(dayNumber(2), 'peers', 'performance')).toMatchObject({ ...first, frozen: true });
    expect(await entryOf(dayNumber(3), 'peers', 'performance')).toMatchObject({ ...figures(results(18, 88)), asOf: dayNumber(3), frozen: false });
    expect(await entryOf(dayNumber(4), 'peers', 'performance')).toMatchObject({ ...figures(results(18, 88)), asOf: dayNumber(3), frozen: true });
  });

  it('a second call for the same day finds it released and touches nothing', async () => {
    const state = () => lived.inOrg(async (tx) => [
      await tx.select().from(releaseEntries), await tx.select().from(releaseRecords), await tx.select().from(releaseMemberships),
      await tx.select().from(groupAnalytics),
    ].map((rows) => rows.map((row) => JSON.stringify(row)).sort()));
    const before = await state();
    expect(await releaseOrganization(deps, lived.organizationId)).toBeNull();
    expect(await state()).toEqual(before);
  });

  it('gives every person who compares themselves their own cohorts with their own values, and nobody else any', async () => {
    const rows = await lived.inOrg((tx) => tx.select().from(releaseMemberships));
    expect(new Set(rows.map(({ day }) => day))).toEqual(new Set([dayNumber(4)]));
    expect(new Set(rows.map(({ userId }) => userId))).toEqual(new Set(lived.learners.filter((_, i) => compares(i))));
    const [first] = lived.learners;
    const own = rows.filter(({ userId, metric }) => userId === first && metric === 'performance');
    expect(own.map(({ cohortId }) => cohortId).sort())
      .toEqual(['level:0', 'path:onboarding', 'peers', 'role:analyst', ...lived.skillIds.map((id) => `skill:${id}`)].sort());
    expect(own.every((row) => row.own === 88)).toBe(true);
    expect(own.find(({ cohortId }) => cohortId === 'peers')).toMatchObject({ counted: true });
  });
});

describe('analytics of the organization', () => {
  const current = () => lived.inOrg((tx) => loadGroupAnalytics(tx, 'organization', lived.organizationId));

  it('are stored for org admins, skill demand for every role, each from the release of the day, with the day of history', async () => {
    const rows = await current();
    expect(rows.filter(({ role }) => role === 'org_admin').map(({ analytic }) => analytic)).toEqual(
      ['department-team', 'learning-culture', 'org-learning-velocity', 'recommendations', 'skill-demand', 'strategic-alignment', 'teaching-effectiveness']);
    expect(rows.filter(({ role }) => role !== 'org_admin').map(({ role, analytic }) => `${role} ${analytic}`))
      .toEqual(['learner skill-demand', 'trainer skill-demand']);
    expect(rows.every(({ envelope }) => envelope.releaseId === dayNumber(4))).toBe(true);
    const history = await lived.inOrg((tx) => tx.select().from(groupAnalyticsDaily).where(eq(groupAnalyticsDaily.grain, 'organization')));
    expect(history.filter(({ grain }) => grain === 'organization')).toHaveLength(4 * rows.length);
    const alignment = history.filter(({ type, day }) => type === 'strategic_alignment' && day === dayNumber(4));
    expect(alignment).toMatchObject([{ status: 'ok', headline: expect.any(Number) as number }]);
  });

  it('of the course: 15 of 60 completed, 25 %; results of 20 to 79 have the quartiles 35, 50 and 64', async () => {
    expect((await ofCourse('course-performance'))?.envelope.value).toMatchObject({ completion: { pct: 25, bound: 'exact' }, sizeBand: '40-99' });
    expect(await entryOf(dayNumber(1), `course:${lived.courseId}`, 'results')).toMatchObject({ p25: 35, median: 50, p75: 64 });
    expect(await entryOf(dayNumber(2), `course:${lived.courseId}`, 'results')).toMatchObject({ p25: 35, median: 50, p75: 64, frozen: true });
    expect((await ofCourse('student-distribution'))?.envelope).toMatchObject({ status: 'ok', releaseId: dayNumber(4) });
    expect((await ofCourse('course-health'))?.envelope.releaseId).toBe(dayNumber(4));
  });

  it('the spread of the results stands still while they are frozen: one better result of 60 does not show, eighteen do', () => {
    const [first, second, third, fourth] = spreads;
    expect(first).toMatchObject({ view: 'released', scored: size });
    expect([second, fourth]).toEqual([first, third]);
    expect(third).not.toEqual(first);
  });

  it('velocity: 60 employees, 75 % active, 15 of 60 completed the course: 25 %', async () => {
    const velocity = (await current()).find(({ analytic }) => analytic === 'org-learning-velocity');
    expect(velocity?.envelope.value).toMatchObject({ employees: size, participationPct: 75, completionPct: 25 });
  });

  it('skill demand: 60 targets on each skill are 60, 30 paths 30; counts are for org admins only', async () => {
    const rows = (await current()).filter(({ analytic }) => analytic === 'skill-demand');
    const counts = rows.map(({ role, envelope }) => [role, (envelope.value as { skills: { counts: unknown }[] }).skills.map((skill) => skill.counts)]);
    expect(new Map(counts as [string, unknown][])).toEqual(new Map<string, unknown>([
      ['learner', [null, null]], ['trainer', [null, null]],
      ['org_admin', Array.from({ length: 2 }, () => ({ enrolled: expect.any(Number) as number, targets: 60, paths: 30 }))],
    ]));
  });

  it('needs: targets of 2 and 3, levels 0 to 4 in turn with mean 2: (2 - 2) · 3 = 0 and (3 - 2) · 1 = 1', async () => {
    const needs = (await current()).find(({ analytic }) => analytic === 'recommendations');
    const items = (needs?.envelope.value as { items: { skillId: string; reason: { numbers: { borich: number } } }[] }).items;
    expect(items.map(({ skillId, reason }) => [skillId, reason.numbers.borich])).toEqual([[lived.skillIds[1], 1], [lived.skillIds[0], 0]]);
  });

  it('every night moves them, since each names its release; the version counts the nights', async () => {
    expect(reports.map((report) => report?.moved.length)).toEqual([12, 12, 12, 12]);
    expect((await current()).every(({ version }) => version === 4)).toBe(true);
  });
});

describe('what is published', () => {
  it('names nobody, and no exact number of people but that of the employees', async () => {
    const published = await lived.inOrg(async (tx) => [
      ...(await tx.select({ json: releaseEntries.entry }).from(releaseEntries)),
      // What trainers read of their own courses names their own learners.
      ...(await tx.select({ json: groupAnalytics.envelope }).from(groupAnalytics).where(ne(groupAnalytics.role, 'trainer'))),
    ]);
    const text = JSON.stringify(published);
    expect(published.length).toBeGreaterThan(200);
    for (const id of [...lived.learners, lived.admin, lived.trainer]) expect(text).not.toContain(id);
    const entries = await lived.inOrg((tx) => tx.select({ entry: releaseEntries.entry }).from(releaseEntries));
    const fields = new Set(entries.flatMap(({ entry }) => Object.keys(entry as object)));
    expect([...fields].sort()).toEqual(
      ['asOf', 'audience', 'cohortId', 'frozen', 'hiddenBecause', 'kind', 'median', 'metric', 'p25', 'p75', 'percent', 'sizeBand']);
  });

  it('keeps nothing of a person who is erased, and goes on', async () => {
    const gone = lived.learners[0] ?? '';
    const records = () => lived.inOrg((tx) => tx.select().from(releaseRecords));
    const mentions = async () => (await records()).filter(({ record }) => JSON.stringify(record).includes(gone)).length;
    const shown = await storedEntries(dayNumber(4));
    expect(await mentions()).toBeGreaterThan(20);
    const { rows } = await withOrg(db.owner, { organizationId: lived.organizationId, userId: null, role: 'operator' }, (tx) =>
      erasePerson(tx, { organizationId: lived.organizationId, userId: gone, now: clock }));
    expect(rows['release_records']).toBeGreaterThan(20);
    expect(rows['release_memberships']).toBeGreaterThan(0);
    expect(await mentions()).toBe(0);
    expect(await storedEntries(dayNumber(4))).toEqual(shown);
    clock = `${dayNumber(6)}T02:00:00.000Z`;
    await recalculateAll(deps, lived);
    expect(await releaseOrganization(deps, lived.organizationId)).toMatchObject({ day: dayNumber(5), people: size - 1 });
    // One leaver of 40, nobody else's result changed: frozen, as of the third night.
    expect(await entryOf(dayNumber(5), 'peers', 'performance')).toMatchObject({ frozen: true, asOf: dayNumber(3) });
    const text = JSON.stringify(await records());
    expect(text).not.toContain(gone);
    expect(text).toContain('erased:1');
  });
});
