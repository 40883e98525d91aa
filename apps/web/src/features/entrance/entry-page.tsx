import { Navigate } from '@tanstack/react-router';
import { homeOf } from '../../app/role-url.ts';
import { useMe } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';

/** EntryPage leads from the bare address to where a person belongs: sign-in, role choice or the last role's dashboard. */
export function EntryPage() {
  const { data: me, isPending, error, refetch } = useMe();
  if (isPending) return null;
  if (error) return <main className="mx-auto max-w-lg p-6 pt-24"><ErrorState error={error} onRetry={() => void refetch()} /></main>;
  if (!me) return <Navigate to="/sign-in" search={{}} replace />;
  return me.lastRole === null ? <Navigate to="/choose-role" search={{}} replace /> : <Navigate to={homeOf(me.lastRole)} replace />;
}
