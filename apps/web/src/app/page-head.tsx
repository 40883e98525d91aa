import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { en } from '../messages/en.ts';

type Crumb = { label: string; to?: string };
type Props = { title: string; lead?: string; crumbs?: readonly Crumb[]; badges?: ReactNode; actions?: ReactNode };

function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label={en.nav.breadcrumb} className="mb-2">
      <ol className="flex flex-wrap items-center gap-1 text-sm text-muted">
        {crumbs.map((crumb, index) => (
          <li key={crumb.label} className="flex items-center gap-1">
            {index > 0 && <ChevronRight aria-hidden="true" className="size-4 rtl:rotate-180" />}
            {crumb.to === undefined ? <span aria-current="page"><bdi>{crumb.label}</bdi></span> : <Link to={crumb.to} className="inline-flex min-h-6 items-center rounded underline-offset-4 hover:text-text hover:underline"><bdi>{crumb.label}</bdi></Link>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** PageHead stands at the top of every page: breadcrumb, title, one sentence, and what one can do here. */
export function PageHead({ title, lead, crumbs, badges, actions }: Props) {
  return (
    <div className="mb-6 lg:mb-8">
      {crumbs !== undefined && crumbs.length > 0 && <Breadcrumb crumbs={crumbs} />}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="text-xl font-semibold tracking-tight sm:text-2xl"><bdi>{title}</bdi></h1>
          {lead !== undefined && <p className="measure mt-1.5 min-h-6 text-muted sm:text-md">{lead}</p>}
          {badges !== undefined && <div className="mt-3 flex flex-wrap items-center gap-2">{badges}</div>}
        </div>
        {actions}
      </div>
    </div>
  );
}
