import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useEffect, useRef, type ReactNode } from 'react';
import { cx } from './class-names.ts';
import type { MenuEntry } from './menu.tsx';

export type MenuPanelProps = {
  label: string; entries: readonly MenuEntry[]; className: string; align?: 'start' | 'end'; children: ReactNode; defaultOpen: boolean; focusTrigger: boolean;
};

const row =
  'flex min-h-11 items-center gap-3 rounded-lg px-3 text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-selected data-highlighted:text-text md:min-h-9';

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === 'separator') return <DropdownMenu.Separator className="my-1.5 h-px bg-hairline" />;
  if (entry.kind === 'note') return <DropdownMenu.Label className="px-3 py-2 text-sm text-muted">{entry.label}</DropdownMenu.Label>;
  if (entry.kind === 'choice') {
    return (
      <DropdownMenu.CheckboxItem checked={entry.checked} onSelect={entry.onSelect} className={row}>
        <span className="grid size-4 place-items-center">{entry.checked && <Check aria-hidden="true" className="size-4 text-accent" />}</span>
        {entry.label}
      </DropdownMenu.CheckboxItem>
    );
  }
  return (
    <DropdownMenu.Item onSelect={entry.onSelect} disabled={entry.disabled ?? false} className={row}>
      <span aria-hidden="true" className="grid size-4 place-items-center text-muted">{entry.icon}</span>
      {entry.label}
    </DropdownMenu.Item>
  );
}

/** MenuPanel is the menu itself, after the ARIA pattern; Escape closes and gives the focus back. */
export function MenuPanel({ label, entries, className, align = 'end', children, defaultOpen, focusTrigger }: MenuPanelProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focusTrigger && !defaultOpen) trigger.current?.focus();
  }, [focusTrigger, defaultOpen]);
  return (
    <DropdownMenu.Root defaultOpen={defaultOpen} modal={false}>
      <DropdownMenu.Trigger ref={trigger} aria-label={label} className={className}>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className={cx('z-50 max-h-[80vh] min-w-52 animate-appear overflow-auto rounded-xl border border-hairline bg-raised p-1.5 text-text shadow-xl')}
        >
          {entries.map((entry, index) => <Entry key={index} entry={entry} />)}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
