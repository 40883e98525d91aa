import type { TenantPool } from '../connect.ts';
import type { Role } from '@verdant/domain/access/roles';
import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { calculateLearners } from '@verdant/domain/recalculation/calculate';
import { addDays, dayOf, type Instant } from '@verdant/domain/time/day';
import { randomUUID } from 'node:crypto';
import { courses, enrollments, skills, topics } from '../schema/facts.ts';
import { sources } from '../schema/operations.ts';
import { credentials, organizations, userRoles, users } from '../schema/people.ts';
import { learnerDays, learnerSummaries, learnerTopics } from '../schema/rollups.ts';
import { cohortMembers, cohorts, cohortTrainers, courseTrainers } from '../schema/teaching.ts';
import { commitChunk } from '../stores/recalculation/commit-chunk.ts';
import { loadInputs, loadOrganizationInputs } from '../stores/recalculation/load-inputs.ts';
import { withOrg, type TenantContext } from '../with-org.ts';

export type Person = { userId: UserId; email: string; roles: Role[] };
/** A small organization with everything a page reads: some learners in a trained course and cohort, one learner in a course that nobody here trains. */
export type World = {
  organizationId: OrganizationId; slug: string; now: Instant;
  courseId: string; untrainedCourseId: string; cohortId: string; skillId: string;
  learner: Person; trainer: Person; admin: Person; multi: Person; untrainedLearner: Person;
  /** All learners of the course, `learner` and `multi` among them. */
  learners: UserId[];
};

const newId = () => randomUUID() as UserId;
const fact = (organizationId: string, now: Instant) => {
  const id = randomUUID();
  return { organizationId, id, source: 'fixture', sourceId: id, version: 1, digest: id, receivedAt: now };
};

/** insertWorld makes one organization; `passwordHash` lets its people sign in. */
export async function insertWorld(
  db: { owner: TenantPool; worker: TenantPool }, { slug, now, learners = 3, passwordHash }: { slug: string; now: Instant; learners?: number; passwordHash?: string },
): Promise<World> {
  const organizationId = newId() as string as OrganizationId;
  const person = (name: string, ...roles: Role[]): Person => ({ userId: newId(), email: `${name}@${slug}.test`, roles });
  const world: World = {
    organizationId, slug, now, courseId: randomUUID(), untrainedCourseId: randomUUID(), cohortId: randomUUID(), skillId: randomUUID(),
    learner: person('learner', 'learner'), trainer: person('trainer', 'trainer'), admin: person('admin', 'org_admin'),
    multi: person('multi', 'learner', 'trainer', 'org_admin'), untrainedLearner: person('untrained', 'learner'), learners: [],
  };
  const more = Array.from({ length: Math.max(0, learners - 2) }, (_, index) => person(`more-${index}`, 'learner'));
  const people = [world.learner, world.trainer, world.admin, world.multi, world.untrainedLearner, ...more];
  world.learners = [world.learner, world.multi, ...more].map(({ userId }) => userId);

  await withOrg(db.owner, { organizationId, userId: null, role: 'operator' }, async (tx) => {
    await tx.insert(organizations).values({ id: organizationId, slug, name: `Organization ${slug}`, demo: true });
    await tx.insert(users).values(people.map(({ userId, email }) =>
      ({ organizationId, id: userId, email, name: `${email.split('@')[0]} of ${slug}`, unit: 'Unit 1', joinedOn: '2025-01-01' })));
    await tx.insert(userRoles).values(people.flatMap(({ userId, roles }) => roles.map((role) => ({ organizationId, userId, role }))));
    if (passwordHash !== undefined) await tx.insert(credentials).values(people.map(({ userId }) => ({ organizationId, userId, passwordHash })));
  });
  await insertFacts(db.worker, world);
  await withOrg(db.owner, { organizationId, userId: null, role: 'operator' }, async (tx) => {
    const trainers = [world.trainer, world.multi];
    await tx.insert(courseTrainers).values(trainers.map(({ userId }) => ({ organizationId, courseId: world.courseId, userId })));
    await tx.insert(cohorts).values({ organizationId, id: world.cohortId, name: `Cohort of ${slug}` });
    await tx.insert(cohortMembers).values(world.learners.map((userId) => ({ organizationId, cohortId: world.cohortId, userId })));
    await tx.insert(cohortTrainers).values(trainers.map(({ userId }) => ({ organizationId, cohortId: world.cohortId, userId })));
  });
  await calculateWorld(db.worker, world, now);
  return world;
}

