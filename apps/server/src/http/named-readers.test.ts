import { learnerAnalyticIds } from '@verdant/domain/analytics/catalogue';
import type { LearnerPage } from '@verdant/api/views';
import { analytics, analyticsDaily } from '@verdant/db/schema/analytics';
import { enrollments, skillLevels, skillTargets } from '@verdant/db/schema/facts';
import { learnerAssessments, learnerSummaries } from '@verdant/db/schema/rollups';
import { calculateWorld, insertWorld, type World } from '@verdant/db/testing/fixtures';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import { withOrg, type Tx } from '@verdant/db/with-org';
import { addDays } from '@verdant/domain/time/day';
import { and, asc, eq, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf, sessionOf, testDeps } from '../testing/test-product.ts';
import { noonYesterday } from '../testing/clock.ts';
import type { HttpDeps } from './http-deps.ts';

const now = noonYesterday();
const today = now.slice(0, 10);
let db: TestDatabase;
let deps: HttpDeps;
let world: World;
/** The specification's ten of mean 74; the learner has the 75 in the middle. */
const averages = [75, 52, 60, 60, 68, 75, 75, 88, 91, 96];
const skillOfOwnWish = randomUUID();

const inOrg = <T>(work: (tx: Tx) => Promise<T>) => withOrg(db.worker, { organizationId: world.organizationId, userId: null, role: 'worker' }, work);

beforeAll(async () => {
  db = await createTestDatabase();
  deps = testDeps(db, () => now);
  world = await insertWorld(db, { slug: 'one', now, learners: 11 });
  const { organizationId, courseId, untrainedCourseId, learner, skillId } = world;
  const fact = () => { const id = randomUUID(); return { organizationId, id, source: 'test', sourceId: id, version: 1, digest: id, receivedAt: now }; };
  const result = (userId: string, course: string, pct: number) => ({
    organizationId, userId, assessmentId: randomUUID(), courseId: course, attempts: 1, firstPct: pct, bestPct: pct, latestPct: pct, firstPassed: pct >= 70,
    latestPassed: pct >= 70, firstPassPosition: pct >= 70 ? 1 : null, minutesSum: 20, minutesN: 1,
  });
  const ten = world.learners.slice(0, 10);
  await inOrg(async (tx) => {
    // The eleventh learner has no result. In the second course, which nobody here trains, all ten have half.
    await tx.insert(enrollments).values(ten.map((userId) => ({
      ...fact(), userId, courseId: untrainedCourseId, enrolledAt: `${addDays(today, -20)}T09:00:00.000Z`, mode: 'unknown' as const, status: 'active' as const,
    })));
    await tx.insert(learnerAssessments).values(ten.flatMap((userId, place) => {
      const pct = averages[place] ?? 0;
      return [result(userId, courseId, pct - 2), result(userId, courseId, pct + 2), result(userId, untrainedCourseId, pct / 2)];
    }));
    const attempt = {
      id: randomUUID(), assessmentId: randomUUID(), courseId, occurredAt: `${addDays(today, -2)}T10:00:00.000Z`, pct: 75, passed: true, durationMin: 20,
    };
    await tx.update(learnerSummaries).set({ lastAttempts: [attempt] }).where(eq(learnerSummaries.userId, learner.userId));
    const target = (skill: string, origin: 'organization' | 'learner') => ({ ...fact(), userId: learner.userId, skillId: skill, target: 3, origin });
    await tx.insert(skillTargets).values([target(skillId, 'organization'), target(skillOfOwnWish, 'learner')]);
    await tx.insert(skillLevels).values([skillId, skillOfOwnWish].map((skill) =>
      ({ ...fact(), userId: learner.userId, skillId: skill, level: 1, assessedAt: now, by: 'trainer' as const })));
  });
  await calculateWorld(db.worker, world, now);
});
afterAll(() => db.close());

const asLearner = () => callerOf(deps, sessionOf(world, world.learner), 'learner').learner;
const asTrainer = () => callerOf(deps, sessionOf(world, world.trainer), 'trainer').trainer;
const asAdmin = () => callerOf(deps, sessionOf(world, world.admin), 'org_admin').orgAdmin;
const asked = () => ({ userId: world.learner.userId });

/** A page's cards without what named readers see otherwise: skill gaps, and places in courses. */
function shared({ cards }: LearnerPage) {
  const { 'skill-gaps': _gaps, performance: { envelope, ...performance }, ...others } = cards;
  const { standing: _standing, ...value } = envelope?.value ?? { standing: [] };
  return { ...others, performance: { ...performance, envelope: { ...envelope, value } } };
}

