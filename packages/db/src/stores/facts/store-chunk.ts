import type { FactKind } from '@verdant/domain/facts/facts';
import type { Tx } from '../../with-org.ts';
import { writeDeadLetters, type DeadLetter } from './dead-letters.ts';
import type { FactRow } from './fact-row.ts';
import { tableOf } from './fact-tables.ts';
import { findStored, type StoredFact } from './find-stored.ts';
import type { KnownReferences } from './known-references.ts';
import type { DirtyMarks } from './mark-dirty.ts';
import { screenTimes } from './screen-times.ts';
import type { ChunkContext } from './store-facts.ts';
import type { KindReport } from './store-report.ts';
import { findVoided } from './void-facts.ts';
import { writeRows } from './write-rows.ts';

type Decision = 'inserted' | 'unchanged' | 'replaced' | 'ignoredOlder' | 'conflicts';

/** decide applies the rule of versions to one delivered row. */
export function decide(row: { version: number; digest: string }, stored: { version: number; digest: string } | undefined): Decision {
  if (!stored) return 'inserted';
  if (row.version > stored.version) return 'replaced';
  if (row.version < stored.version) return 'ignoredOlder';
  return row.digest === stored.digest ? 'unchanged' : 'conflicts';
}

function mark(marks: DirtyMarks, kind: FactKind, row: FactRow, old: StoredFact | undefined): void {
  if (row.userId !== null) marks.markInstant(row.userId, row.occurredAt);
  else if (row.courseId !== null) marks.markCourse(row.courseId);
  else if (kind === 'courses') marks.markCourse(row.id);
  // What the old version gave to its own day has to be taken back there.
  if (old?.user_id) marks.markDay(old.user_id, old.day);
}

/** storeChunk stores up to a few thousand rows of one kind with a constant number of statements; no id occurs twice in it. */
export async function storeChunk(
  tx: Tx, context: ChunkContext, kind: FactKind, rows: readonly FactRow[],
  into: { counts: KindReport; marks: DirtyMarks; known: KnownReferences },
): Promise<void> {
  const table = tableOf(kind);
  const timely = screenTimes(rows, context);
  into.counts.expired += timely.expired;
  const { kept, letters, erased } = await into.known.screen(tx, table, timely.kept);
  into.counts.erased += erased;
  const refused: DeadLetter[] = [...timely.letters, ...letters];
  into.counts.quarantined += refused.length;
  const write: FactRow[] = [];
  const replacedIds: string[] = [];
  if (kept.length > 0) {
    const stored = await findStored(tx, table, kept, context);
    const voided = await findVoided(tx, context.organizationId, kind, kept.map(({ id }) => id));
    for (const row of kept) {
      const old = stored.get(row.id);
      const decision = row.version <= (voided.get(row.id) ?? 0) ? 'ignoredOlder' : decide(row, old);
      into.counts[decision] += 1;
      if (decision === 'conflicts') refused.push({ row, reason: 'version_conflict' });
      if (decision !== 'inserted' && decision !== 'replaced') continue;
      write.push(row);
      if (decision === 'replaced') replacedIds.push(row.id);
      mark(into.marks, kind, row, old);
    }
  }
  if (table.partitioned) await into.known.ensureMonths(tx, write);
  await writeRows(tx, table, context.organizationId, context.now, write, replacedIds);
  await writeDeadLetters(tx, context.organizationId, context.now, refused);
}
