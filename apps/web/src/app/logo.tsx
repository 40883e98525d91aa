import { en } from '../messages/en.ts';

/** Logo is two leaves and the name; in narrow places the name is only spoken. */
export function Logo({ compact = false }: { compact?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg aria-hidden="true" viewBox="0 0 32 32" className="size-8 shrink-0">
        <rect width="32" height="32" rx="9" className="fill-selected" />
        <path d="M7 9c0 8 3 13 9 15 0-8-3-13-9-15Z" className="fill-accent" />
        <path d="M25 6c-6 2-9 8-9 18 7-2 10-9 9-18Z" className="fill-link" />
      </svg>
      <span className={compact ? 'text-md font-semibold tracking-tight max-sm:sr-only' : 'text-md font-semibold tracking-tight'}>{en.product}</span>
    </span>
  );
}
