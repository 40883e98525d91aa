import { sql } from 'drizzle-orm';
import { hash } from 'node:crypto';
import type { Tx } from '../../with-org.ts';

/** personDigest recognises an erased person by their id without keeping it. */
export const personDigest = (organizationId: string, userId: string): string => hash('sha256', `${organizationId}|${userId}`);

/** findErased tells which of these ids belong to erased persons. */
export async function findErased(tx: Tx, organizationId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const idOf = new Map(ids.map((id) => [personDigest(organizationId, id), id]));
  const { rows } = await tx.execute<{ person_digest: string }>(sql`
    SELECT person_digest FROM erasures WHERE organization_id = ${organizationId} AND person_digest = ANY (${sql.param([...idOf.keys()])}::text[])`);
  return rows.flatMap(({ person_digest }) => idOf.get(person_digest) ?? []);
}
