import type { OrganizationId } from '@verdant/domain/ids';
import { foldLearner } from '@verdant/domain/rollups/fold-learner';
import type { LearnerFacts } from '@verdant/domain/rollups/learner-facts';
import { factSets } from '@verdant/domain/testing/arbitrary-facts';
import { utc, uuid } from '@verdant/domain/testing/build-facts';
import { addDays, dayOf } from '@verdant/domain/time/day';
import { loadLearnerRollups } from '@verdant/db/queries/learner-rollups';
import { organizations, users } from '@verdant/db/schema/people';
import { storeFacts } from '@verdant/db/stores/facts/store-facts';
import { verifyRollups } from '@verdant/db/stores/recalculation/verify-rollups';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import { withOrg, type TenantContext, type Tx } from '@verdant/db/with-org';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maintain } from './maintain.ts';
import { refreshDirty } from './refresh-dirty.ts';

const timeZone = 'Europe/Berlin';
const learner = uuid('aa', 1);
let db: TestDatabase;
let logged: string[];
beforeEach(async () => { db = await createTestDatabase(); logged = []; });
afterEach(() => db.close());

const today = dayOf(new Date().toISOString(), 'UTC');
const noon = (day: string) => `${day}T12:00:00.000Z`;
const depsAt = (now: string) => ({ worker: db.worker, now: () => now, log: pino({ level: 'warn' }, { write: (line: string) => { logged.push(line); } }) });

type Organization = { id: OrganizationId; inOrg: <T>(work: (tx: Tx) => Promise<T>) => Promise<T> };
async function makeOrganization(settings: object = {}): Promise<Organization> {
  const id = randomUUID() as OrganizationId;
  const context = (role: TenantContext['role']): TenantContext => ({ organizationId: id, userId: null, role });
  await withOrg(db.owner, context('operator'), async (tx) => {
    await tx.insert(organizations).values({ id, slug: id, name: 'One', timeZone, settings });
    await tx.insert(users).values({ organizationId: id, id: learner, name: 'A learner', joinedOn: '2020-01-01' });
  });
  return { id, inOrg: (work) => withOrg(db.worker, context('worker'), work) };
}

const store = ({ id, inOrg }: Organization, facts: Pick<LearnerFacts, 'events' | 'completions' | 'attempts' | 'practice' | 'observations'>, now: string) =>
  inOrg((tx) => storeFacts(tx, { organizationId: id, timeZone, now }, {
    learning_events: [...facts.events], topic_completions: [...facts.completions], assessment_attempts: [...facts.attempts], practice_results: [...facts.practice],
    skill_observations: [...facts.observations],
  }));
const months = async () => (await db.owner.query<{ name: string }>(`SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  WHERE i.inhparent = 'public.learning_events'::regclass ORDER BY 1`)).rows.map(({ name }) => name.slice(-7));
const monthsAgo = (n: number) => { const at = new Date(noon(`${today.slice(0, 7)}-15`)); at.setUTCMonth(at.getUTCMonth() - n); return at.toISOString().slice(0, 7).replace('-', '_'); };
const inOrder = <F extends { id: string }>(list: readonly F[]) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Spreads facts of a few weeks over two years before today. */
function spread(facts: LearnerFacts): LearnerFacts {
  const move = <F extends { occurredAt: string; id: string }>(list: readonly F[]) => inOrder(list).map((fact, index) => ({
    ...fact, userId: learner, version: 1, occurredAt: `${addDays(today, -((index * 53) % 700) - 1)}${fact.occurredAt.slice(10)}`,
  }));
  return { ...facts, topics: new Map(), contentItems: new Map(), events: move(facts.events), completions: move(facts.completions), attempts: move(facts.attempts),
    practice: move(facts.practice), observations: move(facts.observations) };
}

