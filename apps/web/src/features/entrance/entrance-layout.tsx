import type { ReactNode } from 'react';
import { Logo } from '../../app/logo.tsx';
import { Card } from '../../ui/card.tsx';

/** EntranceLayout is the quiet page before the frame: one card, the logo above. */
export function EntranceLayout({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <main id="main" className="grid min-h-dvh place-items-center p-4 sm:p-6">
      <div className="w-full max-w-md">
        <div className="mb-8 flex justify-center"><Logo /></div>
        <Card className="p-6 sm:p-8">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          <p className="mt-1.5 mb-6 text-muted">{lead}</p>
          {children}
        </Card>
      </div>
    </main>
  );
}
