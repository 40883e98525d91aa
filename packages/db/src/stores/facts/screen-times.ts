import { dayOf, type Day, type Instant } from '@verdant/domain/time/day';
import type { DeadLetter } from './dead-letters.ts';
import type { FactRow } from './fact-row.ts';

const hourMs = 3_600_000;
const earliest = Date.UTC(2000, 0, 1);
type Clock = { now: Instant; timeZone: string; retainedFrom: Day | null };

/**
 * screenTimes applies the rule of clocks: up to 1 h ahead counts as now, further ahead waits as `future`, before 2000 is refused. What lies before the days
 * that the organization keeps has expired: it is counted, not kept aside, or it would be kept after all.
 */
export function screenTimes(rows: readonly FactRow[], { now, timeZone, retainedFrom }: Clock): { kept: FactRow[]; letters: DeadLetter[]; expired: number } {
  const nowMs = Date.parse(now);
  const kept: FactRow[] = [];
  const letters: DeadLetter[] = [];
  let expired = 0;
  for (const row of rows) {
    const at = row.occurredAt === null ? nowMs : Date.parse(row.occurredAt);
    if (at > nowMs + hourMs) letters.push({ row, reason: 'future' });
    else if (at < earliest) letters.push({ row, reason: 'out_of_range' });
    else if (retainedFrom !== null && row.occurredAt !== null && isBefore(row.occurredAt, at, retainedFrom, timeZone)) expired += 1;
    else kept.push(at > nowMs ? { ...row, occurredAt: now } : row);
  }
  return { kept, letters, expired };
}

const longestOffsetMs = 15 * hourMs;

/** A calendar look-up is dear and needed near the edge only. */
function isBefore(instant: Instant, ms: number, day: Day, timeZone: string): boolean {
  const edge = Date.parse(day);
  if (Math.abs(ms - edge) > longestOffsetMs) return ms < edge;
  return dayOf(instant, timeZone) < day;
}
