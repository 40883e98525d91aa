import pg from 'pg';
import { databaseNeeds, isForbidden, meetNeeds, missing, readHere, roleNeed, schemaNeed } from './role-needs.ts';
import { deriveSecret } from './secrets.ts';

/** Roles belong to the cluster, not to the database, so they are made before the first migration and again without harm. */
export const loginRoles = ['verdant_app', 'verdant_worker'] as const;
export const otherRoles = ['verdant_owner', 'verdant_refresher', 'verdant_doorkeeper'] as const;
export type LoginRole = (typeof loginRoles)[number];

/** rolePassword derives the password of a login role from the installation's secret. */
export const rolePassword = (secret: string, role: LoginRole): string => deriveSecret(secret, `database-role:${role}`);

/**
 * bootstrapRoles makes what is missing of Verdant's database roles: none is a superuser, none bypasses row-level security. A login that may not make roles or
 * grants is enough where all is there (`db:setup`). Throws OperationError where it is not.
 */
export async function bootstrapRoles(admin: pg.Client, secret: string): Promise<void> {
  await admin.query('SELECT pg_advisory_lock(hashtext($1))', ['verdant-roles']);
  try {
    const { login } = await readHere(admin);
    await meetNeeds(admin, login, [...otherRoles, ...loginRoles].map(roleNeed));
    await grantDatabase(admin);
    await meetNeeds(admin, login, [schemaNeed]);
    for (const role of loginRoles) await keepPassword(admin, login, role, rolePassword(secret, role));
  } finally {
    await admin.query('SELECT pg_advisory_unlock(hashtext($1))', ['verdant-roles']);
  }
}

/** grantDatabase gives the roles what they need in the database that the administrator is connected to. */
export async function grantDatabase(admin: pg.Client): Promise<void> {
  const here = await readHere(admin);
  await meetNeeds(admin, here.login, databaseNeeds(here));
}

async function keepPassword(admin: pg.Client, login: string, role: LoginRole, password: string): Promise<void> {
  if (await canLogIn(admin, role, password)) return;
  try {
    await admin.query(`ALTER ROLE ${role} LOGIN PASSWORD ${admin.escapeLiteral(password)}`);
  } catch (error) {
    throw isForbidden(error) ? missing(`the password of ${role} that belongs to this VERDANT_SECRET`, login, error) : error;
  }
}

/** Whether a role has this password is only known by trying. */
async function canLogIn({ host, port, database, ssl }: pg.Client, user: LoginRole, password: string): Promise<boolean> {
  const attempt = new pg.Client({ host, port, ...(database !== undefined && { database }), ssl, user, password, connectionTimeoutMillis: 10_000 });
  try {
    await attempt.connect();
    return true;
  } catch (error) {
    // Wrong password, or no login yet.
    if (error instanceof pg.DatabaseError && (error.code === '28P01' || error.code === '28000')) return false;
    throw error;
  } finally {
    await attempt.end();
  }
}
