import { sql } from 'drizzle-orm';
import type { Fact, FactBatch, FactKind } from '@verdant/domain/facts/facts';
import type { Day, Instant } from '@verdant/domain/time/day';
import type { Tx } from '../../with-org.ts';
import { rowOf, type FactRow } from './fact-row.ts';
import { storeOrder } from './fact-tables.ts';
import { lockSources } from './lock-sources.ts';
import { KnownReferences } from './known-references.ts';
import { DirtyMarks } from './mark-dirty.ts';
import { storeChunk } from './store-chunk.ts';
import { emptyKindReport, type StoreReport } from './store-report.ts';

export type StoreContext = {
  organizationId: string;
  timeZone: string;
  now: Instant;
  /** A source whose facts keep their time (or move it by at most so many days when replaced) says so; looking up events is cheaper then. */
  timesMoveAtMostDays?: number;
  /** What earlier batches of the same import found to exist. */
  known?: KnownReferences;
};
/** With the day from which on the organization keeps facts; older ones are counted and dropped. */
export type ChunkContext = StoreContext & { retainedFrom: Day | null };

const chunkSize = 2_000;

/** roundsOf splits rows so that no id occurs twice in a round: a batch that repeats a fact is stored as if it came in several. */
function roundsOf(rows: readonly FactRow[]): FactRow[][] {
  const rounds: FactRow[][] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const round = seen.get(row.id) ?? 0;
    seen.set(row.id, round + 1);
    (rounds[round] ??= []).push(row);
  }
  return rounds;
}

function rowsOf<K extends FactKind>(kind: K, facts: readonly Fact<K>[] | undefined): FactRow[] {
  return (facts ?? []).map((fact) => rowOf(kind, fact));
}

/** storeFacts stores a batch idempotently in the caller's transaction: new facts are inserted, higher versions replace, the rest is counted or kept aside. */
export async function storeFacts(tx: Tx, context: StoreContext, batch: FactBatch): Promise<StoreReport> {
  const report: StoreReport = {};
  const rowsByKind = storeOrder.map((kind) => ({ kind, rows: rowsOf(kind, batch[kind]) })).filter(({ rows }) => rows.length > 0);
  await lockSources(tx, context.organizationId, rowsByKind.flatMap(({ rows }) => rows.map(({ source }) => source)));
  const marks = new DirtyMarks(context.timeZone);
  const chunkContext = { ...context, retainedFrom: await retainedFrom(tx, context.organizationId) };
  const known = context.known ?? new KnownReferences(context.organizationId);
  for (const { kind, rows } of rowsByKind) {
    const counts = (report[kind] = emptyKindReport());
    for (const round of roundsOf(rows)) {
      for (let start = 0; start < round.length; start += chunkSize) {
        await storeChunk(tx, chunkContext, kind, round.slice(start, start + chunkSize), { counts, marks, known });
      }
    }
  }
  await marks.write(tx, context.organizationId, chunkSize);
  return report;
}

async function retainedFrom(tx: Tx, organizationId: string): Promise<Day | null> {
  const { rows: [row] } = await tx.execute<{ day: Day | null }>(sql`SELECT retained_from::text AS day FROM organizations WHERE id = ${organizationId}`);
  return row?.day ?? null;
}
