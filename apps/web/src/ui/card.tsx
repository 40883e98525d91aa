import type { HTMLAttributes } from 'react';
import { cx } from './class-names.ts';

/** Card is a quiet panel on the canvas; its content decides by container query what it shows. */
export function Card({ className, ...rest }: HTMLAttributes<HTMLElement>) {
  return <section className={cx('card-shadow @container relative rounded-2xl border border-hairline bg-surface p-5 sm:p-6', className)} {...rest} />;
}
