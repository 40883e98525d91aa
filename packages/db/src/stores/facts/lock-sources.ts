import { sql } from 'drizzle-orm';
import type { Tx } from '../../with-org.ts';

/** lockSources lets batches of one source follow each other, so that concurrent deliveries of one fact see each other. */
export async function lockSources(tx: Tx, organizationId: string, sources: readonly string[]): Promise<void> {
  if (sources.length === 0) return;
  const keys = JSON.stringify([...new Set(sources)].map((source) => `facts ${organizationId} ${source}`));
  await tx.execute(sql`SELECT pg_advisory_xact_lock(k) FROM (
    SELECT DISTINCT hashtextextended(s, 0) AS k FROM json_array_elements_text(${keys}::json) AS s ORDER BY 1) AS keys`);
}
