import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from './class-names.ts';

type Props = { text: string; children: ReactNode; align?: 'start' | 'end'; className?: string };

/** Tooltip shows one line on hover and on keyboard focus; Escape hides it. The child is made focusable. */
export function Tooltip({ text, children, align = 'start', className }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const close = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <span
      className={cx('relative inline-flex rounded-full', className)}
      tabIndex={0}
      aria-describedby={id}
      onPointerEnter={() => setOpen(true)}
      onPointerLeave={() => setOpen(false)}
      onFocus={() => setOpen(true)}
      onBlur={() => setOpen(false)}
      onKeyDown={close}
    >
      {children}
      <span
        id={id}
        role="tooltip"
        className={cx(
          'pointer-events-none absolute top-full z-40 mt-2 w-max max-w-72 rounded-lg border border-hairline bg-raised px-3 py-1.5 text-sm font-normal whitespace-normal text-text shadow-lg',
          align === 'end' ? 'end-0' : 'start-0',
          open ? 'animate-appear' : 'hidden',
        )}
      >
        {text}
      </span>
    </span>
  );
}
