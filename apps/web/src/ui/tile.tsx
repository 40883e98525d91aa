import type { ReactNode } from 'react';
import { Card } from './card.tsx';

type Props = { label: string; hint?: string; icon?: ReactNode; children: ReactNode };

/** Tile is one number of a dashboard's first row. */
export function Tile({ label, hint, icon, children }: Props) {
  return (
    <Card className="p-4 sm:p-5">
      <div className="flex items-start gap-2 text-sm text-muted">
        {icon !== undefined && <span aria-hidden="true" className="mt-0.5 text-accent">{icon}</span>}
        <h2 className="min-w-0 font-normal">{label}</h2>
      </div>
      <p className="tabular mt-2 text-2xl font-semibold tracking-tight">{children}</p>
      {hint !== undefined && <p className="mt-1 text-sm text-muted">{hint}</p>}
    </Card>
  );
}
