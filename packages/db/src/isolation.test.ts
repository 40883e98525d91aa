import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tablePolicies, tenantlessTables } from './schema/policies.ts';
import { attempt, attemptsMade, fillOrganization, flaws, underClaim, type Claim, type Flaw } from './testing/attempt.ts';
import type { TenantPool } from './connect.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import {
  buildRow, groupOf, idOf, insertStatement, labelsOf, organizationIds, peopleOf, personIds, readTenantTables, roleOf,
  type Label, type OrganizationName, type PersonName, type TenantTable,
} from './testing/two-organizations.ts';

const denied = '42501';
type Row = { organization: OrganizationName; label: Label };
/** A person of `personIds` or a stranger in some role at some organization, as the settings of the transaction say. */
type Reader = { organization: OrganizationName | 'unknown'; person: PersonName | 'stranger'; role: string };

let db: TestDatabase;
let tables = new Map<string, TenantTable>();
beforeAll(async () => {
  db = await createTestDatabase();
  const listed = await readTenantTables(db.owner);
  tables = new Map(listed.map((table) => [table.name, table]));
  await fillOrganization(db.owner, listed, 'a');
  await fillOrganization(db.owner, listed, 'b');
});
afterAll(async () => {
  console.info(`Isolation matrix: ${attemptsMade()} statements tried, each with the outcome that policies.ts declares.`);
  await db.close();
});

function tableOf(name: string): TenantTable {
  const table = tables.get(name);
  if (table === undefined) throw new Error(`The database has no table ${name}`);
  return table;
}
const rowsOf = (table: TenantTable): Row[] =>
  (['a', 'b'] as const).flatMap((organization) => labelsOf(table, organization).map((label) => ({ organization, label })));
const keyOf = ({ organization, label }: Row) => `${organizationIds[organization]} ${idOf(label) ?? '-'}`;
const claimOf = ({ organization, person, role }: Reader): Claim => ({
  organizationId: organization === 'unknown' ? randomUUID() : organizationIds[organization],
  userId: person === 'stranger' ? randomUUID() : personIds[person], role,
});
const known = ['learner', 'trainer', 'org_admin'];
const declared = Object.entries(tablePolicies);
const tenantNames = declared.map(([name]) => name);
const readable = declared.filter(([, { shape }]) => shape !== 'internal').map(([name]) => name);

/** Tom trains the first course and cohort, Ora the second, in each organization. */
function trains(organization: OrganizationName, trainer: Reader['person'], person: PersonName): boolean {
  const taught = trainer === 'tom' ? 'first' : trainer === 'ora' ? 'second' : null;
  return groupOf('courses', organization, person) === taught || groupOf('cohorts', organization, person) === taught;
}

/** What the declared shape of a table lets a reader see: written from policies.ts and its words, not from the SQL. */
function mayRead(name: string, { organization, label }: Row, reader: Reader): boolean {
  if (organization !== reader.organization) return false;
  const admin = reader.role === 'org_admin';
  const self = label === reader.person;
  const person = label === null || label === 'first' || label === 'second' ? null : label;
  const shape = tablePolicies[name]?.shape;
  if (shape === 'reference') return name === 'organizations' || known.includes(reader.role);
  if (shape === 'membership') return self || admin;
  if (shape === 'adminOnly' || shape === 'peers') return admin;
  if (shape === 'private') return self;
  // The rows of the fixture are about a person's learners: a trainer's own, and those made for org admins.
  if (shape === 'released') return person !== null && roleOf(person) === reader.role && (admin || (reader.role === 'trainer' && self));
  const training = reader.role === 'trainer' && (reader.person === 'tom' || reader.person === 'ora');
  const taught = reader.person === 'tom' ? 'first' : 'second';
  if (shape === 'group') return admin || (training && (person === null ? label : groupOf('cohorts', organization, person)) === taught);
  if (shape !== 'own' || person === null) return false;
  // Runs are a trainer's when their scope is a course of theirs, whoever asked.
  if (name === 'recalculation_runs') return self || admin || (training && groupOf('courses', organization, person) === taught);
  return self || admin || (training && trains(organization, reader.person, person));
}

async function readAs(pool: TenantPool, claim: Claim, table: TenantTable, flaw: Flaw | null = null) {
  const label = table.label === null ? `'-'` : `coalesce("${table.label}"::text, '-')`;
  const outcome = await underClaim(pool, claim, (client) => attempt(client, `SELECT ${table.label === null ? 'DISTINCT' : ''} "${table.tenant}"::text || ' ' || ${label} AS key FROM ${table.name}`), flaw);
  return { refused: outcome.refused, keys: outcome.rows.map(({ key }) => key).sort() };
}

