import type { FactBatch } from '@verdant/domain/facts/facts';
import type { OrganizationId } from '@verdant/domain/ids';
import { calculateLearners } from '@verdant/domain/recalculation/calculate';
import { foldLearner } from '@verdant/domain/rollups/fold-learner';
import type { LearnerFacts, LearnerRollups } from '@verdant/domain/rollups/learner-facts';
import { factSets } from '@verdant/domain/testing/arbitrary-facts';
import { buildEnrollment, utc, uuid } from '@verdant/domain/testing/build-facts';
import { asc, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCourseRollups } from './queries/groups/course-rollups.ts';
import { loadLearnerRollups } from './queries/learner-rollups.ts';
import { organizations, users } from './schema/people.ts';
import { dirtyLearnerDays, learnerDays } from './schema/rollups.ts';
import { storeFacts } from './stores/facts/store-facts.ts';
import { voidFacts, type FactVoid } from './stores/facts/void-facts.ts';
import { erasePerson } from './stores/persons/erase-person.ts';
import { loadInputs, loadOrganizationInputs, nextDirty } from './stores/recalculation/load-inputs.ts';
import { saveRollups } from './stores/recalculation/save-rollups.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { withOrg, type TenantContext, type Tx } from './with-org.ts';

const now = '2026-05-20T12:00:00.000Z';
const timeZone = 'Europe/Berlin';
const learners = [uuid('aa', 1), uuid('aa', 2)];
const kinds = { events: 'learning_events', completions: 'topic_completions', attempts: 'assessment_attempts', practice: 'practice_results',
  observations: 'skill_observations' } as const;
type Kind = keyof typeof kinds;
const kindNames: readonly Kind[] = ['events', 'completions', 'attempts', 'practice', 'observations'];

let db: TestDatabase;
beforeAll(async () => { db = await createTestDatabase(); });
afterAll(() => db.close());

type Organization = { id: OrganizationId; work: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>; erase: (userId: string) => Promise<unknown> };
async function makeOrganization(): Promise<Organization> {
  const id = randomUUID() as OrganizationId;
  const context = (role: TenantContext['role']): TenantContext => ({ organizationId: id, userId: null, role });
  await withOrg(db.owner, context('operator'), async (tx) => {
    await tx.insert(organizations).values({ id, slug: id, name: 'One', timeZone });
    await tx.insert(users).values(learners.map((userId) => ({ organizationId: id, id: userId, name: 'A learner', joinedOn: '2026-01-01' })));
  });
  return {
    id, work: (work) => withOrg(db.worker, context('worker'), work),
    erase: (userId) => withOrg(db.owner, context('operator'), (tx) => erasePerson(tx, { organizationId: id, userId, now })),
  };
}

const enrollment = buildEnrollment(uuid('c0', 4), '2026-03-01T00:00:00.000Z', { userId: uuid('aa', 1) });
/** The catalogue of courses as `factSets` knows it, and one learner in a course where they may have done nothing. */
const reference: FactBatch = {
  courses: [1, 2, 3, 4].map((n) => ({
    id: uuid('c0', n), source: 'test', sourceId: `course ${n}`, version: 1, title: 'Course', status: 'active', createdAt: '2026-01-01T00:00:00.000Z', trainerIds: [],
  })),
  enrollments: [enrollment],
  topics: [{ id: uuid('10', 2), source: 'test', sourceId: 'topic', version: 1, title: 'Twin', canonicalId: uuid('10', 1), courseId: uuid('c0', 1), position: 1, skillIds: [] }],
  content_items: [{
    id: uuid('10', 1), source: 'test', sourceId: 'item', version: 1, title: 'Film', type: 'video', courseId: uuid('c0', 2), topicId: uuid('10', 3), createdBy: 'human',
    skillIds: [uuid('50', 1)], status: 'active',
  }],
};
const store = ({ id, work }: Organization, batch: FactBatch) => work((tx) => storeFacts(tx, { organizationId: id, timeZone, now }, batch));

