import { useSyncExternalStore } from 'react';

const narrow = '(max-width: 575px)';

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(narrow);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

/** usePageSize gives the rows of a page: 50, or 10 where every row is a card and fifty would be an endless scroll. */
export function usePageSize(): number {
  return useSyncExternalStore(subscribe, () => (window.matchMedia(narrow).matches ? 10 : 50));
}
