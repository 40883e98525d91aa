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
  run: { id: string; state: string; step: string; done: number; total: number; failed: number; etaSeconds: number | null; durationMs: number; requestedBy: string | null };
};

/** notifyEvent publishes an event in the writing transaction: nothing is heard of it on rollback. What is too long for one message goes out in several. */
export async function notifyEvent(tx: Pick<Tx, 'execute'>, event: SentEvent): Promise<void> {
  for (const part of event.kind === 'refreshed' ? splitRefreshed(event) : [event]) {
    await tx.execute(sql`SELECT pg_notify(${eventChannel}, ${JSON.stringify(part)})`);
  }
}

/** splitRefreshed packs learners, courses and cohorts into as few events as fit, each key once. */
export function splitRefreshed(event: RefreshedEvent): RefreshedEvent[] {
  const fresh = (): RefreshedEvent => ({ ...event, items: [], courseIds: [], cohortIds: [] });
  const parts: RefreshedEvent[] = [];
  let part = fresh();
  let bytes = 0;
  const put = (value: unknown, place: (into: RefreshedEvent) => void) => {
    const size = Buffer.byteLength(JSON.stringify(value)) + 1;
    if (bytes > 0 && bytes + size > roomForLists) {
      parts.push(part);
      part = fresh();
      bytes = 0;
    }
    place(part);
    bytes += size;
  };
  for (const id of event.courseIds) put(id, (into) => into.courseIds.push(id));
  for (const id of event.cohortIds) put(id, (into) => into.cohortIds.push(id));
  for (const item of event.items) put(item, (into) => into.items.push(item));
  return bytes > 0 ? [...parts, part] : parts;
}
