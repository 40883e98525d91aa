import { cx } from './class-names.ts';

/** Skeleton holds the final size from the start and becomes visible only after 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx('block animate-pulse-soft rounded-lg bg-raised', className)} />;
}
