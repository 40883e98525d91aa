import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Role } from '@verdant/domain/access/roles';
import { usePage } from '../../app/page-store.ts';
import { homeOf, roleNames, roleOfPath } from '../../app/role-url.ts';
import { switchRole, useMe } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { EntranceLayout } from './entrance-layout.tsx';
import { entrance } from './messages.ts';
import { safeRedirect } from './sign-in-page.tsx';

/** ChooseRolePage asks a person with several roles once; the last one opens at the next sign-in. */
export function ChooseRolePage() {
  usePage(entrance.chooseTitle, null);
  const { redirect } = useSearch({ from: '/choose-role' });
  const { data: me, isPending } = useMe();
  const [error, setError] = useState<unknown>(null);
  const navigate = useNavigate();
  if (isPending) return null;
  if (!me) return <Navigate to="/sign-in" search={{}} replace />;
  const choose = async (role: Role) => {
    try {
      await switchRole(role);
      const target = safeRedirect(redirect);
      await navigate({ to: target !== null && roleOfPath(target) === role ? target : homeOf(role) });
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <EntranceLayout title={entrance.chooseTitle} lead={entrance.chooseLead}>
      {error !== null && <ErrorState error={error} onRetry={() => setError(null)} />}
      <ul className="grid gap-3">
        {me.roles.map((role) => (
          <li key={role}>
            <button type="button" onClick={() => void choose(role)} className="flex w-full items-center gap-4 rounded-xl border border-control bg-surface px-4 py-3.5 text-start transition-colors duration-150 hover:bg-raised">
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{roleNames[role]}</span>
                <span className="block text-sm text-muted">{entrance.roles[role]}</span>
              </span>
              <ChevronRight aria-hidden="true" className="size-5 text-muted rtl:rotate-180" />
            </button>
          </li>
        ))}
      </ul>
    </EntranceLayout>
  );
}
