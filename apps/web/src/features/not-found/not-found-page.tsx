import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { usePage } from '../../app/page-store.ts';
import { en } from '../../messages/en.ts';
import { buttonClass } from '../../ui/button.tsx';

/** NotFoundPage is the one answer to unknown addresses, foreign ids and roles not held: none can be told from another. */
export function NotFoundPage() {
  usePage(en.notFound.title, null);
  return (
    <div className="flex flex-col items-center gap-3 px-4 pt-24 text-center">
      <span aria-hidden="true" className="grid size-12 place-items-center rounded-full bg-raised text-muted"><Compass className="size-6" /></span>
      <h1 className="text-xl font-semibold tracking-tight">{en.notFound.title}</h1>
      <p className="measure text-muted">{en.notFound.text}</p>
      <Link to="/" className={`${buttonClass('primary')} mt-3`}>{en.notFound.home}</Link>
    </div>
  );
}
