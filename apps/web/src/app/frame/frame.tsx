import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { WifiOff } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { Me } from '@verdant/api/views';
import type { Role } from '@verdant/domain/access/roles';
import { setActiveRole } from '../../api/active-role.ts';
import { useRecalculationStatus } from '../../features/recalculation/use-recalculation.ts';
import { en } from '../../messages/en.ts';
import { useOnline } from '../../realtime/connection.ts';
import { useLive } from '../../realtime/use-live.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Logo } from '../logo.tsx';
import { NotFoundPage } from '../../features/not-found/not-found-page.tsx';
import { roleOfPath } from '../role-url.ts';
import { rememberMe, SessionContext, useMe } from '../session.ts';
import { Header } from './header.tsx';
import { BottomBar, SideNav } from './side-nav.tsx';

const RunningBar = lazy(() => import('../../features/recalculation/running-bar.tsx').then((module) => ({ default: module.RunningBar })));

/** Progress is loaded with the first recalculation that runs, and then stays to say how it ended. */
function Progress() {
  const { data: status } = useRecalculationStatus();
  const [seen, setSeen] = useState(false);
  if (!seen && status !== undefined && status.running.length > 0) setSeen(true);
  return seen ? <Suspense fallback={null}><RunningBar /></Suspense> : null;
}

function OfflineBanner() {
  if (useOnline()) return null;
  return (
    <p role="alert" className="flex items-center gap-3 border-b border-hairline bg-ageing-tint px-4 py-2.5 text-sm font-medium text-ageing sm:px-6 lg:px-10">
      <WifiOff aria-hidden="true" className="size-4 shrink-0" />
      {en.offline.banner}
    </p>
  );
}

/** SkipLink leads past the navigation; the page itself receives the focus. */
function SkipLink() {
  return (
    <a href="#main" className="sr-only focus:not-sr-only focus:fixed focus:start-4 focus:top-3 focus:z-50 focus:rounded-xl focus:bg-button focus:px-4 focus:py-2.5 focus:font-semibold focus:text-on-button">
      {en.skipLink}
    </a>
  );
}

function WaitingFrame() {
  return (
    <div className="flex h-16 items-center border-b border-hairline px-4 sm:px-6" aria-busy="true">
      <Logo />
      <span className="sr-only">{en.loading}</span>
    </div>
  );
}

/** roleFor decides the role of a page: the URL's if there is one, else the last one used. */
function roleFor(me: Me, path: string, last: Role | null): Role | null {
  const named = roleOfPath(path);
  if (named !== null) return me.roles.includes(named) ? named : null;
  const kept = last !== null && me.roles.includes(last) ? last : me.lastRole;
  return kept ?? me.roles[0] ?? null;
}

/** Moves focus to the page after a navigation, so that keyboard and reader start at its top. */
function useFocusOnNavigation(path: string) {
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}

function SignedIn({ me }: { me: Me }) {
  const { pathname } = useLocation();
  const last = useRef<Role | null>(null);
  const held = roleFor(me, pathname, last.current);
  const role = held ?? me.lastRole ?? me.roles[0] ?? 'learner';
  last.current = role;
  // Set while rendering, before any child asks: each call names the role of the page.
  setActiveRole(role);
  useLive(role);
  const main = useFocusOnNavigation(pathname);
  const session = useMemo(() => ({ me, role }), [me, role]);
  return (
    <SessionContext value={session}>
      <SkipLink />
      <Header />
      <OfflineBanner />
      <Progress />
      <div className="flex">
        <SideNav />
        <main ref={main} id="main" tabIndex={-1} className="mx-auto w-full max-w-[105rem] min-w-0 flex-1 px-4 pt-6 pb-28 sm:px-6 md:pb-12 lg:px-10 lg:pt-8">
          {held === null ? <NotFoundPage /> : <Outlet />}
        </main>
      </div>
      <BottomBar />
    </SessionContext>
  );
}

/** Frame stands around every page of a signed-in person; without a session it leads to sign-in and back. */
export function Frame() {
  const { data: me, isPending, error, refetch } = useMe();
  const { href } = useLocation();
  useEffect(() => {
    if (me) rememberMe(me);
  }, [me]);
  if (me) return <SignedIn me={me} />;
  if (isPending) return <WaitingFrame />;
  if (error) return <main className="mx-auto max-w-lg p-6 pt-24"><ErrorState error={error} onRetry={() => void refetch()} /></main>;
  return <Navigate to="/sign-in" search={{ redirect: href }} replace />;
}
