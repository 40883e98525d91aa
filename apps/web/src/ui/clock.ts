import { useSyncExternalStore } from 'react';

let minute = new Date().toISOString();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

function tick(): void {
  minute = new Date().toISOString();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 60_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** touchClock moves the shared minute to now, so that a value calculated a moment ago never looks as if it came from the future. */
export function touchClock(): void {
  tick();
}

/** useNow gives the current instant, renewed each minute for all badges at once. */
export function useNow(): string {
  return useSyncExternalStore(subscribe, () => minute);
}
