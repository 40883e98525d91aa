import pg from 'pg';
import { claimSettings, signClaim } from '../context-claim.ts';
import type { TenantPool } from '../connect.ts';
import { organizationIds, type OrganizationName, type TenantTable, buildRow, insertStatement, labelsOf } from './two-organizations.ts';

/** What the settings of a transaction say; null sets none at all. */
export type Claim = { organizationId: string; userId: string; role: string } | null;
/** What is wrong with a claim; a claim without a flaw is signed as the server would, whatever it says. */
export const flaws = ['unsigned', 'blank signature', 'garbage', 'another key', 'another backend', 'expired', 'later expiry', 'signed for the other organization',
  'signed for another person', 'signed for another role', 'signed for the door'] as const;
export type Flaw = (typeof flaws)[number];

/** What is signed in the place of a claim, for each flaw that signs something else. */
function signedInstead(flaw: Flaw, claim: NonNullable<Claim>, bound: { expires: number; backend: number }) {
  const otherOrganization = claim.organizationId === organizationIds.a ? organizationIds.b : organizationIds.a;
  const signed = { ...claim, ...bound };
  if (flaw === 'another backend') return { ...signed, backend: bound.backend + 1 };
  if (flaw === 'later expiry') return { ...signed, expires: bound.expires - 200 };
  if (flaw === 'signed for the other organization') return { ...signed, organizationId: otherOrganization };
  if (flaw === 'signed for another person') return { ...signed, userId: organizationIds.a };
  if (flaw === 'signed for another role') return { ...signed, role: claim.role === 'learner' ? 'org_admin' : 'learner' };
  return flaw === 'signed for the door' ? { ...signed, organizationId: '', userId: '', role: 'door' } : signed;
}

async function settingsOf(client: pg.PoolClient, key: string, claim: NonNullable<Claim>, flaw: Flaw | null): Promise<string> {
  const { rows: [row] } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const expires = Math.floor(Date.now() / 1000) + (flaw === 'expired' ? -1 : 300);
  const bound = { expires, backend: row?.pid ?? 0 };
  if (flaw === 'unsigned') {
    return `SELECT set_config('app.org_id', '${claim.organizationId}', true), set_config('app.user_id', '${claim.userId}', true), set_config('app.active_role', ${
      pg.escapeLiteral(claim.role)}, true)`;
  }
  const usedKey = flaw === 'another key' ? key.replace(/^./, (letter) => (letter === '0' ? '1' : '0')) : key;
  const signature = signClaim(usedKey, flaw === null ? { ...claim, ...bound } : signedInstead(flaw, claim, bound));
  const shown = flaw === 'blank signature' ? '' : flaw === 'garbage' ? "not hex ' at all" : signature;
  return claimSettings({ ...claim, expires }, shown);
}

/** underClaim runs work in a transaction that carries a claim, whatever it says and however it is signed, and rolls back. Tests of isolation need claims that withOrg refuses. */
export async function underClaim<T>(pool: TenantPool, claim: Claim, work: (client: pg.PoolClient) => Promise<T>, flaw: Flaw | null = null): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    if (claim !== null) await client.query(await settingsOf(client, pool.contextKey, claim, flaw));
    return await work(client);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

export type Outcome = { rows: Record<string, string | null>[]; count: number; refused: string | null };

let made = 0;
/** attemptsMade counts the statements tried in this process. */
export const attemptsMade = (): number => made;

/** attempt runs one statement and undoes it: the rows and their number, or the code with which PostgreSQL refused. */
export async function attempt(client: pg.PoolClient, text: string, values: unknown[] = []): Promise<Outcome> {
  made += 1;
  await client.query('SAVEPOINT attempt');
  try {
    const { rows, rowCount } = await client.query<Record<string, string | null>>(text, values);
    return { rows, count: rowCount ?? 0, refused: null };
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return { rows: [], count: 0, refused: error.code ?? 'unknown' };
  } finally {
    await client.query('ROLLBACK TO SAVEPOINT attempt');
  }
}

/** fillOrganization gives one organization its rows in every table, as the owner. */
export async function fillOrganization(owner: TenantPool, tables: readonly TenantTable[], organization: OrganizationName): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('BEGIN');
    await client.query(await settingsOf(client, owner.contextKey, { organizationId: organizationIds[organization], userId: '', role: 'operator' }, null));
    for (const table of tables) {
      for (const label of labelsOf(table, organization)) await client.query(insertStatement(table.name, buildRow(table, organization, label)));
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
