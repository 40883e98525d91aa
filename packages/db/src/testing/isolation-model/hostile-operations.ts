import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect } from 'vitest';
import { enterAs, withOrg, type Tx } from '../../with-org.ts';
import { tablePolicies } from '../../schema/policies.ts';
import { preferences } from '../../stores/preferences.ts';
import { attempt, flaws, underClaim } from '../attempt.ts';
import { buildRow, labelsOf, organizationIds, personIds } from '../two-organizations.ts';
import { anyActor, changeUser } from './person-operations.ts';
import { mayRead, otherThan, type Door, type Viewer } from './tenant-model.ts';
import { contextOf, outcomeOf, poolOf, tableNamed, type World } from './world.ts';

const denied = '42501';
const referenced = '23503';
const anyDoor = fc.constantFrom<Door>('app', 'worker', 'owner');
const anyTable = fc.constantFrom(...Object.keys(tablePolicies));
const anyOne: fc.Arbitrary<Viewer> = fc.record({ viewer: anyActor, door: anyDoor }).map(({ viewer, door }) => ({ ...viewer, door }));

/** hostileOperations are statements that name no organization or the wrong one, and contexts that change or are forged. */
export const hostileOperations = {
  readAll: fc.record({ kind: fc.constant('readAll'), actor: anyOne, table: anyTable }),
  touchAll: fc.record({ kind: fc.constant('touchAll'), actor: anyOne, table: anyTable }),
  deleteAll: fc.record({ kind: fc.constant('deleteAll'), actor: anyOne, table: anyTable }),
  moveAll: fc.record({ kind: fc.constant('moveAll'), actor: anyOne, table: anyTable }),
  plant: fc.record({ kind: fc.constant('plant'), actor: anyOne, table: anyTable }),
  themeForAll: fc.record({ kind: fc.constant('themeForAll'), actor: anyActor, light: fc.boolean() }),
  cancelAll: fc.record({ kind: fc.constant('cancelAll'), actor: anyActor }),
  redirect: fc.record({ kind: fc.constant('redirect'), actor: anyActor, setting: fc.constantFrom('org_id', 'user_id', 'active_role'), back: fc.boolean() }),
  reenter: fc.record({ kind: fc.constant('reenter'), actor: anyActor, withLine: fc.boolean() }),
  forge: fc.record({ kind: fc.constant('forge'), actor: anyOne, flaw: fc.constantFrom(...flaws), table: anyTable }),
};
type Of<K extends keyof typeof hostileOperations> = (typeof hostileOperations)[K] extends fc.Arbitrary<infer T> ? T : never;

/** run carries out one statement under the context of whoever acts and commits: how many rows it met, or why it was refused. */
const run = (world: World, actor: Viewer, text: string) =>
  outcomeOf(withOrg(poolOf(world, actor.door), contextOf(actor), async (tx) => (await tx.execute(sql.raw(text))).rowCount ?? 0));

function may(door: Door, table: string, command: 'INSERT' | 'UPDATE' | 'DELETE'): boolean {
  return door === 'owner' || (door === 'worker' && tablePolicies[table]?.worker.includes(command) === true);
}
/** Of an organization's own row the worker may change one column only, which is none of those tried here. */
const mayUpdate = (door: Door, table: string): boolean => may(door, table, 'UPDATE') && (door === 'owner' || table !== 'organizations');

/** readAll selects without a condition and reads what the reader may see. */
export async function readAll(world: World, { actor, table }: Of<'readAll'>): Promise<void> {
  const outcome = await run(world, actor, `SELECT 1 FROM ${table}`);
  expect(outcome).toEqual(mayRead(actor.door, table) ? { value: world.model.visible(actor, table).length, refused: null } : { value: null, refused: denied });
}

/** touchAll updates without a condition and meets the rows of one organization. */
export async function touchAll(world: World, { actor, table }: Of<'touchAll'>): Promise<void> {
  const { tenant } = tableNamed(world, table);
  const outcome = await run(world, actor, `UPDATE ${table} SET "${tenant}" = "${tenant}"`);
  expect(outcome).toEqual(mayUpdate(actor.door, table) ? { value: world.model.visible(actor, table).length, refused: null } : { value: null, refused: denied });
}

/** deleteAll deletes without a condition: the rows of one organization, or nothing where other rows refer to them. */
export async function deleteAll(world: World, { actor, table }: Of<'deleteAll'>): Promise<void> {
  const { value, refused } = await run(world, actor, `DELETE FROM ${table}`);
  if (!may(actor.door, table, 'DELETE')) {
    expect(refused).toBe(denied);
    return;
  }
  if (refused === referenced) return;
  const keys = [...world.model.rows(actor.organization, table).keys()];
  expect([value, refused]).toEqual([keys.length, null]);
  world.model.remove(actor.organization, table, keys);
}

/** moveAll gives rows to the other organization, which is refused. */
export async function moveAll(world: World, { actor, table }: Of<'moveAll'>): Promise<void> {
  const { tenant } = tableNamed(world, table);
  const outcome = await run(world, actor, `UPDATE ${table} SET "${tenant}" = '${organizationIds[otherThan(actor.organization)]}'`);
  const rows = world.model.visible(actor, table).length;
  expect(outcome).toEqual(mayUpdate(actor.door, table) && rows === 0 ? { value: 0, refused: null } : { value: null, refused: denied });
}

