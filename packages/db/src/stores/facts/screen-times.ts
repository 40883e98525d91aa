import type { Instant } from '@verdant/domain/time/day';
import type { DeadLetter } from './dead-letters.ts';
import type { FactRow } from './fact-row.ts';

const hourMs = 3_600_000;
const earliest = Date.UTC(2000, 0, 1);

/** screenTimes applies the rule of clocks: up to 1 h ahead counts as now, further ahead waits as `future`, before 2000 is refused. */
export function screenTimes(rows: readonly FactRow[], now: Instant): { kept: FactRow[]; letters: DeadLetter[] } {
  const nowMs = Date.parse(now);
  const kept: FactRow[] = [];
  const letters: DeadLetter[] = [];
  for (const row of rows) {
    const at = row.occurredAt === null ? nowMs : Date.parse(row.occurredAt);
    if (at > nowMs + hourMs) letters.push({ row, reason: 'future' });
    else if (at < earliest) letters.push({ row, reason: 'out_of_range' });
    else kept.push(at > nowMs ? { ...row, occurredAt: now } : row);
  }
  return { kept, letters };
}
