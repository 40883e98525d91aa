import type { FactBatch } from '@verdant/domain/facts/facts';
import { uuid } from '@verdant/domain/testing/build-facts';
import { addDays, dayOf } from '@verdant/domain/time/day';
import fc from 'fast-check';
import { expect } from 'vitest';
import { requestRun } from '../../stores/recalculation/request-run.ts';
import { storeFacts } from '../../stores/facts/store-facts.ts';
import { totalOf } from '../../stores/facts/store-report.ts';
import { voidFacts } from '../../stores/facts/void-facts.ts';
import { withOrg } from '../../with-org.ts';
import { organizationIds, personIds, type OrganizationName } from '../two-organizations.ts';
import { anyPerson } from './person-operations.ts';
import type { TenantModel } from './tenant-model.ts';
import { workerContext, type World } from './world.ts';

const organization = fc.constantFrom<OrganizationName>('a', 'b');
const anyKind = fc.constantFrom('learning_events', 'topic_completions', 'kpis');
const anyVersion = fc.integer({ min: 1, max: 3 });
/** Few facts, so that they meet: the same ids in both organizations, several versions, and one person whom only one of them knows. */
const anyFact = fc.record({ kind: anyKind, n: fc.nat(4), version: anyVersion, person: anyPerson });
type SomeFact = typeof anyFact extends fc.Arbitrary<infer T> ? T : never;

/** workerOperations are what the worker does for one organization. */
export const workerOperations = {
  store: fc.record({ kind: fc.constant('store'), organization, facts: fc.array(anyFact, { minLength: 1, maxLength: 6 }) }),
  takeBack: fc.record({ kind: fc.constant('takeBack'), organization, fact: fc.record({ kind: anyKind, n: fc.nat(4), version: anyVersion }) }),
  nightly: fc.record({ kind: fc.constant('nightly'), organization }),
};
type Of<K extends keyof typeof workerOperations> = (typeof workerOperations)[K] extends fc.Arbitrary<infer T> ? T : never;

const factId = ({ kind, n }: Pick<SomeFact, 'kind' | 'n'>) => uuid({ learning_events: 'f1', topic_completions: 'f2', kpis: 'f3' }[kind], n);
const dayOfFact = (now: string, { n, version }: Pick<SomeFact, 'n' | 'version'>) => addDays(dayOf(now, 'UTC'), -1 - n - version);
/** What the model compares where two deliveries have one version. */
const contentOf = ({ kind, person }: Pick<SomeFact, 'kind' | 'person'>) => (kind === 'kpis' ? 'organization' : personIds[person]);

function batchOf(now: string, facts: readonly SomeFact[]): FactBatch {
  const identity = (fact: SomeFact) => ({ id: factId(fact), source: 'model', sourceId: String(fact.n), version: fact.version });
  const timed = (fact: SomeFact) => ({ ...identity(fact), userId: personIds[fact.person], occurredAt: `${dayOfFact(now, fact)}T09:00:00.000Z` });
  const of = (kind: SomeFact['kind']) => facts.filter((fact) => fact.kind === kind);
  return {
    learning_events: of('learning_events').map((fact) => ({ ...timed(fact), verb: 'opened', object: { type: 'other', id: 'x' } })),
    topic_completions: of('topic_completions').map((fact) => ({ ...timed(fact), topicId: uuid('70', fact.n), via: 'course' })),
    kpis: of('kpis').map((fact) => ({
      ...identity(fact), name: 'KPI', value: fact.version, target: 1, unit: '%', direction: 'up', weight: 1, periodEnd: '2026-12-31',
    })),
  };
}

const letterOf = (reason: string, { kind, n, version, person }: SomeFact) => `${reason} ${kind} ${n} ${version} ${personIds[person]}`;
function mark(model: TenantModel, organization: OrganizationName, person: string, day: string): void {
  model.put(organization, 'dirty_learner_days', `${person} ${day}`, { person, group: null, value: true });
}

