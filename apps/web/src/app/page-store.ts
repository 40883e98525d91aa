import { useEffect, useSyncExternalStore } from 'react';
import { en } from '../messages/en.ts';

/** What the frame shows about the open page. */
type Page = { title: string; calculatedAt: string | null; timeZone: string | null };

let page: Page = { title: '', calculatedAt: null, timeZone: null };
const listeners = new Set<() => void>();

/** titleOf builds a document title: the page first, then the role. */
export function titleOf(title: string, role: string | null): string {
  return [title, role, en.product].filter(Boolean).join(' · ');
}

/** usePage tells frame and browser what is open: the title, and when its numbers were calculated. */
export function usePage(title: string, role: string | null, calculatedAt: string | null = null, timeZone: string | null = null): void {
  useEffect(() => {
    document.title = titleOf(title, role);
  }, [title, role]);
  useEffect(() => {
    page = { title, calculatedAt, timeZone };
    for (const listener of listeners) listener();
    return () => {
      page = { title: '', calculatedAt: null, timeZone: null };
      for (const listener of listeners) listener();
    };
  }, [title, calculatedAt, timeZone]);
}

/** useOpenPage reads what the open page told the frame. */
export function useOpenPage(): Page {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => page);
}