const readers: Reader[] = (['a', 'b'] as const).flatMap((organization) => [
  ...(['ada', 'cyd', 'tom', 'ora', 'amy'] as const).flatMap((person) =>
    known.filter((role) => role !== 'org_admin' || person === 'ora').map((role) => ({ organization, person, role }))),
  { organization, person: 'stranger', role: 'learner' } as const, { organization, person: 'stranger', role: 'trainer' } as const,
]);
const impostors: Reader[] = ['root', 'worker', 'operator', 'verdant_owner', 'ORG_ADMIN', 'org_admin ', '']
  .map((role) => ({ organization: 'a', person: 'cyd', role }));
const oraOfA: Claim = { organizationId: organizationIds.a, userId: personIds.ora, role: 'org_admin' };
const blanks: Claim[] = [null, { organizationId: '', userId: '', role: '' }, { organizationId: '', userId: personIds.ora, role: 'org_admin' }];
/** Contexts that are none: absent, blank, of an unknown organization, or an org admin's with every flaw of a forgery. */
const nowhere: readonly (readonly [claim: Claim, flaw: Flaw | null])[] = [
  ...blanks.map((claim) => [claim, null] as const), [{ organizationId: randomUUID(), userId: personIds.ora, role: 'org_admin' }, null] as const,
  ...flaws.map((flaw) => [oraOfA, flaw] as const),
];

describe.each(readers)('the application for $person as $role in organization $organization', (reader) => {
  it.each(readable)('reads of %s what the declared shape says, and of no other organization', async (name) => {
    const table = tableOf(name);
    const expected = rowsOf(table).filter((row) => mayRead(name, row, reader)).map(keyOf).sort();
    expect(await readAs(db.app, claimOf(reader), table)).toEqual({ refused: null, keys: expected });
  });

  it.each(tenantNames)('writes to %s only what is declared', async (name) => {
    const table = tableOf(name);
    const writes = tablePolicies[name]?.appWrites ?? [];
    await underClaim(db.app, claimOf(reader), async (client) => {
      expect(await attempt(client, `DELETE FROM ${name}`), 'delete').toMatchObject({ refused: denied });
      expect(await attempt(client, `UPDATE ${name} SET "${table.tenant}" = "${table.tenant}"`), 'move').toMatchObject({ refused: denied });
      for (const row of rowsOf(table)) {
        const own = row.organization === reader.organization && row.label === reader.person;
        const asked = name === 'recalculation_runs' ? { state: 'queued', requested_role: reader.role } : {};
        const values = { ...buildRow(table, row.organization, row.label), ...asked };
        const { text, values: parameters } = insertStatement(name, values);
        const expected = writes.includes('INSERT') && own ? { refused: null, count: 1 } : { refused: denied };
        expect(await attempt(client, text, parameters), `insert ${keyOf(row)}`).toMatchObject(expected);
      }
    });
  });

  it('changes nobody\'s preferences but their own, and cancels no runs but their own, or all as org admin', async () => {
    const changed = async (name: string, change: string) => underClaim(db.app, claimOf(reader), async (client) => {
      const keys: string[] = [];
      for (const row of rowsOf(tableOf(name))) {
        const where = `"${tableOf(name).tenant}" = $1 AND "${tableOf(name).label}" = $2`;
        const { count, refused } = await attempt(client, `UPDATE ${name} SET ${change} WHERE ${where}`, [organizationIds[row.organization], idOf(row.label)]);
        expect(refused).toBeNull();
        if (count > 0) keys.push(keyOf(row));
      }
      return keys;
    });
    const own = (name: string, others: boolean) => rowsOf(tableOf(name))
      .filter((row) => row.organization === reader.organization && (others || row.label === reader.person)).map(keyOf);
    expect(await changed('users', `theme = 'light'`)).toEqual(own('users', false));
    expect(await changed('recalculation_runs', `state = 'cancelled'`)).toEqual(own('recalculation_runs', reader.role === 'org_admin'));
  });
});

describe('a role that the application does not know', () => {
  it.each(impostors)('"$role" opens no more than one\'s own rows and the names of the organization', async (reader) => {
    for (const name of readable) {
      const allowed = new Set(rowsOf(tableOf(name)).filter((row) => mayRead(name, row, { ...reader, role: 'learner' })).map(keyOf));
      const { refused, keys } = await readAs(db.app, claimOf(reader), tableOf(name));
      expect({ refused, beyond: keys.filter((key) => key === null || key === undefined || !allowed.has(key)) }, name).toEqual({ refused: null, beyond: [] });
    }
  });
});

