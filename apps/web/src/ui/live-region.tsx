import { useSyncExternalStore } from 'react';

let message = '';
const listeners = new Set<() => void>();

/** announce speaks one sentence through the page's single polite live region. */
export function announce(text: string): void {
  // A trailing no-break space makes a repeated sentence a change, so that it is spoken again.
  message = message === text ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** LiveRegion stands once in the frame; what `announce` says is read from here. */
export function LiveRegion() {
  const text = useSyncExternalStore(subscribe, () => message);
  return <div role="status" aria-live="polite" aria-atomic="true" className="sr-only" data-live-region="">{text}</div>;
}
