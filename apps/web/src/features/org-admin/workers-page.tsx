import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useState } from 'react';
import { mergeSearch } from '../../app/merge-search.ts';
import { PageHead } from '../../app/page-head.tsx';
import { usePage } from '../../app/page-store.ts';
import { homeOf, roleNames } from '../../app/role-url.ts';
import { useSession } from '../../app/session.ts';
import { en } from '../../messages/en.ts';
import { Card } from '../../ui/card.tsx';
import { SearchField } from '../../ui/field.tsx';
import { SampleDataBadge } from '../../ui/sample-data-badge.tsx';
import { roster } from '../roster/messages.ts';
import { orgAdmin } from './messages.ts';
import { WorkersTable } from './workers-table.tsx';

const settleMs = 250;

/** useSettled gives a text once it has not changed for a moment, so that typing asks once. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settleMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** WorkersPage is the table of everybody in the organization, with search and sorting done by the server. */
export function WorkersPage() {
  const { me } = useSession();
  const { q = '', sort = 'attention', dir = 'desc' } = useSearch({ from: '/frame/org-admin/workers' });
  const navigate = useNavigate({ from: '/org-admin/workers' });
  const [total, setTotal] = useState(0);
  const search = useDeferredValue(useSettled(q));
  usePage(orgAdmin.workers, roleNames.org_admin);
  return (
    <>
      <PageHead
        title={orgAdmin.workers}
        crumbs={[{ label: en.nav.overview, to: homeOf('org_admin') }, { label: orgAdmin.workers }]}
        badges={me.organization.demo ? <SampleDataBadge /> : undefined}
      />
      <Card className="p-3 sm:p-5">
        <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
          <SearchField
            label={orgAdmin.searchWorkers} value={q} className="w-full sm:w-80"
            onChange={(event) => void navigate({ search: (before) => mergeSearch(before, { q: event.target.value || undefined }), replace: true })}
          />
          <p className="tabular text-sm text-muted" aria-live="off">{roster.people(total)}</p>
        </div>
        <WorkersTable
          timeZone={me.organization.timeZone} search={search} sort={sort} direction={dir} onTotal={setTotal}
          onSort={(next) => void navigate({ search: (before) => ({ ...before, sort: next, dir: next === sort ? (dir === 'asc' ? 'desc' : 'asc') : next === 'name' ? 'asc' : 'desc' }), replace: true })}
        />
      </Card>
    </>
  );
}
