import pg from 'pg';
import { eventChannel } from './notify.ts';

export type Listener = {
  /** Every event published on any node, as the text that was sent. */
  onEvent: (payload: string) => void;
  /** The connection was lost and another try follows. */
  onLost: (error: Error) => void;
  /** Listening again after a loss: what was published in between was missed. */
  onRestored: () => void;
};

const firstWaitMs = 100;
const longestWaitMs = 5_000;

/** listenForEvents holds one direct connection that hears the bus, and makes a new one by itself, waiting longer each time, when it breaks. */
export async function listenForEvents(connectionString: string, listener: Listener): Promise<() => Promise<void>> {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let waitMs = firstWaitMs;
  let stopped = false;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString, application_name: 'verdant-relay', keepAlive: true });
    let lost = false;
    const lose = (error: Error) => {
      if (lost || stopped) return;
      lost = true;
      client = null;
      listener.onLost(error);
      retry();
    };
    next.on('error', lose);
    next.on('end', () => lose(new Error('The connection to the database ended.')));
    next.on('notification', ({ payload }) => { if (payload !== undefined) listener.onEvent(payload); });
    try {
      await next.connect();
      await next.query(`LISTEN ${pg.escapeIdentifier(eventChannel)}`);
    } catch (error) {
      lost = true;
      await next.end().catch(() => undefined);
      throw error;
    }
    client = next;
    waitMs = firstWaitMs;
  };

  const retry = () => {
    timer = setTimeout(() => {
      connect().then(listener.onRestored, (error: Error) => {
        if (stopped) return;
        listener.onLost(error);
        retry();
      });
    }, waitMs);
    waitMs = Math.min(longestWaitMs, waitMs * 2);
  };

  await connect();
  return async () => {
    stopped = true;
    if (timer) clearTimeout(timer);
    await client?.end();
  };
}
