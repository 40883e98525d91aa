import { DomainError } from '@verdant/domain/errors';
import type { Scope } from '@verdant/domain/recalculation/scope';
import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { recordAudit } from '../../stores/audit.ts';
import { cancelRun } from '../../stores/cancel-run.ts';
import { preferences } from '../../stores/preferences.ts';
import { requestRun } from '../../stores/recalculation/request-run.ts';
import { withOrg } from '../../with-org.ts';
import { idOf, organizationIds, peopleOf, personIds, type OrganizationName, type PersonName } from '../two-organizations.ts';
import type { TenantModel, Viewer } from './tenant-model.ts';
import { contextOf, outcomeOf, type World } from './world.ts';

const organization = fc.constantFrom<OrganizationName>('a', 'b');
export const anyPerson = fc.constantFrom<PersonName>(...peopleOf.a);
/** anyActor is a person of an organization in any role, whether or not they hold it: the database believes the server's signature. */
export const anyActor: fc.Arbitrary<Viewer> = fc.record({
  organization, person: fc.constantFrom<PersonName>(...peopleOf.b), role: fc.constantFrom('learner', 'trainer', 'org_admin'), door: fc.constant('app'),
});
const anyScope = fc.constantFrom('self', 'first', 'second', 'organization');

/** personOperations are what people do through the application, their own and what they may not. */
export const personOperations = {
  prefer: fc.record({
    kind: fc.constant('prefer'), actor: anyActor, whose: anyPerson, what: fc.constantFrom('theme', 'lastRole', 'layout'), light: fc.boolean(),
  }),
  audit: fc.record({ kind: fc.constant('audit'), actor: anyActor, as: anyPerson, where: organization }),
  ask: fc.record({ kind: fc.constant('ask'), actor: anyActor, scope: anyScope }),
  cancel: fc.record({ kind: fc.constant('cancel'), actor: anyActor, where: organization, which: fc.nat(20) }),
  endSessions: fc.record({ kind: fc.constant('endSessions'), actor: anyActor, whose: anyPerson, where: organization }),
};
type Of<K extends keyof typeof personOperations> = (typeof personOperations)[K] extends fc.Arbitrary<infer T> ? T : never;

/** prefer sets a preference of one's own; naming somebody else changes nothing and raises no error. */
export async function prefer({ db, model }: World, { actor, whose, what, light }: Of<'prefer'>): Promise<void> {
  const target = personIds[whose];
  const theme = light ? 'light' : 'dark';
  const layout = { order: [], hidden: [] };
  await withOrg(db.app, contextOf(actor), async (tx) => {
    if (what === 'theme') await preferences.setTheme(tx, target, theme);
    else if (what === 'lastRole') await preferences.setLastRole(tx, target, actor.role);
    else await preferences.setCardLayout(tx, target, actor.role, layout);
  });
  if (whose !== actor.person) return;
  changeUser(model, actor, ([oldTheme, oldRole, oldLayout, rest]) => [
    what === 'theme' ? theme : oldTheme, what === 'lastRole' ? actor.role : oldRole,
    what === 'layout' ? { ...oldLayout as object, [actor.role]: layout } : oldLayout, rest,
  ]);
}

/** changeUser changes the columns of a person's own row in the model, where there is one. */
export function changeUser(model: TenantModel, { organization, person }: Viewer, change: (value: readonly unknown[]) => unknown[]): void {
  const id = personIds[person];
  const row = model.rows(organization, 'users').get(id);
  if (row !== undefined) model.put(organization, 'users', id, { ...row, value: change(row.value as unknown[]) });
}

/** audit adds a line in one's own name and organization, which is linked; any other is refused. */
export async function audit({ db, model, step }: World, { actor, as, where }: Of<'audit'>): Promise<void> {
  const own = as === actor.person && where === actor.organization;
  const entry = { organizationId: organizationIds[where], userId: personIds[as], role: actor.role };
  const { refused } = await outcomeOf(withOrg(db.app, contextOf(actor), (tx) =>
    recordAudit(tx, { actor: entry, action: `step ${step}`, subjectId: null, outcome: 'allowed', requestId: null })));
  expect(refused).toBe(own ? null : '42501');
  if (own) addLine(model, actor, `step ${step}`);
}

