import { settingsSchema } from '@verdant/domain/analytics/settings';
import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analytics } from '../../schema/analytics.ts';
import { courses, enrollments, learningPaths, skillLevels, skills, skillTargets, topics } from '../../schema/facts.ts';
import { organizations, userRoles, users } from '../../schema/people.ts';
import { learnerAssessments, learnerCourses, learnerDays, learnerSkills, learnerTopics } from '../../schema/rollups.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { withOrg, type Tx } from '../../with-org.ts';
import { loadDeliveries } from './load-deliveries.ts';
import { loadSnapshots } from './load-snapshots.ts';
import type { ReleasedPerson } from './released-person.ts';

// Auckland is 13 hours ahead of UTC in March: its 31 March lasts from the 30th 11:00 to the 31st 11:00 UTC.
const timeZone = 'Pacific/Auckland';
const day = '2026-03-31';
const organizationId = randomUUID() as OrganizationId;
const [ann, ben, gone, later, admin] = Array.from({ length: 5 }, () => randomUUID() as UserId) as [UserId, UserId, UserId, UserId, UserId];
const [sqlSkill, tsSkill, courseId, otherCourse] = Array.from({ length: 4 }, () => randomUUID()) as [string, string, string, string];
const [topicId, canonicalTopic] = [randomUUID(), randomUUID()];

let db: TestDatabase;
let people: ReleasedPerson[];
let courseSkills: ReadonlyMap<string, readonly string[]>;
const inOrg = <T>(work: (tx: Tx) => Promise<T>) => withOrg(db.worker, { organizationId, userId: null, role: 'worker' }, work);
const fact = () => {
  const id = randomUUID();
  return { organizationId, id, source: 's', sourceId: id, digest: id, receivedAt: '2026-03-31T00:00:00.000Z' };
};
const person = (id: UserId) => people.find(({ userId }) => userId === id);
const load = (settings = settingsSchema.parse({})) => inOrg((tx) => loadSnapshots(tx, day, { timeZone, settings }));

function envelopeRow(role: 'learner' | 'trainer', type: 'engagement' | 'learning_velocity' | 'mastery' | 'performance' | 'skill_gaps', value: object) {
  const at = '2026-03-31T12:00:00.000Z';
  return {
    organizationId, userId: ann, role, type, status: 'ok', headline: null, band: null, envelope: { value }, digest: type, version: 1, calculatedAt: at,
    changedAt: at,
  };
}
const dayRow = (onDay: string, fields: object = {}) => ({
  organizationId, userId: ann, day: onDay, points: 1, activeMin: 5, sessions: 1, progress: 0, assessment: 0, practice: 0, practicePassed: 0, pctSum: 0, pctN: 0,
  hours: Array.from({ length: 24 }, () => 0), types: Array.from({ length: 7 }, () => 0), shared: 0, replied: 0, mentored: 0,
  lastAt: `${onDay}T01:00:00.000Z`, ...fields,
});
const skillRow = (skillId: string, n: number, recent: { day: string; L: number }[]) => ({
  organizationId, userId: ann, skillId, L: recent.at(-1)?.L ?? 0, halfLifeDays: 14, n, lastDay: recent.at(-1)?.day ?? null, recent, bestPct: null,
  practicePassed: false, attemptPctSum: 0, attemptN: 0,
});
const result = (passedFirst: boolean, passedAt: number | null) => ({
  organizationId, userId: ann, assessmentId: randomUUID(), courseId, attempts: 2, firstPct: 50, bestPct: 80, latestPct: 60, firstPassed: passedFirst,
  latestPassed: false, firstPassPosition: passedAt, minutesSum: 0, minutesN: 0,
});

