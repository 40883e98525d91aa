import type pg from 'pg';
import { deriveSecret } from './secrets.ts';

/** Roles belong to the cluster, not to the database, so they are made before the first migration and again without harm. */
const logins = ['verdant_app', 'verdant_worker'] as const;
const noLogins = ['verdant_owner', 'verdant_refresher', 'verdant_doorkeeper'] as const;
export type LoginRole = (typeof logins)[number];

/** rolePassword derives the password of a login role from the installation's secret. */
export const rolePassword = (secret: string, role: LoginRole): string => deriveSecret(secret, `database-role:${role}`);

/** bootstrapRoles makes Verdant's database roles: none is a superuser, none bypasses row-level security. */
export async function bootstrapRoles(admin: pg.Client, secret: string): Promise<void> {
  await admin.query('SELECT pg_advisory_lock(hashtext($1))', ['verdant-roles']);
  try {
    const { rows } = await admin.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE rolname = ANY($1)', [[...logins, ...noLogins]]);
    const existing = new Set(rows.map((row) => row.rolname));
    for (const role of [...noLogins, ...logins]) {
      if (!existing.has(role)) await admin.query(`CREATE ROLE ${role} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT`);
    }
    for (const role of logins) {
      await admin.query(`ALTER ROLE ${role} LOGIN PASSWORD ${admin.escapeLiteral(rolePassword(secret, role))}`);
    }
    await grantDatabase(admin);
    await admin.query('GRANT CREATE, USAGE ON SCHEMA public TO verdant_owner WITH GRANT OPTION');
  } finally {
    await admin.query('SELECT pg_advisory_unlock(hashtext($1))', ['verdant-roles']);
  }
}

/** grantDatabase gives the roles what they need in the database that the administrator is connected to. */
export async function grantDatabase(admin: pg.Client): Promise<void> {
  const { rows: [here] } = await admin.query<{ name: string; login: string }>('SELECT current_database() AS name, current_user AS login');
  if (!here) throw new Error('The database does not say its name.');
  const database = admin.escapeIdentifier(here.name);
  await admin.query(`GRANT verdant_owner TO ${admin.escapeIdentifier(here.login)} WITH SET TRUE`);
  for (const role of ['verdant_refresher', 'verdant_doorkeeper', 'verdant_worker']) await admin.query(`GRANT ${role} TO verdant_owner WITH INHERIT FALSE, SET TRUE`);
  await admin.query(`REVOKE TEMPORARY ON DATABASE ${database} FROM PUBLIC`);
  await admin.query(`GRANT CREATE, CONNECT, TEMPORARY ON DATABASE ${database} TO verdant_owner`);
  // REFRESH ... CONCURRENTLY compares through a temporary table of the view's owner.
  await admin.query(`GRANT TEMPORARY ON DATABASE ${database} TO verdant_refresher`);
  await admin.query(`GRANT CONNECT ON DATABASE ${database} TO verdant_app, verdant_worker`);
}