describe('one person, three readers', () => {
  it('the five analytics other than skill gaps carry equal values, standing apart', async () => {
    const [own, trained, managed] = [await asLearner().overview(), await asTrainer().learner(asked()), await asAdmin().worker(asked())];
    for (const id of learnerAnalyticIds) expect(own.cards[id].envelope).not.toBeNull();
    expect(own.cards.performance.envelope?.value).toMatchObject({ averagePct: 62.5, standing: [] }); // (73 + 77 + 37.5)/3
    expect(shared(trained)).toEqual(shared(own));
    expect(shared(managed)).toEqual(shared(own));
  });

  it('so do the detail pages, whichever window is asked for', async () => {
    const month = { analytic: 'engagement', windowDays: 30 } as const;
    const { card: own } = await asLearner().engagement({ windowDays: 30 });
    expect(own.envelope?.window?.days).toBe(30);
    expect((await asTrainer().learnerAnalytic({ ...asked(), ...month })).card).toEqual(own);
    expect((await asAdmin().workerAnalytic({ ...asked(), ...month })).card).toEqual(own);
  });
});

describe('standing', () => {
  const place = () => ({ courseId: world.courseId, z: 0.07, T: 50.7, percentile: 55, n: 10 });
  const standing = (page: Pick<LearnerPage, 'cards'>) => page.cards.performance.envelope?.value?.standing;

  it('a trainer reads 75 among ten of mean 74 in the course they train, and its title', async () => {
    const page = await asTrainer().learner(asked());
    expect(standing(page)).toEqual([place()]);
    expect(page.labels[world.courseId]).toBe('Course of one');
    const { card, labels } = await asTrainer().learnerAnalytic({ ...asked(), analytic: 'performance' });
    expect(card.envelope?.value).toMatchObject({ standing: [place()] });
    expect(labels[world.courseId]).toBe('Course of one');
  });

  it('an org admin reads both courses: halves have the same z and percentile', async () => {
    const both = [place(), { ...place(), courseId: world.untrainedCourseId }].sort((a, b) => (a.courseId < b.courseId ? -1 : 1));
    const page = await asAdmin().worker(asked());
    expect(standing(page)).toEqual(both);
    expect(page.labels[world.untrainedCourseId]).toBe('Course of one');
    const { card } = await asAdmin().workerAnalytic({ ...asked(), analytic: 'performance' });
    expect(card.envelope?.value).toMatchObject({ standing: both });
  });

  it('the learner reads none, nor is any stored: version and digest stay as they were', async () => {
    const rows = () => inOrg((tx) => tx.select().from(analytics).where(and(eq(analytics.userId, world.learner.userId), eq(analytics.type, 'performance')))
      .orderBy(asc(analytics.role)));
    const before = await rows();
    await asTrainer().learner(asked());
    expect(standing(await asLearner().overview())).toEqual([]);
    expect((await asLearner().performance({})).card.envelope?.value?.standing).toEqual([]);
    await calculateWorld(db.worker, world, now);
    expect(await rows()).toEqual(before);
    expect(before).toMatchObject([{ role: 'learner', envelope: { value: { standing: [] } } }]);
    expect((await asTrainer().learner(asked())).cards.performance.version).toBe(before[0]?.version);
  });

  it('someone without a result has none', async () => {
    const userId = world.learners[10] ?? '';
    expect((await asTrainer().learner({ userId })).cards.performance.envelope).toMatchObject({ status: 'insufficient', value: null });
  });
});

describe('skill gaps', () => {
  const open = (page: Pick<LearnerPage, 'cards'>) => {
    const { envelope, history } = page.cards['skill-gaps'];
    return { open: envelope?.value?.totals.open, history: history.map(({ day, value }) => [day, value]) };
  };

  it('have a history against the targets that the reader sees: with the own wish 2 gaps, else 1', async () => {
    expect(open(await asLearner().overview())).toEqual({ open: 2, history: [[today, 2]] });
    for (const page of [await asTrainer().learner(asked()), await asAdmin().worker(asked())]) expect(open(page)).toEqual({ open: 1, history: [[today, 1]] });
    expect((await asLearner().skillGaps({})).card.history.map(({ value }) => value)).toEqual([2]);
    const { card } = await asTrainer().learnerAnalytic({ ...asked(), analytic: 'skill-gaps' });
    expect(card.history.map(({ value }) => value)).toEqual([1]);
  });

  it('count once in the figures of the organization: snapshots for named readers are left out', async () => {
    await inOrg((tx) => tx.execute(sql`SELECT app.refresh_views()`));
    const counted = (role: 'learner' | 'trainer') => inOrg((tx) =>
      tx.$count(analyticsDaily, and(eq(analyticsDaily.day, today), eq(analyticsDaily.role, role), eq(analyticsDaily.status, 'ok'))));
    const { trend } = await asAdmin().kpis({ days: 30 });
    expect(trend.find(({ day }) => day === today)?.analyticsCounted).toBe(await counted('learner'));
    expect(await counted('trainer')).toBe(1);
  });
});

describe('voice', () => {
  it('insights say "you" to the learner and the first name to others, by the same rules', async () => {
    const own = await asLearner().performance({});
    const about = { ...asked(), analytic: 'performance' } as const;
    const named = [await asTrainer().learnerAnalytic(about), await asAdmin().workerAnalytic(about)];
    expect(own.insights).toEqual([{ rule: 'average', text: 'Your average is 62.5 % over 3 assessments.' }]);
    for (const { insights } of named) expect(insights).toEqual([{ rule: 'average', text: 'learner’s average is 62.5 % over 3 assessments.' }]);
  });
});