/** One delivery in the model: new facts are kept, higher versions replace, the rest is left or kept aside. Gives what the report calls it. */
function take({ model, now }: World, organization: OrganizationName, fact: SomeFact): string {
  const id = factId(fact);
  const person = fact.kind === 'kpis' ? null : personIds[fact.person];
  const aside = (reason: string) => { model.put(organization, 'dead_letters', letterOf(reason, fact), { person: null, group: null, value: true }); };
  if (person !== null && !model.rows(organization, 'users').has(person)) {
    aside('unknown_person');
    return 'quarantined';
  }
  const stored = model.rows(organization, fact.kind).get(id);
  const voided = model.rows(organization, 'voided_facts').get(`${fact.kind} ${id}`);
  if (fact.version <= Number(voided?.value ?? 0)) return 'ignoredOlder';
  if (stored !== undefined && fact.version < Number(stored.value)) return 'ignoredOlder';
  if (stored !== undefined && fact.version === Number(stored.value)) {
    if ((stored.person ?? 'organization') === contentOf(fact)) return 'unchanged';
    aside('version_conflict');
    return 'conflicts';
  }
  if (person !== null) mark(model, organization, person, dayOfFact(now, fact));
  // The day that the old version gave to is looked at again.
  if (stored !== undefined && stored.person !== null) mark(model, organization, stored.person, dayOfFact(now, { n: fact.n, version: Number(stored.value) }));
  model.put(organization, fact.kind, id, { person, group: null, value: fact.version });
  return stored === undefined ? 'inserted' : 'replaced';
}

/** store delivers facts, which go to the organization of the worker's context under the rule of versions. */
export async function store(world: World, { organization, facts }: Of<'store'>): Promise<void> {
  const { db, now } = world;
  const report = await withOrg(db.worker, workerContext(organization), (tx) =>
    storeFacts(tx, { organizationId: organizationIds[organization], timeZone: 'UTC', now }, batchOf(now, facts)));
  const taken = facts.map((fact) => take(world, organization, fact));
  const { inserted, replaced, unchanged, ignoredOlder, conflicts } = totalOf(report);
  const count = (what: string) => taken.filter((one) => one === what).length;
  expect({ inserted, replaced, unchanged, ignoredOlder, conflicts }).toEqual({
    inserted: count('inserted'), replaced: count('replaced'), unchanged: count('unchanged'), ignoredOlder: count('ignoredOlder'), conflicts: count('conflicts'),
  });
}

/** takeBack takes a fact back from the one organization, where no version up to that one comes back. */
export async function takeBack({ db, model, now }: World, { organization, fact }: Of<'takeBack'>): Promise<void> {
  const id = factId(fact);
  await withOrg(db.worker, workerContext(organization), (tx) => voidFacts(tx, { organizationId: organizationIds[organization], timeZone: 'UTC', now },
    [{ kind: fact.kind, id, source: 'model', version: fact.version }]));
  const key = `${fact.kind} ${id}`;
  const before = Number(model.rows(organization, 'voided_facts').get(key)?.value ?? 0);
  model.put(organization, 'voided_facts', key, { person: null, group: null, value: Math.max(before, fact.version) });
  const stored = model.rows(organization, fact.kind).get(id);
  if (stored === undefined || Number(stored.value) > fact.version) return;
  model.remove(organization, fact.kind, [id]);
  if (stored.person !== null) mark(model, organization, stored.person, dayOfFact(now, { n: fact.n, version: Number(stored.value) }));
}

/** nightly asks for the run of an organization: it joins its own that is on its way, or is noted; the worker carries it out itself. */
export async function nightly({ db, model, now }: World, { organization }: Of<'nightly'>): Promise<void> {
  const same = [...model.rows(organization, 'recalculation_runs')].filter(([, { value }]) => {
    const [state, , kind] = value as unknown[];
    return kind === 'organization' && (state === 'queued' || state === 'running');
  });
  const { outcome, runId } = await withOrg(db.worker, workerContext(organization), (tx) => requestRun(tx, {
    organizationId: organizationIds[organization], scope: { kind: 'organization' }, trigger: 'nightly', requestedBy: null, role: null, now,
    carriedOutBy: 'caller',
  }));
  if (same.length > 0) {
    expect([outcome, runId]).toEqual(['joined', same[0]?.[0]]);
    return;
  }
  if (runId === null) throw new Error('A run that was started has an id.');
  model.put(organization, 'recalculation_runs', runId, { person: null, group: null, value: ['queued', null, 'organization', null, 'nightly'] });
}
