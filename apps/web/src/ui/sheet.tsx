import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { en } from '../messages/en.ts';
import { buttonClass } from './button.tsx';

type Props = {
  open: boolean; onClose: () => void; title: string; description: string; children: ReactNode;
  /** Where the focus goes when what opened the sheet is gone by then, e.g. an entry of a menu. */
  fallbackFocus?: () => HTMLElement | null;
};

/** Sheet is a side panel over the page; focus stays inside, Escape closes it and gives the focus back. */
export function Sheet({ open, onClose, title, description, children, fallbackFocus }: Props) {
  const [opener] = useState(() => document.activeElement);
  const giveFocusBack = (event: Event) => {
    event.preventDefault();
    const back = opener instanceof HTMLElement && opener.isConnected && opener !== document.body ? opener : fallbackFocus?.();
    back?.focus();
  };
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-canvas/70" />
        <Dialog.Content onCloseAutoFocus={giveFocusBack} className="fixed inset-y-0 end-0 z-50 flex w-full max-w-lg animate-slide-in flex-col border-s border-hairline bg-surface shadow-2xl">
          <header className="flex items-start gap-4 border-b border-hairline p-5 sm:p-6">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
              <Dialog.Description className="mt-1 text-sm text-muted">{description}</Dialog.Description>
            </div>
            <Dialog.Close aria-label={en.close} className={buttonClass('ghost', true)}><X aria-hidden="true" className="size-5" /></Dialog.Close>
          </header>
          <div className="flex-1 overflow-y-auto p-5 sm:p-6" tabIndex={0} role="region" aria-label={title}>{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
