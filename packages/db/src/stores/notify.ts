import type { BusEvent, RefreshedEvent } from '@verdant/domain/realtime/bus';
import { sql } from 'drizzle-orm';
import type { Tx } from '../with-org.ts';

/** Channel of the bus between nodes. */
export const eventChannel = 'verdant_events';

/** NOTIFY carries less than 8,000 bytes; the rest is left for the envelope around the lists. */
const roomForLists = 7_500;

/** Events as their sender writes them; states are checked when they arrive. */
export type SentEvent = RefreshedEvent | Exclude<BusEvent, RefreshedEvent> | {
  kind: 'progress' | 'finished'; organizationId: string;
  run: { id: string; state: string; step: string; done: number; total: number; failed: number; etaSeconds: number | null; durationMs: number;
    requestedBy: string | null };
};

/** notifyEvent publishes an event in the writing transaction: nothing is heard of it on rollback. What is too long for one message goes out in several. */
export async function notifyEvent(tx: Pick<Tx, 'execute'>, event: SentEvent): Promise<void> {
  for (const part of event.kind === 'refreshed' ? splitRefreshed(event) : [event]) {
    await tx.execute(sql`SELECT pg_notify(${eventChannel}, ${JSON.stringify(part)})`);
  }
}

/** pack puts values into as few lists as fit. */
function pack<T>(values: readonly T[], room: number): T[][] {
  const lists: T[][] = [];
  let bytes = room;
  for (const value of values) {
    const size = Buffer.byteLength(JSON.stringify(value)) + 1;
    const list = lists.at(-1);
    if (list === undefined || bytes + size > room) {
      lists.push([value]);
      bytes = size;
    } else {
      list.push(value);
      bytes += size;
    }
  }
  return lists;
}

/** splitRefreshed keeps an event whole where it fits, else sends learners, courses and cohorts apart, each key once. */
export function splitRefreshed(event: RefreshedEvent): RefreshedEvent[] {
  if (Buffer.byteLength(JSON.stringify(event)) <= roomForLists) return [event];
  const part = (lists: Partial<RefreshedEvent>): RefreshedEvent => ({ ...event, items: [], courseIds: [], cohortIds: [], ...lists });
  return [
    ...pack(event.items, roomForLists).map((items) => part({ items })),
    ...pack(event.courseIds, roomForLists).map((courseIds) => part({ courseIds })),
    ...pack(event.cohortIds, roomForLists).map((cohortIds) => part({ cohortIds })),
  ];
}
