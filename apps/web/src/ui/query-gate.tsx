import { Navigate, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isNotFound, isSignedOut } from '../api/errors.ts';
import { NotFoundPage } from '../features/not-found/not-found-page.tsx';
import { Card } from './card.tsx';
import { ErrorState } from './error-state.tsx';

type Query<T> = { data: T | undefined; error: unknown; isPending: boolean; refetch: () => Promise<unknown> };
type Props<T> = { query: Query<T>; waiting: ReactNode; children: (data: T) => ReactNode };

/** QueryGate shows what a query gave; once a value stands, neither loading nor an error takes it away. */
export function QueryGate<T>({ query, waiting, children }: Props<T>) {
  const { href } = useLocation();
  if (query.error !== null && isSignedOut(query.error)) return <Navigate to="/sign-in" search={{ redirect: href }} replace />;
  if (query.error !== null && isNotFound(query.error)) return <NotFoundPage />;
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error !== null) return <Card><ErrorState error={query.error} onRetry={() => void query.refetch()} /></Card>;
  return <>{waiting}</>;
}