beforeAll(async () => {
  db = await createTestDatabase();
  await withOrg(db.owner, { organizationId, userId: null, role: 'operator' }, async (tx) => {
    await tx.insert(organizations).values({ id: organizationId, slug: 'snapshots', name: 'Snapshots', timeZone });
    const someone = (id: UserId, fields: object = {}) => ({ organizationId, id, name: id, joinedOn: '2026-01-01', ...fields });
    await tx.insert(users).values([
      someone(ann, { unit: 'Sales', team: 'North', targetRole: 'analyst', comparison: 'in' as const }), someone(ben, { leftOn: '2026-04-01' }),
      someone(gone, { leftOn: day }), someone(later, { joinedOn: '2026-04-01' }), someone(admin),
    ]);
    await tx.insert(userRoles).values([...[ann, ben, gone, later].map((userId) => ({ organizationId, userId, role: 'learner' as const })),
      { organizationId, userId: admin, role: 'org_admin' as const }]);
  });
  await inOrg(async (tx) => {
    await tx.insert(skills).values([sqlSkill, tsSkill].map((id) => ({ ...fact(), id, name: id })));
    await tx.insert(courses).values([courseId, otherCourse].map((id) =>
      ({ ...fact(), id, title: 'C', status: 'active' as const, createdAt: '2026-01-01T00:00:00.000Z' })));
    await tx.insert(topics).values([
      { ...fact(), id: canonicalTopic, title: 'T', position: 0, skillIds: [sqlSkill] },
      { ...fact(), id: topicId, title: 'T', position: 1, courseId, canonicalId: canonicalTopic, skillIds: [tsSkill] },
    ]);
    await tx.insert(learningPaths).values([
      { ...fact(), userId: ann, templateId: 'onboarding', topicIds: [topicId], startDate: '2026-01-01', status: 'active' as const },
      { ...fact(), userId: ann, templateId: 'old', topicIds: [], startDate: '2026-01-01', status: 'completed' as const },
    ]);
    await tx.insert(enrollments).values([
      { ...fact(), userId: ann, courseId, enrolledAt: '2026-01-10T00:00:00.000Z', mode: 'voluntary' as const, status: 'failed' as const },
      // Again on 1 March 12:30 UTC, which is 2 March in Auckland; completed on 31 March 10:59 UTC, the last minute of the day there.
      { ...fact(), userId: ann, courseId, enrolledAt: '2026-03-01T12:30:00.000Z', mode: 'mandatory' as const, status: 'completed' as const,
        completedAt: '2026-03-31T10:59:00.000Z', dueAt: '2026-03-30T11:00:00.000Z', certificateAt: '2026-03-31T11:01:00.000Z' },
      { ...fact(), userId: ben, courseId, enrolledAt: '2026-03-31T11:00:00.000Z', mode: 'voluntary' as const, status: 'active' as const },
      { ...fact(), userId: ben, courseId: otherCourse, enrolledAt: '2026-02-01T00:00:00.000Z', mode: 'unknown' as const, status: 'withdrawn' as const,
        withdrawnAt: '2026-03-31T11:00:00.000Z' },
    ]);
    await tx.insert(skillTargets).values([
      { ...fact(), userId: ann, skillId: sqlSkill, target: 3, origin: 'organization' as const, business: 'critical' as const },
      { ...fact(), userId: ann, skillId: sqlSkill, target: 4, origin: 'learner' as const, business: 'low' as const },
    ]);
    await tx.insert(skillLevels).values([{ ...fact(), userId: ben, skillId: tsSkill, level: 4, acquired: true, acquiredAt: '2026-03-02T12:00:00.000Z',
      assessedAt: '2026-03-02T12:00:00.000Z', by: 'skills-engine' as const }]);
    await tx.insert(analytics).values([
      envelopeRow('learner', 'engagement', { score: 61.5, streak: 9 }), envelopeRow('learner', 'learning_velocity', { averagePace: 1.25 }),
      envelopeRow('learner', 'mastery', { overallPct: 40 }), envelopeRow('learner', 'performance', { averagePct: 77.7 }),
      envelopeRow('learner', 'skill_gaps', { readinessPct: 1, gaps: [], achieved: [], unassessed: [] }),
      envelopeRow('trainer', 'skill_gaps', { readinessPct: 50, gaps: [{ skillId: sqlSkill, target: 3, current: 1 }],
        achieved: [{ skillId: tsSkill, target: 2, current: 2.5 }], unassessed: [{ skillId: courseId, target: 1 }] }),
    ]);
    await tx.insert(learnerDays).values([
      dayRow('2026-04-01', { shared: 8 }), dayRow('2026-03-31', { shared: 2, replied: 1 }), dayRow('2026-03-02', { replied: 4 }),
      dayRow('2026-03-01', { shared: 16 }), dayRow('2026-01-01', { mentored: 1 }), { ...dayRow('2026-03-01'), userId: ben },
      { ...dayRow('2025-12-31', { mentored: 1 }), userId: ben },
    ]);
    await tx.insert(learnerTopics).values(['2026-04-01', '2026-03-31', '2026-03-04', '2026-03-03', null].map((doneDay) => ({
      organizationId, userId: ann, topicId: randomUUID(), doneDay, touched: true, bestPct: null, practicePassed: false,
    })));
    await tx.insert(learnerAssessments).values([result(true, 1), result(false, 2), result(false, null)]);
    await tx.insert(learnerCourses).values([{ organizationId, userId: ann, courseId, lastActiveDay: '2026-04-01', rating: null, ratingDay: null }]);
    await tx.insert(learnerSkills).values([
      // .951 since 4 March: within 28 days (4 to 31 March) and within 30.
      skillRow(sqlSkill, 5, [{ day: '2026-03-01', L: 0.9 }, { day: '2026-03-04', L: 0.951 }]),
      // .96 since 3 March: within 30 days, not within 28.
      skillRow(tsSkill, 6, [{ day: '2026-03-03', L: 0.96 }]),
      // Four answers are too few, .94 is too low, and 1 March is too long ago.
      skillRow(randomUUID(), 4, [{ day: '2026-03-20', L: 0.99 }]), skillRow(randomUUID(), 9, [{ day: '2026-03-20', L: 0.94 }]),
      skillRow(randomUUID(), 9, [{ day: '2026-03-01', L: 0.99 }, { day: '2026-03-20', L: 0.99 }]),
    ]);
  });
  ({ people, courseSkills } = await load());
});
afterAll(() => db.close());

