import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

export type Tone = 'fresh' | 'ageing' | 'stale' | 'danger' | 'info' | 'neutral';

const tones = {
  fresh: 'bg-fresh-tint text-fresh',
  ageing: 'bg-ageing-tint text-ageing',
  stale: 'bg-stale-tint text-stale',
  danger: 'bg-danger-tint text-danger',
  info: 'bg-info-tint text-info',
  neutral: 'bg-raised text-muted',
} as const satisfies Record<Tone, string>;

/** Badge is a short word on a tint; its text carries the meaning, the colour only repeats it. */
export function Badge({ tone = 'neutral', icon, children, className }: { tone?: Tone; icon?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <span data-control="" className={cx('inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-sm font-medium whitespace-nowrap', tones[tone], className)}>
      {icon}
      {children}
    </span>
  );
}
