import type { FactBatch } from '@verdant/domain/facts/facts';
import type { OrganizationId, UserId } from '@verdant/domain/ids';
import { addDays, type Day, type Instant } from '@verdant/domain/time/day';
import { organizations, userRoles, users } from '@verdant/db/schema/people';
import { factId } from '@verdant/db/stores/facts/fact-id';
import { storeFacts } from '@verdant/db/stores/facts/store-facts';
import { upsertSource } from '@verdant/db/stores/facts/upsert-source';
import { requestRun } from '@verdant/db/stores/recalculation/request-run';
import { withOrg, type Tx } from '@verdant/db/with-org';
import type { TestDatabase } from '@verdant/db/testing/test-database';
import { randomUUID } from 'node:crypto';
import type { JobDeps } from '../../job-deps.ts';
import { recalculate } from '../../recalculate.ts';

export const source = 'lived';
/** The last complete day before the first release. */
export const firstDay: Day = '2026-03-28';
export const size = 60;
const topicCount = 10;

type Kind = Parameters<typeof factId>[2];

/** Sixty learners of one course, a trainer and an admin: 25 in Sales in two teams, 20 in Care, 15 in Works; two of three compare themselves. */
export type LivedOrganization = {
  organizationId: OrganizationId; learners: UserId[]; admin: UserId; trainer: UserId; courseId: string; skillIds: string[];
  fact: (kind: Kind, name: string) => { id: string; source: string; sourceId: string; version: number };
  inOrg: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  store: (now: Instant, facts: FactBatch) => Promise<void>;
};

export const departmentOf = (i: number) => (i < 25 ? 'Sales' : i < 45 ? 'Care' : 'Works');
export const teamOf = (i: number) => (i < 13 ? 'North' : i < 25 ? 'South' : null);
export const compares = (i: number) => i % 3 !== 2;
/** Best result of a person in percent: all different, 20 to 79. */
export const resultOf = (i: number) => 20 + ((i * 7) % size);
/** The first forty-five were active in the last thirty days. */
export const isActive = (i: number) => i < 45;
const at = (day: Day, time = '09:00'): Instant => `${day}T${time}:00.000Z`;

async function insertPeople(db: TestDatabase, { organizationId, learners, admin, trainer }: LivedOrganization): Promise<void> {
  const person = (id: UserId, name: string) => ({ organizationId, id, name, email: `${name}@${id}.test`, externalId: `x-${id}`, joinedOn: '2025-06-01' });
  await withOrg(db.owner, { organizationId, userId: null, role: 'operator' }, async (tx) => {
    await tx.insert(organizations).values({ id: organizationId, slug: `o-${organizationId.slice(0, 8)}`, name: 'Lived' });
    await tx.insert(users).values([
      ...learners.map((id, i) => ({
        ...person(id, `learner-${i}`), unit: departmentOf(i), team: teamOf(i), targetRole: i % 2 === 0 ? 'analyst' : 'planner',
        comparison: compares(i) ? 'in' as const : 'out' as const,
      })),
      ...[admin, trainer].map((id) => ({ ...person(id, 'staff'), unit: null, team: null, targetRole: null, comparison: 'out' as const })),
    ]);
    await tx.insert(userRoles).values([
      ...learners.map((userId) => ({ organizationId, userId, role: 'learner' as const })), { organizationId, userId: admin, role: 'org_admin' as const },
      { organizationId, userId: trainer, role: 'trainer' as const },
    ]);
  });
}

