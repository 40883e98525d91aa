import { ChevronDown, Search } from 'lucide-react';
import { useId, type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes } from 'react';
import { cx } from './class-names.ts';

const control =
  'min-h-11 w-full rounded-xl border border-control bg-surface px-3.5 text-base text-text placeholder:text-muted transition-colors duration-150 hover:border-accent disabled:opacity-60';

type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> & { label: string; hint?: string; invalid?: boolean; ref?: Ref<HTMLInputElement> };

/** Field is a labelled input; paste and password managers work. */
export function Field({ label, hint, invalid = false, className, ...rest }: FieldProps) {
  const id = useId();
  return (
    <div className={cx('grid gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium">{label}</label>
      <input id={id} className={control} aria-invalid={invalid || undefined} aria-describedby={hint === undefined ? undefined : `${id}-hint`} {...rest} />
      {hint !== undefined && <p id={`${id}-hint`} className="text-sm text-muted">{hint}</p>}
    </div>
  );
}

type SelectProps = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id'> & { label: string; hideLabel?: boolean; children: ReactNode };

/** Select is the native list: it works with every keyboard, reader and phone. */
export function Select({ label, hideLabel = false, className, children, ...rest }: SelectProps) {
  const id = useId();
  return (
    <div className={cx('grid gap-1.5', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium'}>{label}</label>
      <span className="relative block">
        <select id={id} className={cx(control, 'appearance-none truncate pe-10 text-sm font-medium')} {...rest}>{children}</select>
        <ChevronDown aria-hidden="true" className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-muted" />
      </span>
    </div>
  );
}

/** SearchField is an input for finding; its label is spoken and stands in the field until something is typed. */
export function SearchField({ label, className, ...rest }: Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> & { label: string }) {
  const id = useId();
  return (
    <div className={cx('relative', className)}>
      <label htmlFor={id} className="sr-only">{label}</label>
      <Search aria-hidden="true" className="pointer-events-none absolute inset-y-0 start-3.5 my-auto size-4 text-muted" />
      <input id={id} type="search" placeholder={label} className={cx(control, 'ps-10 text-sm')} {...rest} />
    </div>
  );
}
