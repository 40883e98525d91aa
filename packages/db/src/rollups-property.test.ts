import type { FactBatch } from '@verdant/domain/facts/facts';
import type { OrganizationId } from '@verdant/domain/ids';
import { calculateLearners } from '@verdant/domain/recalculation/calculate';
import { foldLearner } from '@verdant/domain/rollups/fold-learner';
import type { LearnerFacts, LearnerRollups } from '@verdant/domain/rollups/learner-facts';
import { factSets } from '@verdant/domain/testing/arbitrary-facts';
import { utc, uuid } from '@verdant/domain/testing/build-facts';
import { asc, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadLearnerRollups } from './queries/learner-rollups.ts';
import { organizations, users } from './schema/people.ts';
import { dirtyLearnerDays, learnerDays } from './schema/rollups.ts';
import { storeFacts } from './stores/facts/store-facts.ts';
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

type Organization = { id: OrganizationId; work: <T>(work: (tx: Tx) => Promise<T>) => Promise<T> };
async function makeOrganization(): Promise<Organization> {
  const id = randomUUID() as OrganizationId;
  const context = (role: TenantContext['role']): TenantContext => ({ organizationId: id, userId: null, role });
  await withOrg(db.owner, context('operator'), async (tx) => {
    await tx.insert(organizations).values({ id, slug: id, name: 'One', timeZone });
    await tx.insert(users).values(learners.map((userId) => ({ organizationId: id, id: userId, name: 'A learner', joinedOn: '2026-01-01' })));
  });
  return { id, work: (work) => withOrg(db.worker, context('worker'), work) };
}

/** The catalogue of courses as `factSets` knows it. */
const reference: FactBatch = {
  topics: [{ id: uuid('10', 2), source: 'test', sourceId: 'topic', version: 1, title: 'Twin', canonicalId: uuid('10', 1), position: 1, skillIds: [] }],
  content_items: [{
    id: uuid('10', 1), source: 'test', sourceId: 'item', version: 1, title: 'Film', type: 'video', topicId: uuid('10', 3), createdBy: 'human',
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
    return learners.map((userId) => ({
      days: found.days.get(userId) ?? [], topics: found.topics.get(userId) ?? [], items: found.items.get(userId) ?? [], skills: found.skills.get(userId) ?? [],
      assessments: found.assessments.get(userId) ?? [], summary: found.summaries.get(userId) ?? nothing,
    }));
  });
}

type Delivery = { batch: number; order: number; again: number | null; corrects: { batch: number; days: number } | null };
const delivery: fc.Arbitrary<Delivery> = fc.record({
  batch: fc.nat(3), order: fc.nat(1000), again: fc.option(fc.nat(3)),
  corrects: fc.option(fc.record({ batch: fc.nat(3), days: fc.integer({ min: -12, max: 12 }) }), { freq: 3 }),
});

const moveDays = (at: string, days: number) => new Date(Date.parse(at) + days * 86_400_000).toISOString();
const ownedBy = (facts: LearnerFacts, userId: string): LearnerFacts => {
  const own = <F extends { userId: string }>(list: readonly F[]) => list.map((fact) => ({ ...fact, userId, version: 2 }));
  return { ...facts, events: own(facts.events), completions: own(facts.completions), attempts: own(facts.attempts), practice: own(facts.practice),
    observations: own(facts.observations) };
};

/** Deals facts out to four batches: in any order, some twice, and some also in an older version that stood on another day (before or after the newer one). */
function deal(sets: readonly LearnerFacts[], deliveries: readonly Delivery[]): FactBatch[] {
  let turn = 0;
  const dealt = <F extends { occurredAt: string; version: number }>(list: readonly F[]): { batch: number; order: number; fact: F }[] => list.flatMap((fact) => {
    const { batch, order, again, corrects } = deliveries[turn++ % deliveries.length] ?? { batch: 0, order: 0, again: null, corrects: null };
    return [
      { batch, order, fact }, ...(again === null ? [] : [{ batch: again, order: 1000 - order, fact }]),
      ...(corrects === null ? [] : [{
        batch: corrects.batch, order: (order * 7) % 1000, fact: { ...fact, version: 1, occurredAt: moveDays(fact.occurredAt, corrects.days) },
      }]),
    ];
  });
  const all = {
    events: dealt(sets.flatMap(({ events }) => events)), completions: dealt(sets.flatMap(({ completions }) => completions)),
    attempts: dealt(sets.flatMap(({ attempts }) => attempts)), practice: dealt(sets.flatMap(({ practice }) => practice)),
    observations: dealt(sets.flatMap(({ observations }) => observations)),
  };
  const pick = <F>(list: readonly { batch: number; order: number; fact: F }[], wanted: number) =>
    list.filter(({ batch }) => batch === wanted).sort((a, b) => a.order - b.order).map(({ fact }) => fact);
  return [0, 1, 2, 3].map((wanted) => ({
    learning_events: pick(all.events, wanted), topic_completions: pick(all.completions, wanted), assessment_attempts: pick(all.attempts, wanted),
    practice_results: pick(all.practice, wanted), skill_observations: pick(all.observations, wanted),
  }));
}

const wholeBatch = (sets: readonly LearnerFacts[]): FactBatch =>
  Object.fromEntries(kindNames.map((kind) => [kinds[kind], sets.flatMap((facts) => [...facts[kind]])]));

describe('rollups kept up with arriving facts', () => {
  it('equal those of one batch and one fold, whatever the order, repetitions, batches and corrections', async () => {
    await fc.assert(fc.asyncProperty(factSets, factSets, fc.array(delivery, { minLength: 5, maxLength: 40 }), async (first, second, deliveries) => {
      const sets = [first, second].map((facts, i) => ownedBy(facts, learners[i] ?? ''));
      const expected = sets.map((facts) => foldLearner(facts, { ...utc, timeZone }));

      const step = await makeOrganization();
      await store(step, reference);
      for (const batch of deal(sets, deliveries)) {
        await store(step, batch);
        await refresh(step);
      }
      expect(await readRollups(step)).toEqual(expected);

      const once = await makeOrganization();
      await store(once, { ...reference, ...wholeBatch(sets) });
      await refresh(once);
      expect(await readRollups(once)).toEqual(expected);
    }), { numRuns: 25 });
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
