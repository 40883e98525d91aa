import pg from 'pg';
import { loginRoles, otherRoles, rolePassword } from '../../roles.ts';

export type Setup = {
  database: string;
  /** The installation's secret, of which the passwords of the login roles are derived. */
  secret: string;
  deployer: { name: string; password: string };
};

const makeRole = (role: string) =>
  `  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${pg.escapeLiteral(role)}) THEN
    CREATE ROLE ${pg.escapeIdentifier(role)} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
  END IF;`;

/**
 * setupSql writes what an administrator of a managed PostgreSQL runs once: one who may make roles and owns the database, no superuser. It makes the roles, a
 * deploying login that can migrate and change nothing else about roles, and takes away what everybody may do by default. Running it again changes nothing else.
 */
export function setupSql({ database: name, secret, deployer }: Setup): string {
  const [database, login] = [pg.escapeIdentifier(name), pg.escapeIdentifier(deployer.name)];
  const password = (role: string, text: string) => `ALTER ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(text)};`;
  return `-- Verdant: roles and grants of the database ${JSON.stringify(name)}.
-- Run while connected to this database, as its owner with the right to make roles:
--   psql "<the administrator's address of this database>" -v ON_ERROR_STOP=1 -f setup.sql
-- It holds passwords: delete it afterwards.
BEGIN;

DO $$ BEGIN
${[...otherRoles, ...loginRoles, deployer.name].map(makeRole).join('\n')}
END $$;

-- verdant_app serves requests, verdant_worker calculates, ${deployer.name} migrates and runs the operator's commands.
${loginRoles.map((role) => password(role, rolePassword(secret, role))).join('\n')}
${password(login, deployer.password)}

-- verdant_owner keeps the tables; what belongs to the others it may do in their name, and the deployer in its name.
GRANT verdant_refresher, verdant_doorkeeper, verdant_worker TO verdant_owner;
GRANT verdant_owner TO ${login};

REVOKE ALL ON DATABASE ${database} FROM PUBLIC;
GRANT CONNECT ON DATABASE ${database} TO verdant_app, verdant_worker, ${login};
GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO verdant_owner;
GRANT CREATE ON DATABASE ${database} TO verdant_owner WITH GRANT OPTION;
GRANT TEMPORARY ON DATABASE ${database} TO verdant_refresher;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CREATE, USAGE ON SCHEMA public TO verdant_owner WITH GRANT OPTION;

-- Months of the partitioned tables begin at midnight UTC.
ALTER DATABASE ${database} SET timezone TO 'UTC';

COMMIT;

-- Where your provider lets you, so that npm run db:health sees the server's statistics:
--   GRANT pg_monitor TO ${login};
`;
}