/** What the micro-batch does: learners with marks, their facts, their folds, saved in one transaction. */
async function refresh({ id, work }: Organization): Promise<void> {
  await work(async (tx) => {
    const inputs = await loadOrganizationInputs(tx, now);
    const { results, failures } = calculateLearners(await loadInputs(tx, await nextDirty(tx, 10, []), inputs.reference), inputs.context);
    expect(failures).toEqual([]);
    await saveRollups(tx, id, results);
  });
}

const nothing: LearnerRollups['summary'] = { firstActivityDay: null, lastActivityDay: null, asOf: null, lastAttempts: [] };

async function readRollups({ work }: Organization): Promise<LearnerRollups[]> {
  return work(async (tx) => {
    expect(await tx.select().from(dirtyLearnerDays)).toEqual([]);
    const found = await loadLearnerRollups(tx, learners);
    const inCourses = await loadCourseRollups(tx, learners);
    return learners.map((userId) => ({
      days: found.days.get(userId) ?? [], topics: found.topics.get(userId) ?? [], items: found.items.get(userId) ?? [], skills: found.skills.get(userId) ?? [],
      assessments: found.assessments.get(userId) ?? [], courses: inCourses.courses.get(userId) ?? [], courseDays: inCourses.courseDays.get(userId) ?? [],
      summary: found.summaries.get(userId) ?? nothing,
    }));
  });
}

type Delivery = {
  batch: number; order: number; again: number | null; corrects: { batch: number; days: number } | null;
  /** Taken back in this batch: the version that stands (2), or only an older one (1), which changes nothing. */
  voided: { batch: number; version: number } | null;
};
const delivery: fc.Arbitrary<Delivery> = fc.record({
  batch: fc.nat(3), order: fc.nat(1000), again: fc.option(fc.nat(3)),
  corrects: fc.option(fc.record({ batch: fc.nat(3), days: fc.integer({ min: -12, max: 12 }) }), { freq: 3 }),
  voided: fc.option(fc.record({ batch: fc.nat(3), version: fc.integer({ min: 1, max: 2 }) }), { freq: 4 }),
});
type Step = { batch: FactBatch; voids: FactVoid[] };

const moveDays = (at: string, days: number) => new Date(Date.parse(at) + days * 86_400_000).toISOString();
const ownedBy = (facts: LearnerFacts, userId: string): LearnerFacts => {
  const own = <F extends { userId: string }>(list: readonly F[]) => list.map((fact) => ({ ...fact, userId, version: 2 }));
  return { ...facts, enrollments: userId === enrollment.userId ? [enrollment] : [], events: own(facts.events), completions: own(facts.completions), attempts: own(facts.attempts), practice: own(facts.practice),
    observations: own(facts.observations) };
};

/**
 * Deals facts out to four batches: in any order, some twice, some also in an older version that stood on another day (before or after the newer one), some taken
 * back before or after they come. Also says which facts stand in the end.
 */
function deal(sets: readonly LearnerFacts[], deliveries: readonly Delivery[]): { steps: Step[]; standing: ReadonlySet<string> } {
  const steps: Step[] = [0, 1, 2, 3].map(() => ({ batch: {}, voids: [] }));
  const standing = new Set<string>();
  let turn = 0;
  for (const kind of kindNames) {
    const dealt: { batch: number; order: number; fact: Occurrence }[] = [];
    for (const fact of sets.flatMap((facts): Occurrence[] => [...facts[kind]])) {
      const { batch, order, again, corrects, voided } = deliveries[turn++ % deliveries.length] ?? { batch: 0, order: 0, again: null, corrects: null, voided: null };
      dealt.push({ batch, order, fact });
      if (again !== null) dealt.push({ batch: again, order: 1000 - order, fact });
      if (corrects !== null) dealt.push({ batch: corrects.batch, order: (order * 7) % 1000, fact: { ...fact, version: 1, occurredAt: moveDays(fact.occurredAt, corrects.days) } });
      if (voided !== null) steps[voided.batch]?.voids.push({ kind: kinds[kind], id: fact.id, source: fact.source, version: voided.version });
      if (voided === null || voided.version < fact.version) standing.add(fact.id);
    }
    steps.forEach((step, wanted) => {
      Object.assign(step.batch, { [kinds[kind]]: dealt.filter(({ batch }) => batch === wanted).sort((a, b) => a.order - b.order).map(({ fact }) => fact) });
    });
  }
  return { steps, standing };
}
type Occurrence = { id: string; source: string; version: number; occurredAt: string };

