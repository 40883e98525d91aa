import fc from 'fast-check';
import { expect } from 'vitest';
import { loadCurrentAnalytics } from '../../queries/current-analytics.ts';
import { loadLearnerStates } from '../../queries/learner-state.ts';
import { findMe } from '../../queries/me.ts';
import { loadTiles } from '../../queries/organization-figures.ts';
import { summarizeOrganization } from '../../queries/organization-summary.ts';
import { findLearner } from '../../queries/people.ts';
import { listRuns } from '../../queries/runs.ts';
import { loadRoster } from '../../queries/standings.ts';
import { withOrg } from '../../with-org.ts';
import { idOf, peopleOf, personIds } from '../two-organizations.ts';
import { anyActor, anyPerson } from './person-operations.ts';
import type { TenantModel, Viewer } from './tenant-model.ts';
import { contextOf, type World } from './world.ts';

/** readOperations are the questions of the pages, each of which names nobody's organization. */
export const readOperations = {
  summary: fc.record({ kind: fc.constant('summary'), actor: anyActor }),
  tiles: fc.record({ kind: fc.constant('tiles'), actor: anyActor }),
  learner: fc.record({ kind: fc.constant('learner'), actor: anyActor, whose: anyPerson }),
  states: fc.record({ kind: fc.constant('states'), actor: anyActor }),
  roster: fc.record({ kind: fc.constant('roster'), actor: anyActor, group: fc.constantFrom('course', 'cohort'), which: fc.constantFrom('first', 'second') }),
  runs: fc.record({ kind: fc.constant('runs'), actor: anyActor }),
};
type Of<K extends keyof typeof readOperations> = (typeof readOperations)[K] extends fc.Arbitrary<infer T> ? T : never;

const factTables = ['learning_events', 'topic_completions', 'assessment_attempts', 'practice_results', 'skill_observations'];
const keysOf = (model: TenantModel, viewer: Viewer, table: string): string[] => model.visible(viewer, table).map(([key]) => key);
const peopleIn = (model: TenantModel, viewer: Viewer, table: string): Set<string | null> =>
  new Set(model.visible(viewer, table).map(([, { person }]) => person));
const learnersSeen = (model: TenantModel, viewer: Viewer): string[] =>
  model.visible(viewer, 'user_roles').filter(([key]) => key.endsWith(' learner')).map(([, { person }]) => person ?? '');

/** summary counts facts and learners that the reader may see. */
export async function summary({ db, model }: World, { actor }: Of<'summary'>): Promise<void> {
  const found = await withOrg(db.app, contextOf(actor), summarizeOrganization);
  const facts = factTables.reduce((sum, table) => sum + keysOf(model, actor, table).length, 0);
  const velocities = keysOf(model, actor, 'analytics').length;
  expect([found.facts, found.learners, found.analytics.map(({ learners }) => learners)])
    .toEqual([facts, learnersSeen(model, actor).length, velocities === 0 ? [] : [velocities]]);
}

/** tiles counts people and learners that the reader may see. */
export async function tiles({ db, model, now }: World, { actor }: Of<'tiles'>): Promise<void> {
  const found = await withOrg(db.app, contextOf(actor), (tx) => loadTiles(tx, now, now.slice(0, 10)));
  const people = new Set(keysOf(model, actor, 'users'));
  expect([found.people, found.learners]).toEqual([people.size, learnersSeen(model, actor).filter((id) => people.has(id)).length]);
}

/** learner opens a page, which is there for who may open it by name, with the analytics that they may see; and one's own row. */
export async function learner({ db, model }: World, { actor, whose }: Of<'learner'>): Promise<void> {
  const id = personIds[whose];
  const self = personIds[actor.person];
  const { page, analytics, me } = await withOrg(db.app, contextOf(actor), async (tx) => ({
    page: await findLearner(tx, id, { userId: self, role: actor.role }), analytics: await loadCurrentAnalytics(tx, id, actor.role), me: await findMe(tx, self),
  }));
  const reach = { learner: whose === actor.person, trainer: model.trainedBy(actor.organization, self).has(id),
    org_admin: learnersSeen(model, actor).includes(id) || peopleIn(model, actor, 'learner_standings').has(id) };
  const mayOpen = reach[actor.role] && keysOf(model, actor, 'users').includes(id);
  expect([page?.userId ?? null, Object.keys(analytics).length > 0, me !== null])
    .toEqual([mayOpen ? id : null, peopleIn(model, actor, 'analytics').has(id), keysOf(model, actor, 'users').includes(self)]);
}

/** states loads everybody's state and gets those of people whom the reader may see. */
export async function states({ db, model }: World, { actor }: Of<'states'>): Promise<void> {
  const found = await withOrg(db.app, contextOf(actor), (tx) => loadLearnerStates(tx, peopleOf.a.map((name) => personIds[name])));
  expect([...found.keys()].sort()).toEqual(keysOf(model, actor, 'users').sort());
}

/** roster lists the members of a group whom the reader may see. */
export async function roster({ db, model }: World, { actor, group, which }: Of<'roster'>): Promise<void> {
  const id = idOf(which) ?? '';
  const found = await withOrg(db.app, contextOf(actor), (tx) => loadRoster(tx, { kind: group, id }));
  const members = model.visible(actor, group === 'course' ? 'enrollments' : 'cohort_members')
    .filter(([, row]) => row.group === id).map(([, { person }]) => person);
  const people = keysOf(model, actor, 'users').filter((person) => members.includes(person));
  expect(found.map(({ userId }) => userId).sort()).toEqual(people.sort());
}

/** runs lists runs for who asked, who trains their course, and org admins. */
export async function runs({ db, model }: World, { actor }: Of<'runs'>): Promise<void> {
  const found = await withOrg(db.app, contextOf(actor), (tx) => listRuns(tx, { limit: 1000 }));
  expect(found.map(({ id }) => id).sort()).toEqual(keysOf(model, actor, 'recalculation_runs').sort());
}