describe('maintenance', () => {
  it('makes months ahead however late it comes, and a second time changes nothing', async () => {
    await makeOrganization();
    await db.owner.query('DROP TABLE learning_events_' + monthsAgo(0));
    await maintain(depsAt(noon(today)));
    const first = await months();
    expect(first).toEqual(expect.arrayContaining([monthsAgo(0), monthsAgo(-1)]));
    await maintain(depsAt(noon(today)));
    expect(await months()).toEqual(first);
    expect(logged).toEqual([]);
  });

  it('carries over what expires: with months gone, a learner who goes on learning has the rollups that all facts would give', async () => {
    await fc.assert(fc.asyncProperty(factSets, factSets, async (early, late) => {
      const organization = await makeOrganization();
      const all = spread(early);
      await store(organization, all, noon(today));
      const deps = depsAt(noon(today));
      await refreshDirty(deps, organization.id);
      await maintain(deps);
      const { rows: [left] } = await organization.inOrg((tx) => tx.execute<{ day: string | null; kept: string }>(sql`
        SELECT (SELECT min(occurred_at AT TIME ZONE ${timeZone})::date::text FROM (SELECT occurred_at FROM learning_events UNION ALL SELECT occurred_at FROM assessment_attempts
          UNION ALL SELECT occurred_at FROM practice_results UNION ALL SELECT occurred_at FROM topic_completions UNION ALL SELECT occurred_at FROM skill_observations) f) AS day,
        retained_from::text AS kept FROM organizations`));
      expect(left?.day === null || (left?.day ?? '') >= (left?.kept ?? '9')).toBe(true);

      const more = { ...late, ...Object.fromEntries((['events', 'completions', 'attempts', 'practice', 'observations'] as const).map((kind) =>
        [kind, late[kind].map((fact, index) => ({ ...fact, id: uuid('fe', index * 10 + kind.length), userId: learner, version: 1, occurredAt: `${addDays(today, -1)}${fact.occurredAt.slice(10)}` }))])) };
      await store(organization, more, noon(today));
      await refreshDirty(deps, organization.id);
      const expected = foldLearner({ ...all, events: [...all.events, ...more.events], completions: [...all.completions, ...more.completions], attempts: [...all.attempts, ...more.attempts],
        practice: [...all.practice, ...more.practice], observations: [...all.observations, ...more.observations] }, { ...utc, timeZone });
      const stored = await organization.inOrg((tx) => loadLearnerRollups(tx, [learner]));
      expect(stored.topics.get(learner) ?? []).toEqual(expected.topics);
      expect(stored.skills.get(learner) ?? []).toEqual(expected.skills);
      expect(stored.assessments.get(learner) ?? []).toEqual(expected.assessments);
      expect(stored.summaries.get(learner) ?? expected.summary).toEqual(expected.summary);
      expect(stored.days.get(learner) ?? []).toEqual(expected.days.filter(({ day }) => day >= (left?.kept ?? '')));
      expect((await organization.inOrg((tx) => verifyRollups(tx, organization.id, [learner]))).drift).toEqual([]);
    }), { numRuns: 12 });
    expect(logged).toEqual([]);
  });

  it('drops a month only when every organization has given it up, and takes the rows of one that keeps less', async () => {
    const keeps = await makeOrganization({ retention: { factMonths: 24 } });
    const expires = await makeOrganization();
    const old = `${addDays(`${monthsAgo(18).replace('_', '-')}-15`, 0)}T10:00:00.000Z`;
    const event = { id: uuid('ee', 1), source: 's', sourceId: '1', version: 1, userId: learner, occurredAt: old, verb: 'opened' as const, object: { type: 'other' as const, id: 'x' } };
    for (const organization of [keeps, expires]) await organization.inOrg((tx) => storeFacts(tx, { organizationId: organization.id, timeZone, now: noon(today) }, { learning_events: [event] }));
    await maintain(depsAt(noon(today)));
    const left = (organization: Organization) => organization.inOrg(async (tx) => (await tx.execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM learning_events`)).rows[0]?.n);
    expect([await left(keeps), await left(expires)]).toEqual([1, 0]);
    expect(await months()).toContain(monthsAgo(18));
    await withOrg(db.owner, { organizationId: keeps.id, userId: null, role: 'operator' }, (tx) => tx.execute(sql`UPDATE organizations SET settings = '{}'`));
    await maintain(depsAt(noon(today)));
    expect(await left(keeps)).toBe(0);
    expect(await months()).not.toContain(monthsAgo(18));
    expect(await months()).toContain(monthsAgo(12));
  });

  it('counts facts that come after their time was given up, and keeps them neither as facts nor aside', async () => {
    const organization = await makeOrganization();
    await maintain(depsAt(noon(today)));
    const fact = { id: uuid('ee', 2), source: 's', sourceId: '2', version: 1, userId: learner, topicId: uuid('10', 1), via: 'course' as const };
    const report = await organization.inOrg((tx) => storeFacts(tx, { organizationId: organization.id, timeZone, now: noon(today) },
      { topic_completions: [{ ...fact, occurredAt: noon(addDays(today, -450)) }, { ...fact, id: uuid('ee', 3), occurredAt: noon(addDays(today, -300)) }] }));
    expect(report.topic_completions).toMatchObject({ expired: 1, inserted: 1, quarantined: 0 });
  });

  it('tells of a rollup that differs from its facts, and repairs nothing', async () => {
    const organization = await makeOrganization();
    await organization.inOrg((tx) => storeFacts(tx, { organizationId: organization.id, timeZone, now: noon(today) }, { topic_completions: [
      { id: uuid('ee', 4), source: 's', sourceId: '4', version: 1, userId: learner, topicId: uuid('10', 1), via: 'course', occurredAt: noon(addDays(today, -3)) }] }));
    await refreshDirty(depsAt(noon(today)), organization.id);
    await organization.inOrg((tx) => tx.execute(sql`UPDATE learner_topics SET touched = false`));
    await maintain(depsAt(noon(today)));
    expect(logged.map((line) => JSON.parse(line) as Record<string, unknown>)).toMatchObject([{ rollup: 'topics', field: 'touched', userId: learner, msg: 'a rollup differs from its facts' }]);
    expect(await organization.inOrg(async (tx) => (await tx.execute(sql`SELECT touched FROM learner_topics`)).rows)).toEqual([{ touched: false }]);
  });

  it('goes on with the other organizations when one cannot be read', async () => {
    const broken = await makeOrganization({ retention: { factMonths: 1 } });
    const whole = await makeOrganization();
    await maintain(depsAt(noon(today)));
    expect(logged.map((line) => (JSON.parse(line) as { organizationId: string }).organizationId)).toEqual([broken.id]);
    expect(await whole.inOrg(async (tx) => (await tx.execute<{ day: string | null }>(sql`SELECT retained_from::text AS day FROM organizations`)).rows[0]?.day)).not.toBeNull();
  });
});
