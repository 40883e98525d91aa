import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

type Props = { icon?: ReactNode; title: string; text?: string; action?: ReactNode; className?: string };

/** EmptyState is one sentence about what is missing and what to do first. */
export function EmptyState({ icon, title, text, action, className }: Props) {
  return (
    <div className={cx('flex flex-col items-center justify-center gap-2 px-4 py-8 text-center', className)}>
      {icon !== undefined && <span aria-hidden="true" className="mb-1 grid size-11 place-items-center rounded-full bg-raised text-muted">{icon}</span>}
      <p className="font-medium text-balance">{title}</p>
      {text !== undefined && <p className="measure text-sm text-muted">{text}</p>}
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  );
}