describe('loadSnapshots', () => {
  it('knows who was employed at the end of the day: not who left on it or joins after it, and no org admin', () => {
    expect(people.map(({ userId }) => userId)).toEqual([ann, ben].sort());
  });
  it('takes the figures of the current rows, readiness as named readers see it; who has none has null and a streak of 0', () => {
    expect(person(ann)).toMatchObject({ engagement: 61.5, streak: 9, averagePace: 1.25, overallPct: 40, averagePct: 77.7, readinessPct: 50 });
    expect(person(ben)).toMatchObject({ engagement: null, streak: 0, averagePace: null, overallPct: null, averagePct: null, readinessPct: null });
    expect([person(ann)?.departmentId, person(ben)?.departmentId]).toEqual(['Sales', null]);
  });
  it('counts by the bounds of the day: 2 topics of 28 days (4 to 31 March), 2 + 1 + 4 events of 30 (from 2 March), mentoring of 90 (from 1 January)', () => {
    expect(person(ann)).toMatchObject({ pace28: 2, sharedEvents: 7, active30: true, mentored: true });
    expect(person(ben)).toMatchObject({ pace28: 0, sharedEvents: 0, active30: false, mentored: false });
  });
  it('counts assessments under the policy: best 2 of 3, first 1 of 3, latest 0 of 3', async () => {
    const passed = async (policy: 'best' | 'first' | 'latest') =>
      (await load(settingsSchema.parse({ performance: { policy } }))).people.find(({ userId }) => userId === ann)?.assessments;
    expect([await passed('best'), await passed('first'), await passed('latest')]).toEqual([2, 1, 0].map((n) => ({ tried: 3, passed: n })));
  });
  it('has the latest enrollment in each course as it stood at the end of the local day', () => {
    expect(person(ann)?.enrollments).toEqual([{
      courseId, enrolledDay: '2026-03-02', status: 'completed', mode: 'mandatory', dueDay: '2026-03-31', completedDay: '2026-03-31', certificateDay: null,
      lastActiveDay: '2026-03-31',
    }]);
    expect(person(ben)?.enrollments).toMatchObject([{ courseId: otherCourse, status: 'active', mode: 'unknown' }]);
  });
  it('has needs with business, targets met or not known, and the mean level (1 + 2.5)/2 = 1.75', () => {
    const bySkill = (a: { skillId: string }, b: { skillId: string }) => (a.skillId < b.skillId ? -1 : 1);
    expect([...person(ann)?.needs ?? []].sort(bySkill)).toEqual([
      { skillId: sqlSkill, target: 3, current: 1, business: 'critical' }, { skillId: tsSkill, target: 2, current: 2.5, business: null },
      { skillId: courseId, target: 1, current: null, business: null },
    ].sort(bySkill));
    expect([...person(ann)?.targets ?? []].sort(bySkill))
      .toEqual([{ skillId: sqlSkill, met: false }, { skillId: tsSkill, met: true }, { skillId: courseId, met: null }].sort(bySkill));
    expect(person(ann)?.keys).toMatchObject({
      id: ann, comparison: 'in', departmentId: 'Sales', teamId: 'North', targetRoleId: 'analyst', level: 1.75, pathIds: ['onboarding'],
    });
    expect(person(ben)?.keys).toMatchObject({ comparison: 'out', level: null, pathIds: [], skillIds: [] });
  });
  it('finds newly mastered skills: two in 30 days and one in 28 by answers, one on the second day by the skills engine', () => {
    expect(person(ann)).toMatchObject({ newSkills: 1 });
    expect([...person(ann)?.newlyMastered ?? []].sort((a, b) => (a.day < b.day ? -1 : 1)))
      .toEqual([{ skillId: tsSkill, day: '2026-03-03' }, { skillId: sqlSkill, day: '2026-03-04' }]);
    expect(person(ben)).toMatchObject({ newSkills: 0, newlyMastered: [{ skillId: tsSkill, day: '2026-03-03' }] });
  });
  it('knows the skills of paths, also of a topic that is one with another, and of courses', () => {
    expect([...person(ann)?.pathSkillIds ?? []].sort()).toEqual([sqlSkill, tsSkill].sort());
    expect(courseSkills).toEqual(new Map([[courseId, [tsSkill]]]));
  });
});

describe('loadDeliveries', () => {
  it('tells what was ever delivered', async () => {
    expect(await inOrg(loadDeliveries)).toEqual({ modes: true, sharing: true, mentoring: true });
    await inOrg(async (tx) => {
      await tx.execute(sql`UPDATE enrollments SET mode = 'unknown'`);
      await tx.execute(sql`UPDATE learner_days SET shared = 0, replied = 0`);
      expect(await loadDeliveries(tx)).toEqual({ modes: false, sharing: false, mentoring: true });
    });
  });
});
