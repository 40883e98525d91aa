import { sql } from 'drizzle-orm';
import type { Instant } from '@verdant/domain/time/day';
import type { Tx } from '../../with-org.ts';
import { rowJson, type FactRow } from './fact-row.ts';

export type DeadLetterReason = 'version_conflict' | 'future' | 'out_of_range' | 'unknown_person' | 'unknown_course';
export type DeadLetter = { row: FactRow; reason: DeadLetterReason };

/** writeDeadLetters keeps what was not taken, once: the same refusal of the same content adds no second letter. */
export async function writeDeadLetters(tx: Tx, organizationId: string, now: Instant, letters: readonly DeadLetter[]): Promise<void> {
  if (letters.length === 0) return;
  const seen = new Map(letters.map((letter) => [`${letter.reason}|${letter.row.id}|${letter.row.digest}`, letter]));
  const json = JSON.stringify([...seen.values()].map(({ row, reason }) => {
    const { received_at: _, ...payload } = JSON.parse(rowJson(row, now)) as Record<string, unknown>;
    return { source: row.source, source_id: row.sourceId, kind: row.kind, reason, payload };
  }));
  await tx.execute(sql`
    INSERT INTO dead_letters (organization_id, source, source_id, kind, reason, payload, received_at)
    SELECT ${organizationId}, r.source, r.source_id, r.kind, r.reason, r.payload, ${now}
    FROM jsonb_to_recordset(${json}::jsonb) AS r(source text, source_id text, kind text, reason text, payload jsonb)
    WHERE NOT EXISTS (
      SELECT FROM dead_letters d WHERE d.organization_id = ${organizationId} AND d.source = r.source AND d.source_id = r.source_id
        AND d.kind = r.kind AND d.reason = r.reason AND d.payload = r.payload)`);
}
