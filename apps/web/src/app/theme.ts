import { useSyncExternalStore } from 'react';
import type { Theme } from '@verdant/api/views';

const key = 'verdant.theme';
const listeners = new Set<() => void>();

function isTheme(text: string | null): text is Theme {
  return text === 'dark' || text === 'light' || text === 'system';
}

/** storedTheme is the choice kept in this browser; `system` if there is none or storage is blocked. */
export function storedTheme(): Theme {
  try {
    const text = localStorage.getItem(key);
    return isTheme(text) ? text : 'system';
  } catch {
    return 'system';
  }
}

function shownTheme(): 'dark' | 'light' {
  return document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark';
}

/** applyTheme shows a theme at once and remembers it for the next first paint. */
export function applyTheme(theme: Theme): void {
  const light = theme === 'light' || (theme === 'system' && window.matchMedia('(prefers-color-scheme: light)').matches);
  document.documentElement.dataset['theme'] = light ? 'light' : 'dark';
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Without storage the choice holds for this visit, and the server keeps it for the next.
  }
  for (const listener of listeners) listener();
}

/** useShownTheme follows the theme on screen. */
export function useShownTheme(): 'dark' | 'light' {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, shownTheme);
}