/** addLine adds a line of the audit log and its link to the model. */
export function addLine(model: TenantModel, { organization, person, role }: Viewer, action: string): void {
  model.put(organization, 'audit_log', action, { person: personIds[person], group: null, value: [role, null, 'allowed'] });
  const position = Math.max(0, ...[...model.rows(organization, 'audit_chain').keys()].map(Number)) + 1;
  model.put(organization, 'audit_chain', String(position), { person: null, group: null, value: true });
}

function scopeOf(actor: Viewer, scope: Of<'ask'>['scope']): { scope: Scope; id: string | null; group: string | null } {
  if (scope === 'organization') return { scope: { kind: 'organization' }, id: null, group: null };
  const self = personIds[actor.person];
  if (scope === 'self') return { scope: { kind: 'learner', userId: self }, id: self, group: null };
  const course = idOf(scope) ?? '';
  return { scope: { kind: 'course', courseId: course }, id: course, group: course };
}

/** ask requests a run: it joins one of that scope in the own organization, is held to five in ten minutes, or is queued. Steps are seconds apart. */
export async function ask({ db, model, now }: World, { actor, scope: named }: Of<'ask'>): Promise<void> {
  const { scope, id, group } = scopeOf(actor, named);
  const { organization, role } = actor;
  const self = personIds[actor.person];
  const runs = [...model.rows(organization, 'recalculation_runs')].map(([key, { person, value }]) => ({ key, person, value: value as (string | null)[] }));
  const onTheirWay = runs.filter(({ value: [state] }) => state === 'queued' || state === 'running');
  const same = onTheirWay.filter(({ value }) => value[2] === scope.kind && value[3] === id);
  const asked = runs.filter(({ person, value }) => person === self && value[4] === 'manual');
  const request = withOrg(db.app, contextOf(actor), (tx) => requestRun(tx, {
    organizationId: organizationIds[organization], scope, trigger: 'manual', requestedBy: self, role, now,
  }));
  if (same.length === 0 && asked.length >= 5) {
    await expect(request).rejects.toThrow(DomainError);
    return;
  }
  const { outcome, runId } = await request;
  if (same.length > 0) {
    expect([outcome, same.some(({ key }) => key === runId)]).toEqual(['joined', true]);
    return;
  }
  expect(outcome).toBe(onTheirWay.length > 0 ? 'queued' : 'started');
  if (runId === null) throw new Error('A run that was started has an id.');
  model.put(organization, 'recalculation_runs', runId, { person: self, group, value: ['queued', role, scope.kind, id, 'manual'] });
  model.jobs[organization].add(runId);
}

/** cancel ends a run, for who asked for it or an org admin of its organization, while it waits or runs. */
export async function cancel({ db, model, now }: World, { actor, where, which }: Of<'cancel'>): Promise<void> {
  const runs = [...model.rows(where, 'recalculation_runs')].sort(([one], [other]) => (one < other ? -1 : 1));
  const [id, run] = runs[which % Math.max(1, runs.length)] ?? [];
  if (id === undefined || run === undefined) return;
  const [state, ...rest] = run.value as unknown[];
  const theirs = where === actor.organization && (run.person === personIds[actor.person] || actor.role === 'org_admin');
  const may = theirs && (state === 'queued' || state === 'running');
  expect(await withOrg(db.app, contextOf(actor), (tx) => cancelRun(tx, id, now))).toBe(may);
  if (may) model.put(where, 'recalculation_runs', id, { ...run, value: ['cancelled', ...rest] });
}

/** endSessions ends the sessions of oneself, or of anybody as an org admin, in the own organization only. */
export async function endSessions({ db, model }: World, { actor, whose, where }: Of<'endSessions'>): Promise<void> {
  await withOrg(db.app, contextOf(actor), (tx) => tx.execute(sql`SELECT app.close_sessions_of(${organizationIds[where]}::uuid, ${personIds[whose]}::uuid)`));
  if (where !== actor.organization || (whose !== actor.person && actor.role !== 'org_admin')) return;
  model.remove(where, 'sessions', [...model.rows(where, 'sessions')].filter(([, { person }]) => person === personIds[whose]).map(([key]) => key));
}