/** plant puts a row into the other organization, which is refused. */
export async function plant(world: World, { actor, table: name }: Of<'plant'>): Promise<void> {
  const table = tableNamed(world, name);
  const other = otherThan(actor.organization);
  const row = buildRow(table, other, labelsOf(table, other)[0] ?? null);
  const columns = sql.join(Object.keys(row).map((column) => sql.identifier(column)), sql`, `);
  const values = sql.join(Object.values(row).map((value) => sql`${sql.param(value)}`), sql`, `);
  const { refused } = await outcomeOf(withOrg(poolOf(world, actor.door), contextOf(actor), (tx) =>
    tx.execute(sql`INSERT INTO ${sql.identifier(name)} (${columns}) VALUES (${values})`)));
  expect(refused).toBe(denied);
}

/** themeForAll sets a theme without a condition, and so for oneself. */
export async function themeForAll(world: World, { actor, light }: Of<'themeForAll'>): Promise<void> {
  const theme = light ? 'light' : 'dark';
  const { value } = await run(world, actor, `UPDATE users SET theme = '${theme}'`);
  const known = world.model.rows(actor.organization, 'users').has(personIds[actor.person]);
  expect(value).toBe(known ? 1 : 0);
  changeUser(world.model, actor, ([, ...rest]) => [theme, ...rest]);
}

/** cancelAll cancels runs without a condition: one's own, or those of the organization as its org admin. */
export async function cancelAll(world: World, { actor }: Of<'cancelAll'>): Promise<void> {
  const own = [...world.model.rows(actor.organization, 'recalculation_runs')]
    .filter(([, { person }]) => person === personIds[actor.person] || actor.role === 'org_admin');
  const { value } = await run(world, actor, `UPDATE recalculation_runs SET state = 'cancelled'`);
  expect(value).toBe(own.length);
  for (const [key, row] of own) {
    world.model.put(actor.organization, 'recalculation_runs', key, { ...row, value: ['cancelled', ...(row.value as unknown[]).slice(1)] });
  }
}

const countUsers = async (tx: Tx) => (await tx.execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM users`)).rows[0]?.n;
const setSetting = (tx: Tx, name: string, value: string) => tx.execute(sql`SELECT set_config(${`app.${name}`}, ${value}, true)`);

/** redirect changes a setting in the middle of a transaction, which ends its context: nothing is seen or written until it is set back. */
export async function redirect({ db, model }: World, { actor, setting, back }: Of<'redirect'>): Promise<void> {
  const self = personIds[actor.person];
  const signed = { org_id: organizationIds[actor.organization], user_id: self, active_role: actor.role as string }[setting];
  const changed = {
    org_id: organizationIds[otherThan(actor.organization)], user_id: personIds.amy, active_role: actor.role === 'org_admin' ? 'trainer' : 'org_admin',
  }[setting];
  const seen = model.visible(actor, 'users').length;
  await withOrg(db.app, contextOf(actor), async (tx) => {
    expect(await countUsers(tx)).toBe(seen);
    await setSetting(tx, setting, changed);
    expect(await countUsers(tx)).toBe(0);
    await preferences.setTheme(tx, self, 'light');
    if (back) await setSetting(tx, setting, signed);
    expect(await countUsers(tx)).toBe(back ? seen : 0);
    await preferences.setTheme(tx, self, 'dark');
  });
  if (back) changeUser(model, actor, ([, ...rest]) => ['dark', ...rest]);
}

/**
 * reenter is a transaction that the server signs for the other organization half-way: it works on each in its turn. A line of the first can then not be linked,
 * and nothing stays.
 */
export async function reenter({ db, model, step }: World, { actor, withLine }: Of<'reenter'>): Promise<void> {
  const other: Viewer = { ...actor, organization: otherThan(actor.organization) };
  const client = await db.app.connect();
  const setTheme = (theme: string) => client.query('UPDATE users SET theme = $1 WHERE id = $2', [theme, personIds[actor.person]]);
  const { refused } = await outcomeOf((async () => {
    await client.query(`BEGIN; ${await enterAs(client, db.app.contextKey, contextOf(actor))}`);
    await setTheme('light');
    if (withLine) await client.query(`INSERT INTO audit_log (organization_id, actor_id, role, action, outcome) VALUES ($1, $2, $3, $4, 'allowed')`,
      [organizationIds[actor.organization], personIds[actor.person], actor.role, `step ${step}`]);
    await client.query(await enterAs(client, db.app.contextKey, contextOf(other)));
    expect((await client.query('SELECT 1 FROM users')).rowCount).toBe(model.visible(other, 'users').length);
    await setTheme('dark');
    await client.query('COMMIT');
  })().finally(() => client.query('ROLLBACK'))).finally(() => { client.release(); });
  expect(refused).toBe(withLine ? denied : null);
  if (withLine) return;
  changeUser(model, actor, ([, ...rest]) => ['light', ...rest]);
  changeUser(model, other, ([, ...rest]) => ['dark', ...rest]);
}

/** forge works under a forged context, which reads nothing and writes nothing. */
export async function forge(world: World, { actor, flaw, table }: Of<'forge'>): Promise<void> {
  const { organizationId, userId, role } = contextOf(actor);
  const { tenant } = tableNamed(world, table);
  await underClaim(poolOf(world, actor.door), { organizationId, userId: userId ?? '', role }, async (client) => {
    const statements = [`SELECT 1 FROM ${table}`, `UPDATE ${table} SET "${tenant}" = "${tenant}"`, `DELETE FROM ${table}`, `UPDATE users SET theme = 'light'`];
    for (const text of statements) {
      const { count, refused } = await attempt(client, text);
      expect([count, refused === null || refused === denied], text).toEqual([0, true]);
    }
  }, flaw);
}

