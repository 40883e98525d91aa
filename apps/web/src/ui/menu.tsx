import { useEffect, useRef, useState, useSyncExternalStore, type ComponentType, type ReactNode } from 'react';
import type { MenuPanelProps } from './menu-panel.tsx';

/** One entry of a menu. */
export type MenuEntry =
  | { kind: 'action'; label: string; icon?: ReactNode; disabled?: boolean; onSelect: () => void }
  | { kind: 'choice'; label: string; checked: boolean; onSelect: () => void }
  | { kind: 'note'; label: string }
  | { kind: 'separator' };

type Props = { label: string; entries: readonly MenuEntry[]; className: string; align?: 'start' | 'end'; children: ReactNode };

let panel: ComponentType<MenuPanelProps> | null = null;
let loading: Promise<void> | null = null;
const listeners = new Set<() => void>();

/** loadMenus fetches the menu code once; the frame asks for it when the first page stands. */
export function loadMenus(): Promise<void> {
  loading ??= import('./menu-panel.tsx').then((module) => {
    panel = module.MenuPanel;
    for (const listener of listeners) listener();
  });
  return loading;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Menu is a button with a list of actions. Its code comes after first paint; a press before that opens it as soon as it is there. */
export function Menu(props: Props) {
  const Panel = useSyncExternalStore(subscribe, () => panel);
  const button = useRef<HTMLButtonElement>(null);
  const [wanted, setWanted] = useState(false);
  const hadFocus = useRef(false);
  useEffect(() => {
    void loadMenus();
  }, []);
  if (Panel !== null) return <Panel {...props} defaultOpen={wanted} focusTrigger={hadFocus.current} />;
  return (
    <button
      ref={button}
      type="button"
      aria-haspopup="menu"
      aria-expanded="false"
      aria-label={props.label}
      className={props.className}
      onFocus={() => (hadFocus.current = true)}
      onBlur={() => (hadFocus.current = false)}
      onClick={() => {
        setWanted(true);
        void loadMenus();
      }}
    >
      {props.children}
    </button>
  );
}
