import type { ButtonHTMLAttributes, Ref } from 'react';
import { cx } from './class-names.ts';

type Variant = 'primary' | 'secondary' | 'ghost' | 'danger';

const variants = {
  primary: 'bg-button text-on-button hover:bg-button-hover font-semibold',
  secondary: 'border border-control bg-surface text-text hover:bg-raised',
  ghost: 'text-muted hover:bg-raised hover:text-text',
  danger: 'bg-danger-fill text-on-danger font-semibold',
} as const satisfies Record<Variant, string>;

/** buttonClass gives the look of a button, for links that act as one. */
export function buttonClass(variant: Variant = 'secondary', icon = false): string {
  return cx(
    'inline-flex min-h-11 shrink-0 items-center justify-center gap-2 rounded-xl text-sm font-medium transition-colors duration-150 select-none',
    'disabled:cursor-not-allowed aria-disabled:cursor-not-allowed aria-disabled:opacity-60 disabled:opacity-60',
    icon ? 'size-11' : 'px-4',
    variants[variant],
  );
}

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { variant?: Variant; icon?: boolean; ref?: Ref<HTMLButtonElement> };

/** Button is the one button of the product; an icon button needs an `aria-label`. */
export function Button({ variant = 'secondary', icon = false, className, type = 'button', ...rest }: Props) {
  return <button type={type} data-control="" className={cx(buttonClass(variant, icon), className)} {...rest} />;
}
