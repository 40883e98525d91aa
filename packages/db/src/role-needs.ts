import pg from 'pg';
import { OperationError } from './operations/operation-error.ts';

/** Something that the roles need: how to see that it is there, as an SQL condition, and the statement that makes it. */
export type Need = { what: string; there: string; make: string };

/** Where the needs are looked at: the login of this connection, its database, and the server's version as a number. */
export type Here = { login: string; database: string; version: number };

/** readHere tells who is connected to what; the connection must not have changed its role. */
export async function readHere(admin: pg.ClientBase): Promise<Here> {
  const { rows: [here] } = await admin.query<Here>(
    `SELECT session_user AS login, current_database() AS database, current_setting('server_version_num')::int AS version`);
  if (!here) throw new Error('The database does not say its name.');
  return here;
}

/** mayActAs is the condition that a role may take on another one. */
export function mayActAs(member: string, role: string, version: number): string {
  // Before 16 a member always may.
  return `pg_has_role(${pg.escapeLiteral(member)}, ${pg.escapeLiteral(role)}, '${version < 160_000 ? 'MEMBER' : 'SET'}')`;
}

const membership = (member: string, role: string, { version }: Here): Need =>
  ({ what: `${member} acts as ${role}`, there: mayActAs(member, role, version), make: `GRANT ${role} TO ${pg.escapeIdentifier(member)}` });

/** privilege is the need for rights on a database. */
export function privilege(grantee: string, names: readonly string[], database: string): Need {
  const there = names.map((name) => `has_database_privilege('${grantee}', ${pg.escapeLiteral(database)}, '${name}')`).join(' AND ');
  return {
    what: `${names.join(', ')} on the database for ${grantee}`,
    there,
    make: `GRANT ${names.join(', ')} ON DATABASE ${pg.escapeIdentifier(database)} TO ${grantee}`,
  };
}

/** roleNeed is a role without rights of its own: whoever is a member takes it on by SET ROLE only. */
export const roleNeed = (role: string): Need => ({
  what: `the role ${role}`, there: `EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${role}')`,
  make: `CREATE ROLE ${role} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT`,
});

/** databaseNeeds are the grants on one database and between the roles. */
export function databaseNeeds(here: Here): Need[] {
  const database = pg.escapeIdentifier(here.database);
  return [
    membership(here.login, 'verdant_owner', here),
    ...['verdant_refresher', 'verdant_doorkeeper', 'verdant_worker'].map((role) => membership('verdant_owner', role, here)),
    { what: 'no temporary tables for everybody', there: `NOT has_database_privilege('public', ${pg.escapeLiteral(here.database)}, 'TEMPORARY')`,
      make: `REVOKE TEMPORARY ON DATABASE ${database} FROM PUBLIC` },
    privilege('verdant_owner', ['CREATE', 'CONNECT', 'TEMPORARY'], here.database),
    // REFRESH ... CONCURRENTLY compares through a temporary table of the view's owner.
    privilege('verdant_refresher', ['TEMPORARY'], here.database),
    privilege('verdant_app', ['CONNECT'], here.database),
    privilege('verdant_worker', ['CONNECT'], here.database),
  ];
}

/** The right to make objects in schema public and to pass it on. */
export const schemaNeed: Need = {
  what: 'CREATE and USAGE on schema public for verdant_owner',
  there: `has_schema_privilege('verdant_owner', 'public', 'CREATE WITH GRANT OPTION')
    AND has_schema_privilege('verdant_owner', 'public', 'USAGE WITH GRANT OPTION')`,
  make: 'GRANT CREATE, USAGE ON SCHEMA public TO verdant_owner WITH GRANT OPTION',
};

/** isForbidden tells whether the database refused something for want of a privilege. */
export const isForbidden = (error: unknown): boolean => error instanceof pg.DatabaseError && (error.code === '42501' || error.code === '0LP01');

/** missing is the sentence about something that a login lacks and may not make. */
export const missing = (what: string, login: string, cause?: unknown): OperationError => new OperationError(
  `The database lacks ${what}, and the login "${login}" may not change that. Let its administrator run the SQL of: npm run db:setup -- --print`, { cause });

/** meetNeeds makes what is not there yet, and nothing else. Throws OperationError where the login may not. */
export async function meetNeeds(admin: pg.ClientBase, login: string, needs: readonly Need[]): Promise<void> {
  const made = new Set<Need>();
  for (;;) {
    const { rows: [row] } = await admin.query<{ met: boolean[] }>(`SELECT ARRAY[${needs.map(({ there }) => `(${there})`).join(', ')}] AS met`);
    const unmet = needs.filter((_, place) => row?.met[place] !== true);
    if (unmet.length === 0) return;
    // Taking from everybody may take from a role: then that is granted in the next round. A grant that nobody may make is a mere warning to PostgreSQL.
    const inVain = unmet.find((need) => made.has(need));
    if (inVain !== undefined) throw missing(inVain.what, login);
    for (const need of unmet) {
      await admin.query(need.make).catch((error: unknown) => { throw isForbidden(error) ? missing(need.what, login, error) : error; });
      made.add(need);
    }
  }
}
