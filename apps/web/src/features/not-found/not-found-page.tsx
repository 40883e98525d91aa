import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { usePage } from '../../app/page-store.ts';
import { en } from '../../messages/en.ts';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** NotFoundPage is the one answer to unknown addresses, foreign ids and roles not held: none can be told from another. */
export function NotFoundPage() {
  usePage(en.notFound.title, null);
  return (
    <div className="pt-16">
      <h1 className="sr-only">{en.notFound.title}</h1>
      <EmptyState
        icon={<Compass className="size-5" />}
        title={en.notFound.title}
        text={en.notFound.text}
        action={<Link to="/" className={buttonClass('primary')}>{en.notFound.home}</Link>}
      />
    </div>
  );
}
