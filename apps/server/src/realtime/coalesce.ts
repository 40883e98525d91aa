import type { RefreshedAnalytic } from '@verdant/domain/realtime/messages';
import { scopeKey } from '@verdant/domain/recalculation/scope';
import type { Addressed } from './bus-to-messages.ts';

/** A room hears at most one message of a kind in this time. */
export const coalesceMs = 250;

type Waiting = { messages: Map<string, Addressed>; timer: NodeJS.Timeout };

const keyOf = (message: Addressed): string => (message.name === 'analytics:refreshed' ? 'refreshed' : `run:${message.payload.runId}`);

/** mergeMessages joins two of one key: lists of what moved are united, a run's later state replaces its earlier one, and a finished run stays finished. */
export function mergeMessages(earlier: Addressed, later: Addressed): Addressed {
  if (earlier.name === 'recalculation:finished' && later.name !== 'recalculation:finished') return earlier;
  if (earlier.name !== 'analytics:refreshed' || later.name !== 'analytics:refreshed') return later;
  const newest = new Map<string, RefreshedAnalytic>();
  for (const one of [...earlier.payload.refreshed, ...later.payload.refreshed]) {
    const key = `${one.analytic}|${scopeKey(one.scope)}`;
    const known = newest.get(key);
    if (known === undefined || one.version >= known.version) newest.set(key, one);
  }
  return { ...later, payload: { refreshed: [...newest.values()] } };
}

/** makeCoalescer sends the first message to a room at once and holds what follows within 250 ms together in one; close sends what still waits. */
export function makeCoalescer(send: (message: Addressed) => void): { push: (message: Addressed) => void; close: () => void } {
  const rooms = new Map<string, Waiting>();
  const flush = (key: string) => {
    const waiting = rooms.get(key);
    if (waiting === undefined) return;
    if (waiting.messages.size === 0) {
      rooms.delete(key);
      return;
    }
    const messages = [...waiting.messages.values()];
    rooms.set(key, { messages: new Map(), timer: setTimeout(flush, coalesceMs, key) });
    messages.forEach(send);
  };
  return {
    push: (message) => {
      const key = message.rooms.join(' ');
      const waiting = rooms.get(key);
      if (waiting === undefined) {
        rooms.set(key, { messages: new Map(), timer: setTimeout(flush, coalesceMs, key) });
        send(message);
        return;
      }
      const known = waiting.messages.get(keyOf(message));
      waiting.messages.set(keyOf(message), known === undefined ? message : mergeMessages(known, message));
    },
    close: () => {
      for (const [key, waiting] of rooms) {
        clearTimeout(waiting.timer);
        rooms.delete(key);
        waiting.messages.forEach(send);
      }
    },
  };
}
