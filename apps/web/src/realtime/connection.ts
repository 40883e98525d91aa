import { useSyncExternalStore } from 'react';

/** How news reach the page. `connecting` only before the first answer. */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'paused';

let connected: boolean | null = null;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** setConnected records whether the socket stands; null = not tried yet. */
export function setConnected(next: boolean | null): void {
  connected = next;
  tell();
}

/** wordOfConnection decides the word: no network wins, then the socket. */
export function wordOfConnection(online: boolean, socket: boolean | null): Connection {
  if (!online) return 'paused';
  if (socket === null) return 'connecting';
  return socket ? 'live' : 'reconnecting';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** useConnection follows the state of the live connection. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => wordOfConnection(navigator.onLine, connected));
}

/** useOnline follows whether the browser has a network. */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine);
}