/** What everybody did before the first release. */
function historyOf({ learners, fact, courseId, skillIds }: LivedOrganization): FactBatch {
  const day = (back: number) => addDays(firstDay, -back);
  const topics = Array.from({ length: topicCount }, (_, i) => fact('topics', `topic-${i}`));
  return {
    skills: skillIds.map((_, i) => ({ ...fact('skills', `skill-${i}`), name: `Skill ${i}` })),
    courses: [{ ...fact('courses', 'course'), title: 'Course', status: 'active', createdAt: at(day(200)), trainerIds: [] }],
    topics: topics.map((topic, i) => ({ ...topic, title: `Topic ${i}`, courseId, position: i, skillIds: skillIds.slice(i % 2, (i % 2) + 1) })),
    enrollments: learners.map((userId, i) => ({
      ...fact('enrollments', `e-${i}`), userId, courseId, enrolledAt: at(day(40 + i)), mode: i % 2 === 0 ? 'voluntary' as const : 'mandatory' as const,
      status: i % 4 === 0 ? 'completed' as const : 'active' as const, ...(i % 4 === 0 ? { completedAt: at(day(5)) } : { dueAt: at(day(i % 8)) }),
    })),
    topic_completions: learners.flatMap((userId, i) => topics.slice(0, isActive(i) ? i % 10 : 0).map((topic, t) => ({
      ...fact('topic_completions', `t-${i}-${t}`), userId, topicId: topic.id, occurredAt: at(day(t)), via: 'course' as const,
    }))),
    learning_events: learners.filter((_, i) => isActive(i)).map((userId, i) => ({
      ...fact('learning_events', `v-${i}`), userId, occurredAt: at(day(i % 20)), verb: i % 5 === 0 ? 'shared' as const : 'read' as const, durationMin: 10 + i,
      object: { type: 'course' as const, id: courseId, courseId },
    })),
    assessment_attempts: learners.map((userId, i) => ({
      ...fact('assessment_attempts', `a-${i}`), userId, assessmentId: fact('assessments', 'exam').id, courseId, occurredAt: at(day(35 + (i % 3))),
      score: resultOf(i), max: 100, attemptNo: 1, skills: [], kind: 'other' as const,
    })),
    skill_targets: learners.flatMap((userId, i) => skillIds.map((skillId, s) => ({
      ...fact('skill_targets', `g-${i}-${s}`), userId, skillId, target: 2 + s, origin: 'organization' as const,
      business: s === 0 ? 'high' as const : 'low' as const,
    }))),
    skill_levels: learners.flatMap((userId, i) => skillIds.map((skillId, s) => ({
      ...fact('skill_levels', `l-${i}-${s}`), userId, skillId, level: (i + s) % 5, assessedAt: at(day(50)), by: 'trainer' as const,
    }))),
    learning_paths: learners.slice(0, 30).map((userId, i) => ({
      ...fact('learning_paths', `p-${i}`), userId, templateId: 'onboarding', topicIds: topics.slice(0, 5).map(({ id }) => id), startDate: day(60),
      status: 'active' as const,
    })),
    kpis: [{ ...fact('kpis', 'k'), name: 'Sales', value: 80, target: 100, unit: '%', direction: 'up', weight: 1, periodEnd: firstDay }],
  };
}

/** insertLivedOrganization makes the organization with everything that was done before the first release; nothing is calculated yet. */
export async function insertLivedOrganization(db: TestDatabase): Promise<LivedOrganization> {
  const organizationId = randomUUID() as OrganizationId;
  const fact: LivedOrganization['fact'] = (kind, name) => ({ id: factId(organizationId, source, kind, name), source, sourceId: name, version: 1 });
  const inOrg: LivedOrganization['inOrg'] = (work) => withOrg(db.worker, { organizationId, userId: null, role: 'worker' }, work);
  const lived: LivedOrganization = {
    organizationId, learners: Array.from({ length: size }, () => randomUUID() as UserId), admin: randomUUID() as UserId, trainer: randomUUID() as UserId,
    courseId: fact('courses', 'course').id, skillIds: [fact('skills', 'skill-0').id, fact('skills', 'skill-1').id], fact, inOrg,
    store: async (now, facts) => { await inOrg((tx) => storeFacts(tx, { organizationId, timeZone: 'UTC', now }, facts)); },
  };
  await insertPeople(db, lived);
  const now = at(addDays(firstDay, 1), '01:00');
  await inOrg((tx) => upsertSource(tx, organizationId, {
    source, kind: 'data-set', lastContactAt: now, sample: false, measures: ['time-of-day', 'minutes'],
    facts: ['courses', 'topics', 'enrollments', 'learning_events', 'topic_completions', 'assessment_attempts', 'skill_targets', 'skill_levels',
      'learning_paths', 'kpis'],
  }));
  await lived.store(now, historyOf(lived));
  return lived;
}

/** recalculateAll runs what the nightly run does before a release. */
export async function recalculateAll(deps: JobDeps, { organizationId, inOrg }: LivedOrganization): Promise<void> {
  const { runId } = await inOrg((tx) => requestRun(tx, {
    organizationId, scope: { kind: 'organization' }, trigger: 'manual', requestedBy: null, role: null, now: deps.now(), carriedOutBy: 'caller',
  }));
  if (runId === null) throw new Error('There was nothing to calculate.');
  const run = await recalculate(deps, { organizationId, runId });
  if (run?.state !== 'succeeded') throw new Error(`The run ended ${run?.state ?? 'nowhere'}.`);
}