async function insertFacts(worker: TenantPool, { organizationId, slug, now, courseId, untrainedCourseId, skillId, learners,
  untrainedLearner }: World): Promise<void> {
  const today = dayOf(now, 'UTC');
  const context: TenantContext = { organizationId, userId: null, role: 'worker' };
  await withOrg(worker, context, async (tx) => {
    await tx.insert(sources).values({ organizationId, source: 'fixture', sample: 'yes', lastContactAt: now, measures: ['time-of-day', 'minutes'],
      facts: ['courses', 'topics', 'enrollments', 'learning_events', 'topic_completions', 'assessment_attempts', 'practice_results', 'skill_observations',
        'skill_targets'] });
    await tx.insert(skills).values({ ...fact(organizationId, now), id: skillId, name: `Skill of ${slug}` });
    await tx.insert(courses).values([courseId, untrainedCourseId].map((id) =>
      ({ ...fact(organizationId, now), id, title: `Course of ${slug}`, status: 'active' as const, createdAt: now })));
    const taught = Array.from({ length: 4 }, (_, position) =>
      ({ ...fact(organizationId, now), title: `Topic ${position} of ${slug}`, courseId, position, skillIds: [skillId] }));
    await tx.insert(topics).values(taught);
    const everyone = [...learners, untrainedLearner.userId];
    await tx.insert(enrollments).values(everyone.map((userId) => ({
      ...fact(organizationId, now), userId, courseId: userId === untrainedLearner.userId ? untrainedCourseId : courseId,
      enrolledAt: `${addDays(today, -40)}T09:00:00.000Z`, mode: 'voluntary' as const, status: 'active' as const,
    })));
    await tx.insert(learnerDays).values(everyone.flatMap((userId, person) => [1, 3, 8, 15].map((back) => ({
      organizationId, userId, day: addDays(today, -back), points: 4 + person, activeMin: 30, sessions: 1, progress: 1, assessment: 0, practice: 0,
      practicePassed: 0, pctSum: 0, pctN: 0,
      hours: Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 4 : 0)), types: [4, 0, 0, 0, 0, 0, 0], shared: 0, replied: 0, mentored: 0,
      lastAt: `${addDays(today, -back)}T09:30:00.000Z`,
    }))));
    await tx.insert(learnerTopics).values(everyone.flatMap((userId) => taught.slice(0, 2).map(({ id }, index) => ({
      organizationId, userId, topicId: id, doneDay: addDays(today, -1 - 2 * index), touched: true, bestPct: null, practicePassed: false,
    }))));
    await tx.insert(learnerSummaries).values(everyone.map((userId) => ({
      organizationId, userId, firstActivityDay: addDays(today, -15), lastActivityDay: addDays(today, -1), asOf: `${addDays(today, -1)}T09:30:00.000Z`,
      lastAttempts: [],
    })));
  });
}

/** calculateWorld stores what the domain calculates from the rollups, as a recalculation does. */
export async function calculateWorld(worker: TenantPool, { organizationId, learners, untrainedLearner }: World, now: Instant): Promise<void> {
  await withOrg(worker, { organizationId, userId: null, role: 'worker' }, async (tx) => {
    const { context, reference } = await loadOrganizationInputs(tx, now);
    const calculation = calculateLearners(await loadInputs(tx, [...learners, untrainedLearner.userId], reference), context);
    if (calculation.failures.length > 0) throw new Error(`The fixture cannot be calculated: ${JSON.stringify(calculation.failures)}`);
    await commitChunk(tx, calculation, { organizationId, timeZone: context.timeZone, runId: null, now });
  });
}
