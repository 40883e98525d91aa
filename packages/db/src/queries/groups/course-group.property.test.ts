import type { FactBatch } from '@verdant/domain/facts/facts';
import type { OrganizationId } from '@verdant/domain/ids';
import type { LearnerFacts } from '@verdant/domain/rollups/learner-facts';
import { factSets } from '@verdant/domain/testing/arbitrary-facts';
import { buildEnrollment, uuid } from '@verdant/domain/testing/build-facts';
import { dayOf } from '@verdant/domain/time/day';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { withOrg } from '../../with-org.ts';
import { loadCourseGroup } from './course-group.ts';
import { countGroup } from './testing/count-group.ts';
import { foldFacts, insertOrganization } from './testing/fold-facts.ts';
import { groupCatalogue } from './testing/group-catalogue.ts';

const now = '2026-05-02T12:00:00.000Z';
const userIds = [1, 2, 3].map((n) => uuid('aa', n));
const zones = ['UTC', 'Europe/Berlin', 'Pacific/Kiritimati', 'America/St_Johns'] as const;
const start = Date.parse('2026-03-10T00:00:00Z');

let db: TestDatabase;
beforeAll(async () => { db = await createTestDatabase(); });
afterAll(() => db.close());

/** Some attempts name a course, also one that is not their assessment's. */
function ownedBy(facts: LearnerFacts, userId: string): LearnerFacts {
  const own = <F extends { userId: string }>(list: readonly F[]) => list.map((fact) => ({ ...fact, userId }));
  const attempts = own(facts.attempts).map((attempt, i) => (i % 3 === 0 ? { ...attempt, courseId: uuid('c0', 1 + (i % 2)) } : attempt));
  return { ...facts, events: own(facts.events), completions: own(facts.completions), attempts, practice: own(facts.practice), observations: own(facts.observations) };
}

const instant = fc.nat(60 * 24 * 2).map((half) => new Date(start + half * 1_800_000).toISOString());
const enrollment = fc.tuple(
  fc.constantFrom(...userIds), fc.constantFrom(uuid('c0', 1), uuid('c0', 2)), instant, fc.constantFrom('active' as const, 'completed' as const, 'withdrawn' as const),
  fc.option(instant),
).map(([userId, courseId, enrolledAt, status, completedAt]) => buildEnrollment(courseId, enrolledAt, { userId, status, completedAt }));

it('the state of a course read from rollups is what its facts count up to, for any facts, enrollments, time zone and choice of learners', async () => {
  await fc.assert(fc.asyncProperty(
    fc.tuple(factSets, factSets, factSets), fc.array(enrollment, { maxLength: 8 }), fc.constantFrom(...zones), fc.subarray(userIds),
    async (sets, enrollments, timeZone, some) => {
      const facts = sets.map((set, i) => ownedBy(set, userIds[i] ?? ''));
      const organization = { organizationId: randomUUID() as OrganizationId, timeZone, userIds };
      const batch: FactBatch = {
        ...groupCatalogue, enrollments, learning_events: facts.flatMap(({ events }) => [...events]), topic_completions: facts.flatMap(({ completions }) => [...completions]),
        assessment_attempts: facts.flatMap(({ attempts }) => [...attempts]), practice_results: facts.flatMap(({ practice }) => [...practice]),
      };
      await insertOrganization(db, organization);
      await foldFacts(db, organization, batch, now);
      const learners = facts.map((own, i) => ({ userId: userIds[i] ?? '', facts: own, enrollments: enrollments.filter(({ userId }) => userId === userIds[i]) }));
      await withOrg(db.worker, { organizationId: organization.organizationId, userId: null, role: 'worker' }, async (tx) => {
        for (const courseId of [uuid('c0', 1), uuid('c0', 2)]) {
          const clock = { today: dayOf(now, timeZone), timeZone };
          expect(await loadCourseGroup(tx, courseId, now, timeZone)).toMatchObject(countGroup(learners, courseId, clock));
          const chosen = learners.filter(({ userId }) => some.includes(userId));
          expect(await loadCourseGroup(tx, courseId, now, timeZone, some)).toMatchObject(countGroup(chosen, courseId, clock));
        }
      });
    },
  ), { numRuns: 40 });
});
