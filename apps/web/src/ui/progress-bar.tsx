import { cx } from './class-names.ts';

type Props = { label: string; value: number | null; max?: number; text?: string; className?: string };

/** ProgressBar shows how much is done; with value null it only says that work goes on. */
export function ProgressBar({ label, value, max = 100, text, className }: Props) {
  const share = value === null || max <= 0 ? null : Math.min(1, Math.max(0, value / max));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      {...(value === null ? {} : { 'aria-valuenow': value })}
      {...(text === undefined ? {} : { 'aria-valuetext': text })}
      data-control=""
      className={cx('h-1.5 w-full overflow-hidden rounded-full bg-raised', className)}
    >
      {share === null ? (
        <div data-fill="" className="h-full w-1/3 animate-busy rounded-full bg-accent" />
      ) : (
        <div data-fill="" className="h-full w-full origin-left rounded-full bg-accent transition-transform duration-300 ease-calm rtl:origin-right" style={{ transform: `scaleX(${share})` }} />
      )}
    </div>
  );
}