const onlyStanding = (facts: LearnerFacts, standing: ReadonlySet<string>): LearnerFacts =>
  ({ ...facts, ...Object.fromEntries(kindNames.map((kind) => [kind, facts[kind].filter(({ id }) => standing.has(id))])) });

const wholeBatch = (sets: readonly LearnerFacts[]): FactBatch =>
  Object.fromEntries(kindNames.map((kind) => [kinds[kind], sets.flatMap((facts) => [...facts[kind]])]));

describe('rollups kept up with arriving facts', () => {
  it('equal those of one batch and one fold, whatever the order, repetitions, batches, corrections and facts taken back', async () => {
    await fc.assert(fc.asyncProperty(factSets, factSets, fc.array(delivery, { minLength: 5, maxLength: 40 }), async (first, second, deliveries) => {
      const sets = [first, second].map((facts, i) => ownedBy(facts, learners[i] ?? ''));
      const { steps, standing } = deal(sets, deliveries);
      const left = sets.map((facts) => onlyStanding(facts, standing));
      const expected = left.map((facts) => foldLearner(facts, { ...utc, timeZone }));

      const step = await makeOrganization();
      await store(step, reference);
      for (const { batch, voids } of steps) {
        await step.work((tx) => voidFacts(tx, { organizationId: step.id, timeZone, now }, voids));
        await store(step, batch);
        await refresh(step);
      }
      expect(await readRollups(step)).toEqual(expected);

      const once = await makeOrganization();
      await store(once, { ...reference, ...wholeBatch(left) });
      await refresh(once);
      expect(await readRollups(once)).toEqual(expected);
    }), { numRuns: 25 });
  });

  it('are gone with an erased learner, whose facts do not come back, and stay as they are for the other', async () => {
    await fc.assert(fc.asyncProperty(factSets, factSets, fc.array(delivery, { minLength: 5, maxLength: 40 }), fc.nat(3), async (first, second, deliveries, erasedBefore) => {
      const sets = [first, second].map((facts, i) => ownedBy(facts, learners[i] ?? ''));
      const { steps, standing } = deal(sets, deliveries);
      const organization = await makeOrganization();
      await store(organization, reference);
      for (const [index, { batch, voids }] of steps.entries()) {
        if (index === erasedBefore) await organization.erase(learners[1] ?? '');
        await organization.work((tx) => voidFacts(tx, { organizationId: organization.id, timeZone, now }, voids));
        await store(organization, batch);
        await refresh(organization);
      }
      const [kept, gone] = await readRollups(organization);
      expect(kept).toEqual(foldLearner(onlyStanding(sets[0] ?? first, standing), { ...utc, timeZone }));
      expect(gone).toEqual({ days: [], topics: [], items: [], skills: [], assessments: [], courses: [], courseDays: [], summary: nothing });
    }), { numRuns: 10 });
  });

  it('raise no mark and rewrite no row for facts that are known already', async () => {
    await fc.assert(fc.asyncProperty(factSets, async (facts) => {
      const organization = await makeOrganization();
      const batch = { ...reference, ...wholeBatch([ownedBy(facts, learners[0] ?? '')]) };
      await store(organization, batch);
      await refresh(organization);
      const rows = () => organization.work((tx) => tx.select({ day: learnerDays.day, writer: sql`${learnerDays}.xmin::text` }).from(learnerDays)
        .orderBy(asc(learnerDays.day)));
      const before = await rows();
      await store(organization, batch);
      expect(await organization.work((tx) => tx.select().from(dirtyLearnerDays))).toEqual([]);
      // Asked for all the same, the fold finds every row as it is.
      await organization.work((tx) => tx.insert(dirtyLearnerDays).values({ organizationId: organization.id, userId: learners[0] ?? '', day: null }));
      await refresh(organization);
      expect(await rows()).toEqual(before);
    }), { numRuns: 5 });
  });
});
