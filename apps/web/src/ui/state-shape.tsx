import type { Tone } from './badge.tsx';

/** StateShape draws the mark of a state: each has its own shape, so that colour never speaks alone. */
export function StateShape({ tone }: { tone: Tone }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 10 10" className="size-2.5 shrink-0 fill-current">
      {tone === 'fresh' && <circle cx="5" cy="5" r="4" />}
      {tone === 'ageing' && <path d="M5 .8 9.6 9H.4Z" />}
      {tone === 'stale' && <rect x="1" y="1" width="8" height="8" rx="1" />}
      {tone === 'danger' && <path d="M5 0 10 5 5 10 0 5Z" />}
      {(tone === 'info' || tone === 'neutral') && <circle cx="5" cy="5" r="3.5" className="fill-none stroke-current" strokeWidth="2" />}
    </svg>
  );
}