describe('without a true context', () => {
  it.each(readable)('absent, blank, of an unknown organization or forged in any way: %s has no rows and raises no error', async (name) => {
    for (const [claim, flaw] of nowhere) {
      for (const pool of [db.app, db.owner, db.worker]) {
        expect(await readAs(pool, claim, tableOf(name), flaw), `${JSON.stringify(claim)} ${flaw}`).toEqual({ refused: null, keys: [] });
      }
    }
  });

  it.each(tenantNames)('nothing is written to %s by the application, the worker or the owner', async (name) => {
    const table = tableOf(name);
    for (const pool of [db.app, db.worker, db.owner]) {
      for (const [claim, flaw] of nowhere) {
        await underClaim(pool, claim, async (client) => {
          const { text, values } = insertStatement(name, buildRow(table, 'a', labelsOf(table, 'a')[0] ?? null));
          expect(await attempt(client, text, values)).toMatchObject({ refused: denied });
          for (const statement of [`UPDATE ${name} SET "${table.tenant}" = "${table.tenant}"`, `DELETE FROM ${name}`]) {
            const { refused, count } = await attempt(client, statement);
            expect([refused === null || refused === denied, count], statement).toEqual([true, 0]);
          }
        }, flaw);
      }
    }
  });
});

describe('internal tables', () => {
  const internal = [...declared.filter(([, { shape }]) => shape === 'internal').map(([name]) => name), ...Object.keys(tenantlessTables)];
  it.each(internal)('%s is closed to the application in every role', async (name) => {
    for (const [claim, flaw] of [...nowhere, ...readers.map((reader) => [claimOf(reader), null] as const)]) {
      await underClaim(db.app, claim, async (client) => expect(await attempt(client, `SELECT 1 FROM ${name}`)).toMatchObject({ refused: denied }), flaw);
    }
  });
});

const workerMay = (name: string, command: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE') => tablePolicies[name]?.worker.includes(command) === true;

const servants = [['worker', 'a'], ['worker', 'b'], ['operator', 'a'], ['operator', 'b']] as const;
describe.each(servants)('the database role of the %s in organization %s', (role, organization) => {
  const other: OrganizationName = organization === 'a' ? 'b' : 'a';
  const claim: Claim = { organizationId: organizationIds[organization], userId: '', role };
  const poolOf = () => (role === 'worker' ? db.worker : db.owner);

  it.each(tenantNames)('reads and writes %s inside that organization only', async (name) => {
    const table = tableOf(name);
    const closed = role === 'worker' && !workerMay(name, 'SELECT');
    expect(await readAs(poolOf(), claim, table)).toEqual(
      closed ? { refused: denied, keys: [] } : { refused: null, keys: labelsOf(table, organization).map((label) => keyOf({ organization, label })).sort() });
    await underClaim(poolOf(), claim, async (client) => {
      const { text, values } = insertStatement(name, buildRow(table, other, labelsOf(table, other)[0] ?? null));
      expect(await attempt(client, text, values), 'insert into the other').toMatchObject({ refused: denied });
      const column = `"${table.tenant}"`;
      for (const statement of [`DELETE FROM ${name} WHERE ${column} = $1`, `UPDATE ${name} SET ${column} = ${column} WHERE ${column} = $1`]) {
        const { refused, count } = await attempt(client, statement, [organizationIds[other]]);
        expect([refused === null || refused === denied, count], statement).toEqual([true, 0]);
      }
      const moved = await attempt(client, `UPDATE ${name} SET ${column} = $1`, [organizationIds[other]]);
      expect(moved, 'move to the other').toMatchObject({ refused: denied });
    });
  });
});

describe('the worker', () => {
  it.each(tenantNames)('writes %s as declared, and not otherwise', async (name) => {
    const table = tableOf(name);
    await underClaim(db.worker, { organizationId: organizationIds.a, userId: '', role: 'worker' }, async (client) => {
      const { text, values } = insertStatement(name, buildRow(table, 'a', labelsOf(table, 'a')[0] ?? null));
      // Whatever else stops a row (its key is taken), it is not the lack of a right.
      expect((await attempt(client, text, values)).refused === denied, 'insert').toBe(!workerMay(name, 'INSERT'));
      // Of an organization the worker may change one column only.
      const column = name === 'organizations' ? 'retained_from' : table.tenant;
      expect((await attempt(client, `UPDATE ${name} SET "${column}" = "${column}"`)).refused === denied, 'update').toBe(!workerMay(name, 'UPDATE'));
      expect((await attempt(client, `DELETE FROM ${name}`)).refused === denied, 'delete').toBe(!workerMay(name, 'DELETE'));
    });
  });
});

describe('the fixture itself', () => {
  it('has rows of both organizations in every declared table, and people whom only one of them knows', async () => {
    expect([...tables.keys()].sort()).toEqual([...tenantNames].sort());
    for (const table of tables.values()) {
      for (const organization of ['a', 'b'] as const) expect(labelsOf(table, organization).length, table.name).toBeGreaterThan(0);
    }
    expect(peopleOf.a).toContain('amy');
    expect(peopleOf.b).not.toContain('amy');
    const trained = (['a', 'b'] as const).map((organization) => peopleOf.b.filter((person) => trains(organization, 'tom', person)));
    expect(trained).toEqual([['ada', 'ben', 'tom'], ['ada', 'cyd', 'tom']]);
  });
});
