import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

type Props = { label: string; value: string; onChange: (value: string) => void; tabs: readonly { id: string; label: string }[]; children: ReactNode };

/** Tabs switches between views of one thing; arrow keys move, the panel follows. */
export function Tabs({ label, value, onChange, tabs, children }: Props) {
  return (
    <Radix.Root value={value} onValueChange={onChange}>
      <Radix.List aria-label={label} className="-mx-1 flex gap-1 overflow-x-auto px-1 py-1">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            className="min-h-11 shrink-0 rounded-xl px-4 text-sm font-medium text-muted transition-colors duration-150 hover:bg-raised hover:text-text data-[state=active]:bg-selected data-[state=active]:text-text"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      <Radix.Content value={value} className="rounded-xl pt-4">{children}</Radix.Content>
    </Radix.Root>
  );
}
